import { Construct } from 'constructs';
import { Size } from '../../capabilities/common';
import { DatabaseProps } from '../../capabilities/database';
import { environmentOf } from '../../environment/environment-rules';
import { after, preventDestroy } from '../../environment/order';
import { Agent } from './agents';
import { GoogleKey } from './key';
import { References } from './references';
import { SqlDatabaseInstance } from './resources';

/** Machine types of edition Enterprise: virtual CPUs and MiB of memory. */
const ENTERPRISE: { [size in Size]: string } = {
  [Size.SMALL]: 'db-custom-1-3840', [Size.MEDIUM]: 'db-custom-2-7680', [Size.LARGE]: 'db-custom-4-15360',
};
const ENTERPRISE_PLUS: { [size in Size]: string } = {
  [Size.SMALL]: 'db-perf-optimized-N-2', [Size.MEDIUM]: 'db-perf-optimized-N-4', [Size.LARGE]: 'db-perf-optimized-N-8',
};
/** Cheapest machine; shares its CPU, without service level. */
const SHARED = 'db-g1-small';
/** Days of point-in-time restore that edition Enterprise keeps at most. */
const ENTERPRISE_DAYS = 7;

/** CIS PostgreSQL on Cloud SQL (6.2.x): what is logged, and login by IAM. Statements are logged for definitions only, which keeps data out of logs. */
const FLAGS: { [name: string]: string } = {
  'cloudsql.enable_pgaudit': 'on',
  'cloudsql.iam_authentication': 'on',
  'log_checkpoints': 'on',
  'log_connections': 'on',
  'log_disconnections': 'on',
  'log_duration': 'on',
  'log_hostname': 'on',
  'log_lock_waits': 'on',
  'log_min_duration_statement': '-1',
  'log_min_error_statement': 'error',
  'log_min_messages': 'warning',
  'log_statement': 'ddl',
  'log_temp_files': '0',
  'pgaudit.log': 'ddl,role',
};

/** The instance: private, encrypted with the environment's key, login by identity, logged. */
export function databaseInstance(scope: Construct, name: string, props: DatabaseProps): SqlDatabaseInstance {
  const { profile, dataKey } = environmentOf(scope);
  const references = References.of(scope);
  const plus = profile.pointInTimeDays > ENTERPRISE_DAYS;
  const size = props.size ?? profile.size;
  const storage = props.storageGib ?? 64;
  const tier = plus ? ENTERPRISE_PLUS[size] : !profile.highlyAvailable && size === Size.SMALL ? SHARED : ENTERPRISE[size];
  const instance = new SqlDatabaseInstance(scope, 'instance', {
    name,
    region: references.region,
    databaseVersion: `POSTGRES_${props.version ?? '16'}`,
    encryptionKeyName: dataKey.reference,
    deletionProtection: profile.deletionProtection,
    settings: {
      tier,
      edition: plus ? 'ENTERPRISE_PLUS' : 'ENTERPRISE',
      availabilityType: profile.highlyAvailable ? 'REGIONAL' : 'ZONAL',
      diskType: 'PD_SSD',
      diskSize: storage,
      diskAutoresize: true,
      diskAutoresizeLimit: storage * 4,
      deletionProtectionEnabled: profile.deletionProtection,
      retainBackupsOnDelete: profile.deletionProtection,
      databaseFlags: Object.entries(FLAGS).map(([flag, value]) => ({ name: flag, value })),
      ipConfiguration: {
        ipv4Enabled: false,
        // Workloads prove who they are with a token, not with a certificate that somebody would have to keep.
        sslMode: 'ENCRYPTED_ONLY',
        serverCaMode: 'GOOGLE_MANAGED_CAS_CA',
        pscConfig: [{ pscEnabled: true, allowedConsumerProjects: [references.project] }],
      },
      backupConfiguration: {
        enabled: true,
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: profile.pointInTimeDays,
        startTime: '01:00',
        location: references.region,
        backupRetentionSettings: { retainedBackups: profile.backupRetentionDays, retentionUnit: 'COUNT' },
      },
      maintenanceWindow: { day: 7, hour: 3, updateTrack: 'stable' },
      // A shared CPU has none to spare for it.
      insightsConfig: tier === SHARED ? { queryInsightsEnabled: false } : {
        queryInsightsEnabled: true, queryPlansPerMinute: 5, queryStringLength: 1024, recordApplicationTags: true, recordClientAddress: false,
      },
    },
    // The disk grows by itself.
    lifecycle: { ignoreChanges: ['settings[0].disk_size'] },
  });
  return preventDestroy(after(instance, (dataKey as GoogleKey).useBy(Agent.CLOUD_SQL)), profile.deletionProtection);
}
