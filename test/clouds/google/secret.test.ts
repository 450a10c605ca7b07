import { join } from 'path';
import { Access } from '../../../src/capabilities/common';
import { Secret } from '../../../src/capabilities/secret';
import { Service } from '../../../src/capabilities/service';
import { SECRET_ROTATOR } from '../../../src/clouds/google/programs/secret-rotator';
import { temporaryFolder } from '../../support/terraform';
import { Call, GoogleStandIn } from './stand-in';
import { environment, grants, waitsFor } from './support';

const PROGRAM = join(temporaryFolder(), 'rotator.js');
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
    expect(() => environment((env) => { new Service(env, 'orders').connectTo(new Secret(env, 'partner', { description: 'x' }), Access.READ_WRITE); })).toThrow(/cannot be granted read-write\. Grant read/);
  });
});

interface Version { name: string; createTime: string; etag: string; state: string }

/** A secret in a stand-in for Secret Manager, with versions of these ages in days. */
class StoredSecret {
  public readonly versions: Version[];
  public readonly values: string[] = [];

  public constructor(ages: number[], private readonly failing = false) {
    this.versions = ages.map((days, i) => ({ name: `projects/1/secrets/s/versions/${i + 1}`, createTime: new Date(Date.now() - days * DAY).toISOString(), etag: `e${i}`, state: 'ENABLED' }));
  }

  public rotate(variables: { [name: string]: string } = {}): Promise<{ code: number; output: string }> {
    return new GoogleStandIn((call) => this.answer(call))
      .run(PROGRAM, SECRET_ROTATOR, ['SECRET_MANAGER_URL'], { SECRET: 'projects/1/secrets/s', ROTATION_DAYS: '30', ...variables });
  }

  private answer({ method, path, body }: Call): [number, any] {
    if (this.failing) { return [503, {}]; }
    if (method === 'GET' && path.includes('/versions?')) {
      const enabled = this.versions.filter((v) => v.state === 'ENABLED');
      // Two pages, oldest first: the program must read all and sort.
      const half = Math.ceil(enabled.length / 2);
      return [200, path.includes('pageToken=next') ? { versions: enabled.slice(half) } : { versions: enabled.slice(0, half), nextPageToken: enabled.length > half ? 'next' : '' }];
    }
    if (path === '/v1/projects/1/secrets/s:addVersion') {
      const name = `projects/1/secrets/s/versions/${this.versions.length + 1}`;
      this.versions.push({ name, createTime: new Date().toISOString(), etag: 'new', state: 'ENABLED' });
      this.values.push(Buffer.from(body.payload.data, 'base64').toString());
      return [200, { name }];
    }
    const disabled = this.versions.find((v) => path === `/v1/${v.name}:disable` && body.etag === v.etag);
    if (disabled) { disabled.state = 'DISABLED'; }
    return disabled ? [200, {}] : [404, {}];
  }
}

describe('the program that rotates', () => {
  test('makes the first value: 32 random bytes, which it does not print', async () => {
    const stored = new StoredSecret([]);
    const { code, output } = await stored.rotate();
    expect(code).toBe(0);
    expect(stored.values[0]).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(output).toContain('replaced by projects/1/secrets/s/versions/1');
    expect(output).not.toContain(stored.values[0]);
    expect(output).not.toContain('token');
  });

  test('keeps a value that is young enough', async () => {
    const stored = new StoredSecret([29]);
    expect((await stored.rotate()).output).toContain('kept projects/1/secrets/s');
    expect(stored.versions).toHaveLength(1);
  });

  test('replaces an old value, leaves the one before it readable and disables what is older', async () => {
    const stored = new StoredSecret([91, 61, 31]);
    expect((await stored.rotate()).code).toBe(0);
    expect(stored.versions.map((v) => v.state)).toEqual(['DISABLED', 'DISABLED', 'ENABLED', 'ENABLED']);
  });

  test('two runs make two different values', async () => {
    const [one, two] = [new StoredSecret([]), new StoredSecret([])];
    await one.rotate();
    await two.rotate();
    expect(one.values[0]).not.toBe(two.values[0]);
  });

  test('fails aloud where the cloud does, and where it is not told what to rotate', async () => {
    const { code, output } = await new StoredSecret([31], true).rotate();
    expect(code).toBe(1);
    expect(output).toContain('answered 503');
    expect((await new StoredSecret([]).rotate({ SECRET: '' })).code).toBe(1);
    expect((await new StoredSecret([]).rotate({ ROTATION_DAYS: '0' })).code).toBe(1);
  });
});
