import { spawnSync } from 'child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { describeWhere } from '../../../support/where-found';

const found = ['initdb', 'pg_ctl', 'psql'].every((command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0);

/** `describe` where PostgreSQL is found; else the tests are skipped, and their name says why. */
export function describeWithPostgres(name: string, body: () => void): void {
  describeWhere(found, 'PostgreSQL (initdb, pg_ctl, psql)', name, body);
}

/** A real server on a socket in a folder of its own. It does not run as root: then it runs as nobody. */
export class Postgres {
  private static readonly NOBODY = 65534;
  private readonly folder = mkdtempSync(join(tmpdir(), 'pg-'));
  private readonly user = process.getuid?.() === 0 ? { uid: Postgres.NOBODY, gid: Postgres.NOBODY } : {};

  public constructor() {
    if (process.getuid?.() === 0) { chownSync(this.folder, Postgres.NOBODY, Postgres.NOBODY); }
    chmodSync(this.folder, 0o700);
    this.command('initdb', ['-D', join(this.folder, 'data'), '-U', 'super', '-A', 'trust', '--no-sync']);
    this.command('pg_ctl', ['-D', join(this.folder, 'data'), '-w', '-o', `-c listen_addresses= -c unix_socket_directories=${this.folder} -c fsync=off`, '-l', join(this.folder, 'log'), 'start']);
  }

  /** Runs SQL as a role; throws what the server says. */
  public run(role: string, database: string, sql: string): string {
    return this.command('psql', ['-h', this.folder, '-U', role, '-d', database, '-v', 'ON_ERROR_STOP=1', '-qtA'], sql).trim();
  }

  public stop(): void {
    this.command('pg_ctl', ['-D', join(this.folder, 'data'), '-m', 'immediate', 'stop']);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private command(name: string, args: string[], input = ''): string {
    const result = spawnSync(name, args, { ...this.user, cwd: this.folder, input, encoding: 'utf8', stdio: name === 'pg_ctl' ? 'ignore' : 'pipe', timeout: 60_000 });
    if (result.status !== 0) { throw new Error(`${name}: ${result.stderr ?? result.error}`); }
    return result.stdout ?? '';
  }
}
