import { ChildProcess, spawn } from 'child_process';
import { createServer, AddressInfo } from 'net';
import { request as httpRequest, IncomingHttpHeaders } from 'http';

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Send the body in chunks, without a length. */
  readonly chunked?: boolean;
}

/** One request to loopback; the path goes out as it is, not normalized. */
export function send(port: number, { method = 'GET', path, headers = {}, body, chunked = false }: Call): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = body !== undefined && !chunked ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, timeout: 10_000, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path}`)));
    request.end(body);
  });
}

/** A program that runs until it is stopped; its output is kept. */
export class Program {
  public output = '';
  private readonly child: ChildProcess;
  private ended = false;

  public constructor(command: string, args: string[], env: Record<string, string> = {}) {
    this.child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', (data) => (this.output += data));
    this.child.stderr!.on('data', (data) => (this.output += data));
    this.child.on('exit', () => (this.ended = true));
    this.child.on('error', (error) => {
      this.output += String(error);
      this.ended = true;
    });
  }

  /** Waits until `path` of `port` answers, at most fifteen seconds. */
  public async answers(port: number, path: string): Promise<void> {
    for (let attempt = 0; attempt < 150 && !this.ended; attempt++) {
      const reply = await send(port, { path }).catch(() => undefined);
      if (reply) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the program does not answer:\n${this.output.slice(-4000)}`);
  }

  public async stop(): Promise<void> {
    if (!this.ended) {
      const gone = new Promise((resolve) => this.child.on('exit', resolve));
      this.child.kill('SIGKILL');
      await gone;
    }
  }
}
