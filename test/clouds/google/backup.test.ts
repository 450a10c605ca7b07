import { Backup } from '../../../src/capabilities/backup';
import { Cache } from '../../../src/capabilities/cache';
import { Database } from '../../../src/capabilities/database';
import { KeyValueStore } from '../../../src/capabilities/key-value-store';
import { ObjectStore } from '../../../src/capabilities/object-store';
import { Environment } from '../../../src/environment/environment';
import { Stage } from '../../../src/environment/stage';
import { environment, waitsFor } from './support';

const all = (env: Environment) => [new Database(env, 'database').backend, new KeyValueStore(env, 'sessions').backend, new ObjectStore(env, 'documents').backend];

describe('a backup', () => {
  const tf = environment((env) => { new Backup(env, 'backup', { stores: all(env) }); });

  test('of a database goes to the vault of the stage, for as long as the stage says', () => {
    const plan = tf.one('google_backup_dr_backup_plan');
    expect(plan).toMatchObject({ backup_vault: 'projects/acme-eu-1/locations/europe-west3/backupVaults/acme-eu-google-production', resource_type: 'sqladmin.googleapis.com/Instance' });
    expect(plan.backup_rules[0]).toMatchObject({ backup_retention_days: 35, standard_schedule: { recurrence_type: 'DAILY' } });
    const association = tf.one('google_backup_dr_backup_plan_association');
    expect(association.resource).toBe('projects/acme-eu-1/instances/shop-database');
    expect(waitsFor(association, 'google_sql_database_instance')).toBe(true);
  });

  test('leaves the instance able to change: its backup settings are the plan\'s from then on', () => {
    expect(tf.one('google_sql_database_instance').lifecycle.ignore_changes).toContain('settings[0].backup_configuration');
  });

  test('of a key-value store is scheduled within what Firestore keeps', () => {
    const retention = tf.all('google_firestore_backup_schedule').map((s) => Number.parseInt(s.body.retention, 10) / 86400);
    expect(retention.sort((a, b) => a - b)).toEqual([35, 70]);
    const long = environment((env) => { new Backup(env, 'backup', { stores: all(env), retentionDays: 365 }); });
    for (const schedule of long.all('google_firestore_backup_schedule')) { expect(Number.parseInt(schedule.body.retention, 10)).toBeLessThanOrEqual(98 * 86400); }
  });

  test('of an object store is a second bucket with locked retention', () => {
    expect(tf.one('google_storage_bucket', '/copy/').retention_policy).toEqual({ is_locked: true, retention_period: 35 * 86400 });
    const job = tf.one('google_storage_transfer_job');
    expect(job.replication_spec.gcs_data_source.bucket_name).toContain('documents_bucket');
    expect(job.depends_on).toHaveLength(3);
  });

  test('a development environment can go with its copy', () => {
    const dev = environment((env) => { new Backup(env, 'backup', { stores: all(env) }); }, { stage: Stage.DEVELOPMENT });
    expect(dev.one('google_storage_bucket', '/copy/')).toMatchObject({ force_destroy: true, versioning: { enabled: true } });
    expect(dev.one('google_backup_dr_backup_plan').backup_vault).toContain('-development');
  });

  test('without a plan the instance keeps its own backup settings', () => {
    const alone = environment((env) => { new Database(env, 'database'); }).one('google_sql_database_instance');
    expect(alone.lifecycle.ignore_changes).toEqual(['settings[0].disk_size']);
  });

  test('less than the vault keeps, and what cannot be backed up, is said', () => {
    expect(() => environment((env) => { new Backup(env, 'backup', { stores: [], retentionDays: 7 }); })).toThrow(/keeps backups for 35 at least/);
    let warnings: string[] = [];
    environment((env) => {
      const backup = new Backup(env, 'backup', { stores: [new Cache(env, 'cache').backend] });
      warnings = backup.node.metadata.map((entry) => String(entry.data));
    });
    expect(warnings).toEqual([expect.stringContaining('its backup is not made here')]);
  });
});
