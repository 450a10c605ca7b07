import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, isSet, text } from '../../clouds/rule-values';
import { Permission } from '../model';
import { Notes, Reader } from '../reader';
import { Grants } from './grants';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { items, plainly, yes } from './values';

/** Copies of data that carry the accounts they are shared with. */
const SNAPSHOTS = ['aws_db_snapshot', 'aws_db_cluster_snapshot', 'aws_db_snapshot_copy', 'aws_rds_cluster_snapshot_copy'];

/** What is handed to others past every policy: copies of data, images, networks, services of networks, pools of guests. */
export const sharing: Reader = {
  types: [
    ...SNAPSHOTS, 'aws_snapshot_create_volume_permission', 'aws_ami_launch_permission', 'aws_ram_principal_association', 'aws_ram_resource_association', 'aws_ram_resource_share',
    'aws_vpc_peering_connection', 'aws_vpc_peering_connection_accepter', 'aws_vpc_peering_connection_options', 'aws_vpc_endpoint_service', 'aws_vpc_endpoint_service_allowed_principal',
    'aws_ec2_transit_gateway_vpc_attachment', 'aws_cognito_identity_pool', 'aws_cognito_identity_pool_roles_attachment',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const grants = new Grants(stack);
    for (const one of graph.all(...SNAPSHOTS)) {
      for (const account of items(one.body.shared_accounts)) { share(grants, account === 'all' ? '*' : account, one.address, ['read'], 'restore of a snapshot', one, 'shared_accounts'); }
    }
    for (const one of graph.all('aws_snapshot_create_volume_permission')) { share(grants, one.body.account_id, named(stack, one.body.snapshot_id), ['read'], 'disk from a snapshot', one, 'account_id'); }
    for (const one of graph.all('aws_ami_launch_permission')) {
      const argument = ['group', 'account_id', 'organization_arn', 'organizational_unit_arn'].find((a) => isSet(one.body[a]));
      if (argument) { share(grants, one.body[argument] === 'all' ? '*' : one.body[argument], named(stack, one.body.image_id), ['read', 'use'], 'machine from an image', one, argument); }
    }
    for (const one of graph.all('aws_ram_principal_association')) { resourceShare(stack, grants, one); }
    for (const pool of graph.all('aws_cognito_identity_pool')) { guests(stack, grants, pool); }
    grants.flush(notes);
    for (const one of graph.all('aws_vpc_peering_connection', 'aws_ec2_transit_gateway_vpc_attachment')) { joined(stack, notes, one); }
    for (const one of graph.all('aws_vpc_endpoint_service')) { endpointService(stack, notes, grants, one); }
  },
};

function named(stack: AwsStack, value: unknown): string { return stack.find(value)?.address ?? plainly(value); }

function share(grants: Grants, to: unknown, resource: string, verbs: Permission['verbs'], action: string, at: Entry, argument: string): void {
  const party = grants.party({ kind: 'AWS', id: text(to) ?? plainly(to) });
  grants.row({ principal: party.name, effect: 'allow', verbs, actions: [action], resource, wildcard: party.anyone, foreign: party.foreign, weak: party.strange, evidence: [{ address: at.address, argument }] });
}

function resourceShare(stack: AwsStack, grants: Grants, one: Entry): void {
  const whole = stack.find(one.body.resource_share_arn);
  const parts = whole ? stack.of(whole, 'aws_ram_resource_association', 'resource_share_arn').map((a) => named(stack, a.body.resource_arn)) : [];
  for (const resource of parts.length > 0 ? parts : [named(stack, one.body.resource_share_arn)]) { share(grants, one.body.principal, resource, ['use'], 'share of a resource', one, 'principal'); }
}

// Who has no login at all gets the role for guests.
function guests(stack: AwsStack, grants: Grants, pool: Entry): void {
  if (yes(pool.body.allow_unauthenticated_identities, false) === false) { return; }
  const roles = stack.of(pool, 'aws_cognito_identity_pool_roles_attachment', 'identity_pool_id').map((a) => blockOf(a.body.roles).unauthenticated).filter(isSet);
  for (const role of roles.length > 0 ? roles.map((r) => named(stack, r)) : [pool.address]) { share(grants, '*', role, ['assume'], 'guest of an identity pool', pool, 'allow_unauthenticated_identities'); }
}

// Whatever is in the other network reaches this one, as far as routes and security groups let it.
function joined(stack: AwsStack, notes: Notes, one: Entry): void {
  const { body } = one;
  const gateway = one.type === 'aws_ec2_transit_gateway_vpc_attachment';
  const owner = gateway ? undefined : text(body.peer_owner_id);
  const strange = owner !== undefined && stack.account !== undefined && owner !== stack.account;
  const from = gateway ? `what is behind ${named(stack, body.transit_gateway_id)}` : `network ${named(stack, body.peer_vpc_id)}${owner && owner !== stack.account ? ` of account ${owner}` : ''}`;
  notes.reaches({
    direction: 'in', from, through: [one.address], to: named(stack, body.vpc_id), ports: 'all', protocol: 'any', authentication: 'none', tls: 'not applicable', filter: 'routes and security groups',
    weak: strange, evidence: where(one, gateway ? 'transit_gateway_id' : 'peer_vpc_id'),
  });
}

function endpointService(stack: AwsStack, notes: Notes, grants: Grants, one: Entry): void {
  const { body } = one;
  const asked = yes(body.acceptance_required, true) !== false;
  const more = stack.of(one, 'aws_vpc_endpoint_service_allowed_principal', 'vpc_endpoint_service_id');
  const ends = [...items(body.network_load_balancer_arns), ...items(body.gateway_load_balancer_arns)].map((arn) => named(stack, arn));
  const who = [...items(body.allowed_principals).map((id) => ({ id, at: one, argument: 'allowed_principals' })), ...more.map((m) => ({ id: m.body.principal_arn, at: m, argument: 'principal_arn' }))];
  for (const { id, at, argument } of who) {
    const party = grants.party({ kind: 'AWS', id: text(id) ?? plainly(id) });
    for (const to of ends.length > 0 ? ends : [one.address]) {
      notes.reaches({
        direction: 'in', from: party.anyone ? 'any network in the cloud' : `a network of ${party.name}`, through: to === one.address ? [] : [one.address], to, ports: 'all', protocol: 'any', authentication: 'none', tls: 'not applicable',
        filter: asked ? 'connections accepted one by one' : 'none', weak: party.strange && (party.anyone || !asked), evidence: [{ address: at.address, argument }],
      });
    }
  }
}
