import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { Standards } from '../../../standards/standards';
import { after } from '../../../environment/order';
import { Agent } from '../agents';
import { GoogleKey } from '../key';
import { References } from '../references';
import { allowedGoogleRegions } from '../regions';
import { PubsubTopic, PubsubTopicIamMember, SccV2ProjectNotificationConfig } from '../resources';

/**
 * High and critical findings to a topic that the enterprise's tools read. Security Command Center is activated for an
 * organization by a person, and no resource can do it: built where the landing zone states the fact
 * `security_command_center: active`.
 */
export function securityCommandCenter(scope: Construct, zone: LandingZone, standards: Standards, key: GoogleKey): void {
  if (zone.facts.security_command_center !== 'active') { return; }
  const references = References.of(scope);
  const topic = after(new PubsubTopic(scope, 'findings', {
    name: references.name('google_pubsub_topic', 'findings'),
    kmsKeyName: key.reference,
    messageRetentionDuration: `${7 * 24 * 3600}s`,
    messageStoragePolicy: { allowedPersistenceRegions: allowedGoogleRegions(zone, standards), enforceInTransit: true },
  }), key.useBy(Agent.PUBSUB));
  const publisher = new PubsubTopicIamMember(scope, 'publisher', {
    topic: topic.name,
    role: 'roles/pubsub.publisher',
    member: `serviceAccount:service-project-${zone.projectNumber}@gcp-sa-scc-notification.iam.gserviceaccount.com`,
  });
  after(new SccV2ProjectNotificationConfig(scope, 'notification', {
    configId: references.name('google_scc_v2_project_notification_config'),
    location: 'global',
    description: 'Active findings of high and critical severity',
    pubsubTopic: topic.id,
    streamingConfig: { filter: '(severity="HIGH" OR severity="CRITICAL") AND state="ACTIVE"' },
  }), publisher);
}
