import { Construct } from 'constructs';
import { after, preventDestroy } from '../../../environment/order';
import { Standards } from '../../../standards/standards';
import { Agent } from '../agents';
import { GoogleKey } from '../key';
import { References } from '../references';
import { LoggingProjectBucketConfig, LoggingProjectSink } from '../resources';
import { AUDIT_LOGS } from './audit-archive';

/** What the network and its guards write. */
const SECURITY_LOGS = 'resource.type=("gce_subnetwork" OR "dns_query" OR "nat_gateway" OR "gce_firewall_policy" OR "gce_firewall_rule") OR logName:"networksecurity.googleapis.com"';
/** What environments route to their own buckets. */
const OF_ENVIRONMENTS = 'resource.type=("cloud_run_revision" OR "http_load_balancer")';

/**
 * Where logs go that no environment takes: security and audit logs, and the rest. Google's own `_Default` bucket has no
 * customer key, so its sink is switched off.
 */
export function logRouting(scope: Construct, standards: Standards, key: GoogleKey): void {
  const references = References.of(scope);
  const security = `${SECURITY_LOGS} OR ${AUDIT_LOGS}`;
  route(scope, 'security', `(${security})`, standards.retention.security!, key);
  route(scope, 'platform', `NOT (${security}) AND NOT ${OF_ENVIRONMENTS}`, standards.retention.application!, key);
  new LoggingProjectSink(scope, 'default-sink', {
    name: '_Default',
    destination: `logging.googleapis.com/projects/${references.project}/locations/global/buckets/_Default`,
    disabled: true,
    uniqueWriterIdentity: true,
  });
}

function route(scope: Construct, id: string, filter: string, retentionDays: number, key: GoogleKey): void {
  const references = References.of(scope);
  const bucket = preventDestroy(after(new LoggingProjectBucketConfig(scope, id, {
    project: references.project,
    location: references.region,
    bucketId: references.name('google_logging_project_bucket_config', id),
    description: `${id} log of the landing zone`,
    retentionDays,
    locked: false,
    cmekSettings: { kmsKeyName: key.reference },
  }), key.useBy(Agent.LOGGING)), true);
  new LoggingProjectSink(scope, `${id}-sink`, {
    name: references.name('google_logging_project_sink', id),
    description: `${id} log of the landing zone`,
    destination: `logging.googleapis.com/${bucket.id}`,
    filter,
    uniqueWriterIdentity: true,
  });
}
