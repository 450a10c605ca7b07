import { spawn } from 'child_process';
import { writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';

/** A call of an API as the stand-in sees it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: any;
}

/** A stand-in for the metadata server and one API of Google, on loopback; tokens are checked as the real ones check them. */
export class GoogleStandIn {
  public readonly calls: Call[] = [];

  /** @param answer status and body for an authorized call */
  public constructor(private readonly answer: (call: Call) => [number, any]) {}

  /** Runs a program against it until it ends. `urls` are the variables that name it. */
  public async run(file: string, program: string, urls: string[], variables: { [name: string]: string }): Promise<{ code: number; output: string }> {
    writeFileSync(file, program);
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => { text += chunk; }).on('end', () => {
        const [status, body] = this.respond(request.method!, request.url!, request.headers, text);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const named = Object.fromEntries([...urls, 'METADATA_URL'].map((name) => [name, url]));
    const result = await runToEnd(file, { ...named, ...variables });
    await close(server);
    return result;
  }

  private respond(method: string, url: string, headers: any, text: string): [number, any] {
    if (url.startsWith('/computeMetadata/')) { return headers['metadata-flavor'] === 'Google' ? [200, { access_token: 'token' }] : [403, {}]; }
    if (headers.authorization !== 'Bearer token') { return [401, {}]; }
    const call = { method, path: url, body: text ? JSON.parse(text) : undefined };
    this.calls.push(call);
    return this.answer(call);
  }
}

function close(server: Server): Promise<void> {
  return new Promise((done) => { server.close(() => done()); });
}

async function runToEnd(file: string, variables: { [name: string]: string }): Promise<{ code: number; output: string }> {
  const program = spawn(process.execPath, [file], { env: variables });
  let output = '';
  program.stdout.on('data', (chunk) => { output += chunk; });
  program.stderr.on('data', (chunk) => { output += chunk; });
  const code = await new Promise<number>((done) => { program.on('close', (c) => done(c ?? -1)); });
  return { code, output };
}
