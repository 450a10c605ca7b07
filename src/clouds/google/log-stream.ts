import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { ILogStreamBackend } from '../../capabilities/backends';
import { LogClass } from '../../capabilities/common';
import { LogStreamProps } from '../../capabilities/log-stream';
import { environmentOf } from '../../environment/environment-rules';
import { after, preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { GoogleAuditTrail } from './audit-trail';
import { GoogleKey } from './key';
import { References } from './references';
import { LoggingProjectBucketConfig, LoggingProjectSink } from './resources';

/** Cloud Run writes a line with the full URL for every request; nothing masks it, so no stream keeps it. */
export const NOT_REQUEST_LOG = 'NOT logName:"run.googleapis.com%2Frequests"';

/** A log bucket and the sink that fills it. */
export class GoogleLogStream implements ILogStreamBackend {
  public readonly reference: string;
  private readonly filters: string[];

  public constructor(scope: Construct, props: LogStreamProps) {
    const environment = environmentOf(scope);
    const references = References.of(scope);
    const logKey = environment.logKey as GoogleKey;
    const bucketId = physicalName(scope, 'google_logging_project_bucket_config');
    // Whoever may write logs can write to the stream by name.
    this.filters = [`logName="projects/${references.project}/logs/${bucketId}"`];
    const bucket = preventDestroy(after(new LoggingProjectBucketConfig(scope, 'bucket', {
      project: references.project,
      location: references.region,
      bucketId,
      description: `${props.logClass} log of ${scope.node.path}`,
      retentionDays: retentionOf(props.logClass, environment.standards.retention),
      // Immutability is the archive's: a locked log bucket could not be removed with its environment.
      locked: false,
      cmekSettings: { kmsKeyName: logKey.reference },
    }), logKey.useBy(Agent.LOGGING)), environment.profile.deletionProtection);
    this.reference = bucket.id;
    const filter = Lazy.stringValue({ produce: () => this.filters.map((f) => `(${f})`).join(' OR ') });
    const exclusions = maskingExclusions(props.maskedFields ?? []);
    new LoggingProjectSink(scope, 'sink', {
      name: physicalName(scope, 'google_logging_project_sink'),
      description: `${props.logClass} log of ${scope.node.path}`,
      destination: `logging.googleapis.com/${bucket.id}`,
      filter,
      uniqueWriterIdentity: true,
      exclusions,
    });
    if (props.logClass === LogClass.AUDIT) {
      (environment.auditTrail as GoogleAuditTrail).archive(scope, filter, exclusions);
    }
  }

  /** Routes entries that match `filter` here. */
  public collect(filter: string): void {
    if (!this.filters.includes(filter)) { this.filters.push(filter); }
  }
}

function retentionOf(logClass: LogClass, retention: { readonly [name in LogClass]?: number }): number {
  const days = retention[logClass];
  if (days === undefined) { throw new Error(`no retention for logs of class ${logClass}`); }
  return days;
}

/**
 * Cloud Logging cannot change an entry on its way in. What can be had is that an entry with a personal field in the clear is
 * not kept at all: masked values are asterisks or the word "masked", as our gateway writes them.
 */
function maskingExclusions(fields: string[]) {
  if (fields.length === 0) { return []; }
  const inClear = fields.map((f) => JSON.stringify(f)).map((f) => `(jsonPayload.${f}:* AND NOT jsonPayload.${f}=~"^([*]+|masked)$")`);
  // Filters are at most 20,000 characters long.
  const groups = Array.from({ length: Math.ceil(inClear.length / 100) }, (_, i) => inClear.slice(i * 100, i * 100 + 100));
  return groups.map((group, i) => ({
    name: `unmasked-fields-${i + 1}`,
    description: 'Entries with personal fields in the clear are dropped',
    filter: group.join(' OR '),
  }));
}

export function logStream(scope: Construct, props: LogStreamProps): ILogStreamBackend {
  return new GoogleLogStream(scope, props);
}
