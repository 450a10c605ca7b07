import { spawn } from 'child_process';
import { writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';
import { Access } from '../../../src/capabilities/common';
import { Secret } from '../../../src/capabilities/secret';
import { Service } from '../../../src/capabilities/service';
import { SECRET_ROTATOR } from '../../../src/clouds/google/programs/secret-rotator';
import { temporaryFolder } from '../../support/terraform';
import { environment, grants, waitsFor } from './support';

const PROGRAM = join(temporaryFolder(), 'rotator.js');
writeFileSync(PROGRAM, SECRET_ROTATOR);
const DAY = 24 * 3600 * 1000;

describe('a secret', () => {
  const tf = environment((env) => { new Service(env, 'orders').connectTo(new Secret(env, 'partner', { description: 'Key of the partner', rotationDays: 45 }), Access.READ); });
  const job = tf.one('google_cloud_run_v2_job');

  test('stays in its region, encrypted, and has no value in Terraform', () => {
    const secret = tf.one('google_secret_manager_secret');
    const [replica] = secret.replication.user_managed.replicas;
    expect(replica.location).toBe('europe-west3');
    expect(replica.customer_managed_encryption.kms_key_name).toContain('google_kms_crypto_key.data-key');
    expect(waitsFor(secret, 'google_kms_crypto_key_iam_member')).toBe(true);
    expect(tf.all('google_secret_manager_secret_version')).toHaveLength(0);
  });

  test('the connected service may read it, and the job may replace it without reading', () => {
    const roles = Object.fromEntries(grants(tf).filter((g) => g.type === 'google_secret_manager_secret_iam_member').map((g) => [g.role, g.member]));
    expect(roles['roles/secretmanager.secretAccessor']).toContain('orders_identity');
    expect(roles['roles/secretmanager.secretVersionManager']).toContain('partner_rotation_identity');
    expect(Object.keys(roles)).toHaveLength(2);
  });

  test('a job without any way in replaces it, started by the scheduler alone', () => {
    const [container] = job.template.template.containers;
    expect(container.env).toEqual([{ name: 'ROTATION_DAYS', value: '45' }, { name: 'SECRET', value: 'projects/acme-eu-1/secrets/shop-partner' }]);
    expect(container.image).toMatch(/^gcr\.io\/distroless\/nodejs24-debian13@sha256:[0-9a-f]{64}$/);
    expect(job).toMatchObject({ binary_authorization: { use_default: true }, deletion_protection: true });
    expect(waitsFor(job, 'google_storage_bucket_object')).toBe(true);
    expect(tf.one('google_cloud_run_v2_job_iam_member').member).toContain('partner_rotation_starter');
    expect(tf.one('google_cloud_scheduler_job').http_target.uri).toBe('https://run.googleapis.com/v2/projects/acme-eu-1/locations/europe-west3/jobs/shop-partner-rotation:run');
  });

  test('failing rotations are told', () => {
    expect(tf.one('google_monitoring_alert_policy', '/partner/alarms/failures-warning/').conditions[0].condition_threshold.filter).toContain('shop-partner-rotation');
  });

  test('can be read only', () => {
    expect(() => environment((env) => { new Service(env, 'orders').connectTo(new Secret(env, 'partner', { description: 'x' }), Access.READ_WRITE); })).toThrow(/can be read only/);
  });
});

interface Version { name: string; createTime: string; etag: string; state: string; value?: string }

/** A stand-in for Secret Manager and the metadata server, with one secret. */
class Cloud {
  public readonly versions: Version[];
  public readonly refused: string[] = [];
  public url = '';
  private server?: Server;

  public constructor(ages: number[], private readonly failing = false) {
    this.versions = ages.map((days, i) => ({ name: `projects/1/secrets/s/versions/${i + 1}`, createTime: new Date(Date.now() - days * DAY).toISOString(), etag: `e${i}`, state: 'ENABLED' }));
  }

  public async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => { body += chunk; }).on('end', () => {
        const [status, answer] = this.answer(request.method!, request.url!, request.headers, body);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((done) => { this.server!.listen(0, '127.0.0.1', done); });
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): Promise<void> {
    return new Promise((done) => { this.server!.close(() => done()); });
  }

  private answer(method: string, url: string, headers: any, body: string): [number, any] {
    if (url.startsWith('/computeMetadata/')) { return headers['metadata-flavor'] === 'Google' ? [200, { access_token: 'token' }] : [403, {}]; }
    if (headers.authorization !== 'Bearer token') { this.refused.push(url); return [401, {}]; }
    if (this.failing) { return [503, {}]; }
    if (method === 'GET' && url.includes('/versions?')) {
      const enabled = this.versions.filter((v) => v.state === 'ENABLED').map(({ name, createTime, etag, state }) => ({ name, createTime, etag, state }));
      // Two pages, oldest first: the program must read all and sort.
      const second = url.includes('pageToken=next');
      const half = Math.ceil(enabled.length / 2);
      return [200, second ? { versions: enabled.slice(half) } : { versions: enabled.slice(0, half), nextPageToken: enabled.length > half ? 'next' : '' }];
    }
    if (url.endsWith(':addVersion')) {
      const added = { name: `projects/1/secrets/s/versions/${this.versions.length + 1}`, createTime: new Date().toISOString(), etag: 'new', state: 'ENABLED', value: Buffer.from(JSON.parse(body).payload.data, 'base64').toString() };
      this.versions.push(added);
      return [200, { name: added.name }];
    }
    const disabled = this.versions.find((v) => url === `/v1/${v.name}:disable`);
    if (disabled && JSON.parse(body).etag === disabled.etag) { disabled.state = 'DISABLED'; return [200, {}]; }
    return [404, {}];
  }
}

async function rotate(cloud: Cloud, environmentVariables: { [name: string]: string } = {}): Promise<{ code: number; output: string }> {
  await cloud.start();
  const program = spawn(process.execPath, [PROGRAM], {
    env: { SECRET: 'projects/1/secrets/s', ROTATION_DAYS: '30', SECRET_MANAGER_URL: cloud.url, METADATA_URL: cloud.url, ...environmentVariables },
  });
  let output = '';
  program.stdout.on('data', (chunk) => { output += chunk; });
  program.stderr.on('data', (chunk) => { output += chunk; });
  const code = await new Promise<number>((done) => { program.on('close', (c) => done(c ?? -1)); });
  await cloud.stop();
  return { code, output };
}

describe('the program that rotates', () => {
  test('makes the first value: 32 random bytes, which it does not print', async () => {
    const cloud = new Cloud([]);
    const { code, output } = await rotate(cloud);
    expect(code).toBe(0);
    expect(cloud.versions[0].value).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(output).toContain('replaced by projects/1/secrets/s/versions/1');
    expect(output).not.toContain(cloud.versions[0].value);
    expect(output).not.toContain('token');
  });

  test('keeps a value that is young enough', async () => {
    const cloud = new Cloud([29]);
    expect((await rotate(cloud)).output).toContain('secret kept');
    expect(cloud.versions).toHaveLength(1);
  });

  test('replaces an old value, leaves the one before it readable and disables what is older', async () => {
    const cloud = new Cloud([91, 61, 31]);
    expect((await rotate(cloud)).code).toBe(0);
    expect(cloud.versions.map((v) => v.state)).toEqual(['DISABLED', 'DISABLED', 'ENABLED', 'ENABLED']);
  });

  test('two runs make two different values', async () => {
    const [one, two] = [new Cloud([]), new Cloud([])];
    await rotate(one);
    await rotate(two);
    expect(one.versions[0].value).not.toBe(two.versions[0].value);
  });

  test('fails aloud where the cloud does, and where it is not told what to rotate', async () => {
    const { code, output } = await rotate(new Cloud([31], true));
    expect(code).toBe(1);
    expect(output).toContain('answered 503');
    expect((await rotate(new Cloud([]), { SECRET: '' })).code).toBe(1);
    expect((await rotate(new Cloud([]), { ROTATION_DAYS: '0' })).code).toBe(1);
  });
});
