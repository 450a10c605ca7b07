import { Construct } from 'constructs';
import { after, preventDestroy } from '../../../environment/order';
import { Standards } from '../../../standards/standards';
import { Agent } from '../agents';
import { GoogleKey } from '../key';
import { References } from '../references';
import { LoggingProjectSink, ProjectIamAuditConfig, ResourceManagerLien, StorageBucket, StorageBucketIamMember } from '../resources';

const DAY = 24 * 3600;

/** Audit logs of the cloud, as a log filter. */
export const AUDIT_LOGS = 'logName:"cloudaudit.googleapis.com" OR logName:"externalaudit.googleapis.com"';

/**
 * Who did what, kept where nobody can change it: data access is logged for every service, and all audit logs of the
 * project go to a bucket whose retention is locked. The lock is final.
 */
export function auditArchive(scope: Construct, standards: Standards, key: GoogleKey): StorageBucket {
  const references = References.of(scope);
  new ProjectIamAuditConfig(scope, 'data-access', {
    project: references.project,
    service: 'allServices',
    auditLogConfig: ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'].map((logType) => ({ logType })),
  });
  const days = standards.retention.audit!;
  const bucket = preventDestroy(after(new StorageBucket(scope, 'archive', {
    name: references.auditArchive,
    location: references.region.toUpperCase(),
    storageClass: 'STANDARD',
    forceDestroy: false,
    uniformBucketLevelAccess: true,
    publicAccessPrevention: 'enforced',
    encryption: { defaultKmsKeyName: key.reference },
    retentionPolicy: { isLocked: true, retentionPeriod: days * DAY },
    // Locked retention keeps what soft delete would.
    softDeletePolicy: { retentionDurationSeconds: 0 },
    lifecycleRule: [
      { action: { type: 'SetStorageClass', storageClass: 'COLDLINE' }, condition: { age: 30 } },
      { action: { type: 'Delete' }, condition: { age: days + 1 } },
    ],
  }), key.useBy(Agent.STORAGE)), true);
  const sink = new LoggingProjectSink(scope, 'sink', {
    name: references.name('google_logging_project_sink', 'audit'),
    description: 'Immutable copy of all audit logs',
    destination: `storage.googleapis.com/${bucket.name}`,
    filter: AUDIT_LOGS,
    uniqueWriterIdentity: true,
  });
  new StorageBucketIamMember(scope, 'writer', { bucket: bucket.name, role: 'roles/storage.objectCreator', member: sink.writerIdentity });
  new ResourceManagerLien(scope, 'lien', {
    parent: `projects/${references.zone.projectNumber}`,
    restrictions: ['resourcemanager.projects.delete'],
    origin: references.name('google_compute_network'),
    reason: 'Holds the audit archive of the landing zone',
  });
  return bucket;
}
