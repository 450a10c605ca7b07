import { Construct } from 'constructs';
import { Standards } from '../../../standards/standards';
import { digest } from '../../../environment/naming';
import { MonitoringAlertPolicy, MonitoringNotificationChannel } from '../resources';

interface Watch { readonly title: string; readonly filter: string }

const method = (pattern: string) => `protoPayload.methodName=~"${pattern}"`;

/** Changes to what all isolation rests on; CIS Google Cloud Foundations 2.5 to 2.12, and keys, sinks and the archive. */
const WATCHES: { [id: string]: Watch } = {
  'owner': { title: 'An owner was added or removed', filter: 'protoPayload.serviceName="cloudresourcemanager.googleapis.com" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner"' },
  'audit-config': { title: 'Audit logging was changed', filter: 'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*' },
  'custom-role': { title: 'A custom role was changed', filter: `resource.type="iam_role" AND ${method('(Create|Delete|Update)Role$')}` },
  'firewall': { title: 'A firewall rule was changed', filter: method('compute\\.(firewalls|networkFirewallPolicies)\\.(insert|patch|delete|addRule|patchRule|removeRule)') },
  'network': { title: 'A network was changed', filter: `resource.type="gce_network" AND ${method('compute\\.networks\\.(insert|patch|delete|addPeering|removePeering)')}` },
  'route': { title: 'A route was changed', filter: `resource.type="gce_route" AND ${method('compute\\.routes\\.(insert|delete)')}` },
  'bucket-access': { title: 'Access to a bucket was changed', filter: 'resource.type="gcs_bucket" AND protoPayload.methodName="storage.setIamPermissions"' },
  'database-config': { title: 'A database instance was changed', filter: 'protoPayload.methodName="cloudsql.instances.update"' },
  'key-destruction': { title: 'A key version was disabled or scheduled for destruction', filter: `protoPayload.serviceName="cloudkms.googleapis.com" AND ${method('(DestroyCryptoKeyVersion|UpdateCryptoKeyVersion)$')}` },
  'log-routing': { title: 'Log routing was changed', filter: `protoPayload.serviceName="logging.googleapis.com" AND ${method('(UpdateSink|DeleteSink|UpdateBucket|DeleteBucket)$')}` },
  'service-account-key': { title: 'A key for a service account was created', filter: method('CreateServiceAccountKey$') },
};

/** Whoever answers for the landing zone hears of every change to its guards. */
export function alerts(scope: Construct, standards: Standards): MonitoringNotificationChannel[] {
  const { critical, warning } = standards.alertContacts;
  const channels = (critical ?? warning).map((address) => new MonitoringNotificationChannel(scope, `email-${digest(address)}`, {
    displayName: `${standards.organization} security ${address}`,
    type: 'email',
    labels: { email_address: address },
    forceDelete: false,
  }));
  for (const [id, watch] of Object.entries(WATCHES)) {
    new MonitoringAlertPolicy(scope, id, {
      displayName: `Landing zone: ${watch.title}`,
      combiner: 'OR',
      enabled: true,
      severity: 'ERROR',
      notificationChannels: channels.map((c) => c.name),
      conditions: [{
        displayName: watch.title,
        conditionMatchedLog: { filter: `logName:"cloudaudit.googleapis.com%2Factivity" AND ${watch.filter}` },
      }],
      documentation: { content: `${watch.title}. The entry names who did it; compare with the delivery pipeline's runs.`, mimeType: 'text/markdown' },
      // The API refuses a matched-log condition without a rate limit.
      alertStrategy: { autoClose: '86400s', notificationRateLimit: { period: '300s' } },
    });
  }
  return channels;
}
