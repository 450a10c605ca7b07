import { Construct } from 'constructs';
import { IAuditTrailBackend } from '../../capabilities/backends';
import { AuditTrailProps } from '../../capabilities/audit-trail';
import { physicalName } from '../../environment/physical-name';
import { References } from './references';
import { LoggingProjectSink, LoggingProjectSinkExclusions, StorageBucketIamMember } from './resources';

/**
 * The landing zone's archive with locked retention. Audit logs of the cloud itself (administration, data access) reach it
 * through the foundation's sink for the whole project; an environment adds the audit records of its own applications.
 */
export class GoogleAuditTrail implements IAuditTrailBackend {
  public readonly reference: string;

  public constructor(scope: Construct) {
    this.reference = References.of(scope).auditArchive;
  }

  /** Copies entries that match `filter` to the archive; the sink may add objects there, never read or change one. */
  public archive(scope: Construct, filter: string, exclusions: LoggingProjectSinkExclusions[]): void {
    const sink = new LoggingProjectSink(scope, 'archive-sink', {
      name: physicalName(scope, 'google_logging_project_sink', 'archive'),
      description: `Immutable copy of ${scope.node.path}`,
      destination: `storage.googleapis.com/${this.reference}`,
      filter,
      exclusions,
      uniqueWriterIdentity: true,
    });
    new StorageBucketIamMember(scope, 'archive-writer', {
      bucket: this.reference,
      role: 'roles/storage.objectCreator',
      member: sink.writerIdentity,
    });
  }
}

export function auditTrail(scope: Construct, _props: AuditTrailProps): IAuditTrailBackend {
  return new GoogleAuditTrail(scope);
}
