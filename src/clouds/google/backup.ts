import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { IResourceBackend } from '../../capabilities/backends';
import { BackupProps } from '../../capabilities/backup';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { GroundworkError } from '../../errors';
import { Agent, agentMember } from './agents';
import { GoogleDatabase } from './database';
import { GoogleKeyValueStore } from './key-value-store';
import { createBucket, GoogleObjectStore } from './object-store';
import { References } from './references';
import {
  BackupDrBackupPlan, BackupDrBackupPlanAssociation, FirestoreBackupSchedule, StorageBucketIamMember, StorageTransferJob,
} from './resources';

const DAY = 24 * 3600;
/** Firestore keeps a backup for fourteen weeks at most. */
const FIRESTORE_DAYS = 98;

/**
 * Databases go to the foundation's vault of this stage, which refuses to delete a backup before its time. Firestore keeps its
 * own scheduled backups, and a bucket gets a second one with locked retention: neither can be put into a vault.
 */
export function backup(scope: Construct, props: BackupProps): void {
  const environment = environmentOf(scope);
  const minimum = environment.profile.backupRetentionDays;
  const days = props.retentionDays ?? minimum;
  if (days < minimum) {
    throw new GroundworkError('Backup', [{
      where: `${scope.node.path}.retentionDays`,
      problem: `${days} days, and the vault of stage ${environment.stage} keeps backups for ${minimum} at least`,
      mend: `State ${minimum} days or more, or change backupRetentionDays of the stage in the standards.`,
    }]);
  }
  for (const store of props.stores) { backUp(scope, store, days); }
}

function backUp(scope: Construct, store: IResourceBackend, days: number): void {
  if (store instanceof GoogleDatabase) {
    database(new Construct(scope, `database-${store.scope.node.id}`), store, days);
  } else if (store instanceof GoogleKeyValueStore) {
    keyValueStore(new Construct(scope, `key-value-${store.scope.node.id}`), store, days);
  } else if (store instanceof GoogleObjectStore) {
    objectStore(new Construct(scope, `objects-${store.scope.node.id}`), store, days);
  } else {
    // An enterprise's own implementation of a store brings its own backup.
    Annotations.of(scope).addWarning('One of the stores is none that Groundwork can back up on Google Cloud: its backup is not made here.');
  }
}

function database(scope: Construct, store: GoogleDatabase, days: number): void {
  const references = References.of(scope);
  const type = 'sqladmin.googleapis.com/Instance';
  const plan = new BackupDrBackupPlan(scope, 'plan', {
    backupPlanId: physicalName(scope, 'google_backup_dr_backup_plan'),
    location: references.region,
    description: `Daily, ${days} days, of ${store.instanceName}`,
    backupVault: references.backupVault(environmentOf(scope).stage),
    resourceType: type,
    backupRules: [{
      ruleId: 'daily',
      backupRetentionDays: days,
      standardSchedule: { recurrenceType: 'DAILY', timeZone: 'UTC', backupWindow: { startHourOfDay: 1, endHourOfDay: 7 } },
    }],
    ...days > 1 ? { logRetentionDays: Math.min(days, environmentOf(scope).profile.pointInTimeDays) } : {},
  });
  store.leaveBackupsToPlan();
  after(new BackupDrBackupPlanAssociation(scope, 'association', {
    backupPlanAssociationId: physicalName(scope, 'google_backup_dr_backup_plan_association'),
    location: references.region,
    resource: `projects/${references.project}/instances/${store.instanceName}`,
    resourceType: type,
    backupPlan: plan.id,
  }), store.instance);
}

function keyValueStore(scope: Construct, store: GoogleKeyValueStore, days: number): void {
  const kept = Math.min(days, FIRESTORE_DAYS);
  new FirestoreBackupSchedule(scope, 'daily', { database: store.database.name, retention: `${kept * DAY}s`, dailyRecurrence: {} });
  new FirestoreBackupSchedule(scope, 'weekly', {
    database: store.database.name, retention: `${Math.max(kept, Math.min(kept * 2, FIRESTORE_DAYS)) * DAY}s`, weeklyRecurrence: { day: 'SUNDAY' },
  });
}

/** Each new object is copied to a bucket whose retention is locked where the stage is protected. */
function objectStore(scope: Construct, store: GoogleObjectStore, days: number): void {
  const environment = environmentOf(scope);
  const protect = environment.profile.deletionProtection;
  const copy = createBucket(scope, 'copy', '', { expireDays: days + 1, immutableDays: protect ? days : 0, disposable: !protect });
  const transfer = agentMember(environment.landingZone, Agent.STORAGE_TRANSFER);
  const roles: [string, string, string][] = [
    ['source-reader', store.bucket.name, 'roles/storage.objectViewer'],
    ['source-bucket', store.bucket.name, 'roles/storage.legacyBucketOwner'],
    ['copy-writer', copy.name, 'roles/storage.legacyBucketWriter'],
  ];
  const members = roles.map(([id, bucket, role]) => new StorageBucketIamMember(scope, id, { bucket, role, member: transfer }));
  after(new StorageTransferJob(scope, 'transfer', {
    description: `Copies new objects of ${store.scope.node.path}`.slice(0, 1024),
    status: 'ENABLED',
    replicationSpec: {
      gcsDataSource: { bucketName: store.bucket.name },
      gcsDataSink: { bucketName: copy.name },
      transferOptions: { overwriteWhen: 'DIFFERENT' },
    },
    loggingConfig: { logActions: ['COPY', 'DELETE'], logActionStates: ['SUCCEEDED', 'FAILED'] },
  }), ...members);
}
