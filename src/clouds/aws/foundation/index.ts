import { Fn, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { LogClass } from '../../../capabilities/common';
import { LandingZone } from '../../../environment/landing-zone';
import { Standards } from '../../../standards/standards';
import { placeOfZone } from '../context';
import { knownHosts } from '../egress-hosts';
import { AWS_FACTS } from '../facts';
import { trustServicePlain } from '../policy';
import { CloudwatchLogGroup } from '../resources';
import { retentionDays } from '../retention';
import { accountSettings } from './account';
import { accountTrail, auditArchive } from './archive';
import { backups } from './backups';
import { sharedBuckets } from './buckets';
import { edgeLink, serviceNetwork } from './connections';
import { domain } from './domain';
import { egress } from './egress';
import { endpoints } from './endpoints';
import { FoundationContext, foundationRole } from './foundation-context';
import { foundationKeys } from './keys';
import { flowLogs, logDelivery } from './log-delivery';
import { nameResolution } from './name-resolution';
import { registry } from './registry';
import { sharedVpc } from './vpc';

/** Whoever applies a foundation reads this first. */
const IRREVERSIBLE = [
  'Objects in the archive bucket cannot be deleted by anybody before their lock ends (COMPLIANCE mode).',
  'The lock of the backup vault cannot be lifted three days after it was made.',
  'The archive bucket keeps object lock for as long as it exists.',
];

/** Everything that the environments of one landing zone share. Its outputs are the facts. */
export function foundation(scope: Construct, zone: LandingZone, standards: Standards): void {
  const place = placeOfZone(zone, standards);
  const part = (id: string) => new Construct(scope, id);
  const context: FoundationContext = { place, keys: foundationKeys(part('keys'), place) };
  const delivery = logDelivery(part('logs'), context);
  const account = accountSettings(part('account'), context);
  registry(part('registry'), context, account.inspector);

  const buckets = sharedBuckets(part('buckets'), context);
  auditArchive(part('archive'), context, buckets);
  accountTrail(part('trail'), context, buckets);
  backups(part('backup'), context, account.alerts);
  const database = part('database');
  // Enhanced monitoring of every database of the account goes here; AWS would else make it without key or retention.
  new CloudwatchLogGroup(database, 'log', {
    name: 'RDSOSMetrics', retentionInDays: retentionDays(standards, LogClass.APPLICATION), kmsKeyId: context.keys.logs.arn, skipDestroy: false,
  });
  foundationRole(database, place, 'database-monitoring', 'Lets RDS write enhanced monitoring', trustServicePlain('monitoring.rds.amazonaws.com'), {
    managed: ['service-role/AmazonRDSEnhancedMonitoringRole'],
  });

  const net = sharedVpc(part('network'), place);
  flowLogs(part('flows'), context, net);
  egress(part('egress'), context, net, delivery);
  nameResolution(part('names'), context, net, delivery);
  const privately = endpoints(part('endpoints'), place, net);
  const edge = edgeLink(part('edge'), context, net);
  const services = serviceNetwork(part('services'), context, net, delivery);
  const zones = domain(part('domain'), place, net.vpc);

  outputs(scope, {
    vpc_id: net.vpc.id,
    private_subnet_ids: net.zones.map((z) => z.subnets.private.id),
    data_subnet_ids: net.zones.map((z) => z.subnets.data.id),
    endpoint_security_group_id: privately.group.id,
    s3_prefix_list_id: privately.s3.prefixListId,
    dynamodb_prefix_list_id: privately.dynamodb.prefixListId,
    vpc_link_id: edge.link.id,
    vpc_link_security_group_id: edge.group.id,
    service_network_id: services.id,
    public_zone_id: zones.publicZone.zoneId,
    private_zone_id: zones.privateZone.zoneId,
    egress_hosts: knownHosts(zone, standards),
  });
  new TerraformOutput(scope, 'irreversible', { value: IRREVERSIBLE, description: 'What this foundation does that cannot be undone' });
}

/** One output for each fact, under its name. */
function outputs(scope: Construct, values: { [fact: string]: string | string[] }): void {
  const group = new Construct(scope, 'facts');
  for (const fact of AWS_FACTS) {
    const value = values[fact.name];
    new TerraformOutput(group, fact.name, { value: fact.list ? Fn.tolist(value) : value, description: fact.description, staticId: true });
  }
}
