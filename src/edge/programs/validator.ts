import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { createServer, IncomingMessage, ServerResponse } from 'http';
import { RequestValidator, Verdict } from './validate-request';

/** More than any gateway lets through: a second line of defence. */
const LARGEST_BODY = 1_048_576;

/** Header by which the gateway tells who the token was given to, and the one by which the pseudonym goes back. */
const SUBJECT = 'x-groundwork-sub';
const PSEUDONYM = 'x-groundwork-subject';

function option(name: string, fallback?: string): string {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? process.env[`VALIDATOR_${name.toUpperCase()}`] ?? fallback : process.argv[at + 1];
  if (!value) {
    throw new Error(`give --${name} or the environment variable VALIDATOR_${name.toUpperCase()}`);
  }
  return value;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) {
      throw new Error('body too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, title, errors }: Verdict, headers: Record<string, string> = {}): void {
  if (status === 200) {
    response.writeHead(200, headers).end();
    return;
  }
  const problem = JSON.stringify({ type: 'about:blank', title, status, ...(errors ? { errors } : {}) });
  response.writeHead(status, { ...headers, 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(problem) }).end(problem);
}

/** Tells subjects apart in the access log without naming them. */
function pseudonym(subject: string | string[] | undefined): Record<string, string> {
  return typeof subject === 'string' && subject !== '' ? { [PSEUDONYM]: createHash('sha256').update(subject).digest('hex').slice(0, 24) } : {};
}

function start(): void {
  const validator = new RequestValidator(JSON.parse(readFileSync(option('plan'), 'utf8')));
  const [host, port] = option('listen', '127.0.0.1:9001').split(':');
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => {
        const verdict = validator.check({ method: request.method ?? '', target: request.url ?? '', headers: request.headers, body });
        send(response, verdict, pseudonym(request.headers[SUBJECT]));
      })
      .catch((error: Error) => {
        // the message of a parser may hold a piece of the request: the kind of error must do
        console.error(JSON.stringify({ level: 'error', message: 'validation failed', kind: error.name }));
        send(response, { status: 500, title: 'The request could not be validated' });
      });
  });
  // longer than the gateway keeps a connection, so that it is never the one to be cut off
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 10_000;
  server.listen(Number(port), host, () => console.log(JSON.stringify({ level: 'info', message: 'validator listens', port: Number(port) })));
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
}

start();
