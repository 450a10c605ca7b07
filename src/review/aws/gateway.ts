import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, isSet, texts } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { Api, readApiDocument } from './api-document';
import { apiFromResources } from './api-resources';
import { rateLimits, wallOf } from './firewall';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { behindBalancer } from './edge-values';
import { oldest, tlsOfPolicy } from './tls';
import { count, word, yes } from './values';

/** REST APIs: what they serve, to whom, and through what. */
export const gateways: Reader = {
  types: [
    'aws_api_gateway_rest_api', 'aws_api_gateway_stage', 'aws_api_gateway_method_settings', 'aws_api_gateway_domain_name', 'aws_api_gateway_base_path_mapping', 'aws_api_gateway_deployment',
    'aws_api_gateway_resource', 'aws_api_gateway_method', 'aws_api_gateway_integration', 'aws_api_gateway_authorizer', 'aws_api_gateway_gateway_response', 'aws_api_gateway_request_validator',
    'aws_api_gateway_usage_plan', 'aws_api_gateway_usage_plan_key', 'aws_api_gateway_api_key', 'aws_api_gateway_model', 'aws_api_gateway_method_response', 'aws_api_gateway_integration_response',
    'aws_api_gateway_vpc_link', 'aws_api_gateway_client_certificate', 'aws_api_gateway_account',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const entry of graph.all('aws_api_gateway_rest_api')) { readGateway(stack, notes, entry); }
  },
};

function readGateway(stack: AwsStack, notes: Notes, entry: Entry): void {
  const written = isSet(entry.body.body);
  const api = written ? readApiDocument(stack, entry) : apiFromResources(stack, entry);
  const stages = stack.of(entry, 'aws_api_gateway_stage', 'rest_api_id');
  const domains = stack.of(entry, 'aws_api_gateway_base_path_mapping', 'api_id').map((m) => stack.find(m.body.domain_name)).filter((d): d is Entry => d !== undefined);
  const isPrivate = texts(blockOf(entry.body.endpoint_configuration).types).includes('PRIVATE');
  const ownName = yes(entry.body.disable_execute_api_endpoint, false) !== true;
  const wall = wallOf(stack, ...stages);
  const certificates = domains.length > 0 && !ownName && domains.every((d) => isSet(blockOf(d.body.mutual_tls_authentication).truststore_uri));
  const versions = [...domains.map((d) => tlsOfPolicy(d.body.security_policy)), ...(ownName ? ['TLS 1.0'] : [])];
  const tls = oldest(versions);
  const at = written ? where(entry, 'body') : where(entry);
  notes.state('edge.tls', entry, tls, [...domains.map((d) => ({ address: d.address, argument: 'security_policy' })), ...(ownName ? where(entry, 'disable_execute_api_endpoint') : [])]);
  notes.state('edge.firewall', entry, wall.does, wall.association ? where(wall.association, 'web_acl_arn') : undefined);
  const logged = stages.length > 0 && stages.every((s) => isSet(blockOf(s.body.access_log_settings).destination_arn));
  if (stages.length > 0) { notes.state('edge.access-log', entry, logged, stages.map((s) => ({ address: s.address, argument: 'access_log_settings' }))); }
  limits(stack, notes, entry, wall.wall);
  if (api) { served(stack, notes, entry, api, certificates, at); }
  reach(stack, notes, entry, { api, isPrivate, tls, wall: wall.wall, does: wall.does, domains, certificates, stages });
}

function served(stack: AwsStack, notes: Notes, entry: Entry, api: Api, certificates: boolean, at: Evidence[]): void {
  const { operations } = api;
  const open = operations.filter((o) => o.open);
  const asks = open.length === 0 ? 'token' : open.length === operations.length ? 'none' : 'optional';
  const program = [...at, ...api.authorizers.map((a) => ({ address: a.address, argument: 's3_key' }))];
  if (operations.length > 0) { notes.state('edge.authentication', entry, asks === 'token' && certificates ? 'token and certificate' : asks, program); }
  if (api.issuers.length > 0) {
    notes.state('edge.issuer', entry, [...api.issuers].sort().join(', '), api.authorizers.length > 0 ? api.authorizers.map((a) => ({ address: a.address, argument: 'environment.variables.ISSUER' })) : at);
  }
  if (api.audiences.length > 0) { notes.state('edge.audience', entry, api.audiences, api.authorizers.length > 0 ? api.authorizers.map((a) => ({ address: a.address, argument: 'environment.variables.AUDIENCE' })) : at); }
  notes.state('edge.operations', entry, operations.map((o) => o.name), at);
  notes.state('edge.open-operations', entry, open.map((o) => o.name), program);
  // Another program than ours may ask for more than can be read here.
  const scopes = operations.filter((o) => o.scopes.length > 0);
  const purposes = operations.filter((o) => o.purpose);
  if (api.known || scopes.length > 0) { notes.state('edge.scopes', entry, scopes.map((o) => `${o.name}: ${[...o.scopes].sort().join(' ')}`), program); }
  if (api.known || purposes.length > 0) { notes.state('edge.consent', entry, purposes.map((o) => `${o.name}: ${o.purpose}`), program); }
  notes.state('edge.validation', entry, operations.length > 0 && operations.every((o) => o.validated), at);
  const listeners = [...new Set(operations.map((o) => o.target))].flatMap((t) => (t && /^aws_a?lb$/.test(t.type) ? stack.of(t, 'aws_lb_listener', 'load_balancer_arn') : []));
  const answers = listeners.every((l) => /max-age=[1-9]/.test(word(l.body.routing_http_response_strict_transport_security_header_value, '') ?? ''));
  notes.state('edge.hsts', entry, api.hsts && answers, [...at, ...listeners.map((l) => ({ address: l.address, argument: 'routing_http_response_strict_transport_security_header_value' }))]);
  const balancers = operations.map((o) => o.target).filter((t) => t && /^aws_a?lb$/.test(t.type));
  notes.state('edge.private-origin', entry, operations.every((o) => o.privately) && balancers.every((b) => yes(b?.body.internal, false) !== false), at);
}

function limits(stack: AwsStack, notes: Notes, entry: Entry, wall: Entry | undefined): void {
  const rates = wall ? rateLimits(wall) : {};
  const settings = stack.of(entry, 'aws_api_gateway_method_settings', 'rest_api_id').find((s) => word(s.body.method_path) === '*/*');
  const overall = count(blockOf(settings?.body.settings).throttling_rate_limit, -1);
  if (settings && overall !== undefined && overall >= 0) { notes.state('edge.overall-limit', entry, Math.round(overall * 60), where(settings, 'settings.throttling_rate_limit')); }
  const plans = stack.of(entry, 'aws_api_gateway_usage_plan', 'api_stages.api_id');
  const planned = plans.map((p) => ({ p, rate: count(blockOf(p.body.throttle_settings).rate_limit) })).find((p) => p.rate !== undefined);
  if (rates.client && wall) { notes.state('edge.client-limit', entry, rates.client.value, where(wall, rates.client.argument)); } else if (planned) {
    notes.state('edge.client-limit', entry, Math.round((planned.rate ?? 0) * 60), where(planned.p, 'throttle_settings.rate_limit'));
  }
  if (rates.address && wall) { notes.state('edge.address-limit', entry, rates.address.value, where(wall, rates.address.argument)); }
}

interface Way {
  readonly api?: Api;
  readonly isPrivate: boolean;
  readonly tls?: string;
  readonly wall?: Entry;
  readonly does: string;
  readonly domains: Entry[];
  readonly certificates: boolean;
  readonly stages: Entry[];
}

function reach(stack: AwsStack, notes: Notes, entry: Entry, way: Way): void {
  const operations = way.api?.operations ?? [];
  const byTarget = new Map<string, { to: string; through: string[]; open: string[]; all: number }>();
  for (const o of operations.length > 0 ? operations : [undefined]) {
    const behind = o?.target ? behindBalancer(stack, o.target) : [];
    for (const { to, through } of behind.length > 0 ? behind : [{ to: o?.target?.address ?? (o?.host && !o.privately ? o.host : entry.address), through: [] as string[] }]) {
      const one = byTarget.get(to) ?? { to, through, open: [], all: 0 };
      one.all += 1;
      if (!o || o.open) { one.open.push(o?.name ?? 'every operation'); }
      byTarget.set(to, one);
    }
  }
  const proof = way.api && way.api.issuers.length > 0 ? `token of ${way.api.issuers.join(', ')}` : 'token';
  for (const { to, through, open, all } of byTarget.values()) {
    const closed = open.length < all;
    const some = open.length === 0 ? '' : open.length <= 3 ? `, none for ${open.join(', ')}` : `, none for ${open.length} operations`;
    notes.reaches({
      direction: 'in', from: way.isPrivate ? 'private network' : 'internet', ports: '443', protocol: 'HTTPS', to,
      through: [...(way.wall ? [way.wall.address] : []), ...way.domains.map((d) => d.address), ...(to === entry.address ? [] : [entry.address]), ...through],
      authentication: closed ? `${way.certificates ? 'client certificate and ' : ''}${proof}${some}` : way.certificates ? 'client certificate' : 'none',
      tls: way.tls ?? 'TLS 1.0', filter: way.does === 'none' ? 'none' : `web application firewall ${way.does}`,
      weak: !way.isPrivate && ((!closed && !way.certificates) || way.does !== 'blocks'),
      evidence: [{ address: entry.address, ...(isSet(entry.body.body) ? { argument: 'body' } : {}) }, ...way.stages.map((s) => ({ address: s.address }))],
    });
  }
}
