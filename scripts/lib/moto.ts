import { ChildProcess, spawn } from 'child_process';
import { get } from 'http';
import { AddressInfo, createServer } from 'net';
import { atEnd } from '../../src/cli/plan/workspace';

/** A moto server on loopback that ends with this process. */
export interface Moto {
  readonly url: string;
  stop(): void;
}

/** Starts a server on a free port and waits until it answers. */
export async function startMoto(program: string, account: string): Promise<Moto> {
  const port = await freePort();
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_ACCOUNT_ID: account, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  });
  const stop = () => child.kill('SIGKILL');
  atEnd(stop);
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
  return { url, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    if (child.exitCode !== null) {
      throw new Error(`moto_server ended with ${child.exitCode}`);
    }
    if (await reachable(url)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('moto_server does not answer within a minute');
}

function reachable(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(`${url}/moto-api/`, (response) => {
      response.resume();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}
