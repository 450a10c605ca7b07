import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { readApiDocument } from './api-document';
import { behindBalancer } from './edge-values';
import { doesOf } from './firewall';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { oldest, tlsOfDistribution, tlsOfPolicy } from './tls';
import { items, plainly, word, yes } from './values';

/** Other ways in from the internet: HTTP APIs, addresses of functions, distributions, public stores, service networks. */
export const openEdges: Reader = {
  types: [
    'aws_apigatewayv2_api', 'aws_apigatewayv2_route', 'aws_apigatewayv2_stage', 'aws_apigatewayv2_integration', 'aws_apigatewayv2_authorizer', 'aws_apigatewayv2_domain_name',
    'aws_apigatewayv2_api_mapping', 'aws_apigatewayv2_deployment', 'aws_lambda_function_url', 'aws_cloudfront_distribution', 'aws_cloudfront_origin_access_control',
    'aws_vpclattice_service', 'aws_vpclattice_service_network', 'aws_vpclattice_listener', 'aws_vpclattice_target_group', 'aws_vpclattice_service_network_service_association',
    'aws_vpclattice_service_network_vpc_association', 'aws_vpclattice_access_log_subscription', 'aws_cognito_user_pool_domain',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const api of graph.all('aws_apigatewayv2_api')) { readHttpApi(stack, notes, api); }
    for (const url of graph.all('aws_lambda_function_url')) { readUrl(stack, notes, url); }
    for (const one of graph.all('aws_cloudfront_distribution')) { readDistribution(stack, notes, one); }
    for (const service of graph.all('aws_vpclattice_service', 'aws_vpclattice_service_network')) { readMesh(stack, notes, service); }
    for (const domain of graph.all('aws_cognito_user_pool_domain')) { readLogin(stack, notes, domain); }
    publicStores(graph, notes);
  },
};

function readHttpApi(stack: AwsStack, notes: Notes, api: Entry): void {
  const document = isSet(api.body.body) ? readApiDocument(stack, api) : undefined;
  const routes = stack.of(api, 'aws_apigatewayv2_route', 'api_id').map((r) => ({
    name: word(r.body.route_key, '$default') ?? '$default', open: word(r.body.authorization_type, 'NONE') === 'NONE', scopes: items(r.body.authorization_scopes).map(String),
    issuer: word(blockOf(stack.find(r.body.authorizer_id)?.body.jwt_configuration).issuer), target: stack.find(stack.find(r.body.target)?.body.integration_uri),
  }));
  const direct = isSet(api.body.target) ? [{ name: '$default', open: true, scopes: [], issuer: undefined, target: stack.find(api.body.target) }] : [];
  const all = document ? document.operations.map((o) => ({ ...o, issuer: document.issuers[0] })) : [...routes, ...direct];
  const domains = stack.of(api, 'aws_apigatewayv2_api_mapping', 'api_id').map((m) => stack.find(m.body.domain_name)).filter((d): d is Entry => d !== undefined);
  const tls = oldest([...domains.map((d) => tlsOfPolicy(blockOf(d.body.domain_name_configuration).security_policy)), ...(yes(api.body.disable_execute_api_endpoint, false) ? [] : ['TLS 1.2'])]) ?? 'TLS 1.2';
  const open = all.filter((r) => r.open);
  const issuers = [...new Set(all.flatMap((r) => (r.issuer ? [r.issuer] : [])))].sort();
  notes.state('edge.tls', api, tls, domains.length > 0 ? domains.map((d) => ({ address: d.address, argument: 'domain_name_configuration' })) : undefined);
  notes.state('edge.firewall', api, 'none');
  if (all.length > 0) { notes.state('edge.authentication', api, open.length === 0 ? 'token' : open.length === all.length ? 'none' : 'optional'); }
  if (issuers.length > 0) { notes.state('edge.issuer', api, issuers.join(', ')); }
  const audiences = document ? document.audiences : stack.of(api, 'aws_apigatewayv2_authorizer', 'api_id').flatMap((a) => items(blockOf(a.body.jwt_configuration).audience).map(String));
  if (audiences.length > 0) { notes.state('edge.audience', api, audiences); }
  notes.state('edge.operations', api, all.map((r) => r.name));
  notes.state('edge.open-operations', api, open.map((r) => r.name));
  notes.state('edge.scopes', api, all.filter((r) => r.scopes.length > 0).map((r) => `${r.name}: ${[...r.scopes].sort().join(' ')}`));
  notes.state('edge.validation', api, false);
  const stages = stack.of(api, 'aws_apigatewayv2_stage', 'api_id');
  if (stages.length > 0) { notes.state('edge.access-log', api, stages.every((s) => isSet(blockOf(s.body.access_log_settings).destination_arn)), stages.map((s) => ({ address: s.address, argument: 'access_log_settings' }))); }
  for (const end of new Map(all.flatMap((r) => (r.target ? behindBalancer(stack, r.target) : [{ to: api.address, through: [] as string[] }])).map((e) => [e.to, e])).values()) {
    notes.reaches({
      direction: 'in', from: 'internet', through: [...domains.map((d) => d.address), ...(end.to === api.address ? [] : [api.address]), ...end.through], to: end.to, ports: '443', protocol: 'HTTPS',
      authentication: open.length === all.length ? 'none' : `token${issuers.length > 0 ? ` of ${issuers.join(', ')}` : ''}${open.length > 0 ? `, none for ${open.length} operations` : ''}`, tls, filter: 'none', weak: true, evidence: where(api),
    });
  }
}

function readUrl(stack: AwsStack, notes: Notes, url: Entry): void {
  const type = word(url.body.authorization_type);
  const to = stack.find(url.body.function_name, 'aws_lambda_function')?.address ?? plainly(url.body.function_name);
  notes.reaches({
    direction: 'in', from: 'internet', through: to === url.address ? [] : [url.address], to, ports: '443', protocol: 'HTTPS', authentication: type === 'AWS_IAM' ? 'identity of the cloud' : 'none', tls: 'TLS 1.2',
    filter: 'none', weak: type !== 'AWS_IAM', evidence: where(url, 'authorization_type'),
  });
}

function readDistribution(stack: AwsStack, notes: Notes, one: Entry): void {
  const { body } = one;
  if (yes(body.enabled, true) === false) { return; }
  const certificate = blockOf(body.viewer_certificate);
  const behaviours = [...blocksOf(body.default_cache_behavior), ...blocksOf(body.ordered_cache_behavior)];
  const plain = behaviours.some((b) => word(b.viewer_protocol_policy) === 'allow-all');
  const tls = plain ? 'none' : yes(certificate.cloudfront_default_certificate, false) ? 'TLS 1.0' : tlsOfDistribution(certificate.minimum_protocol_version);
  const wall = isSet(body.web_acl_id) ? stack.find(body.web_acl_id) : undefined;
  const does = wall ? doesOf(wall) : isSet(body.web_acl_id) ? 'blocks' : 'none';
  const signed = behaviours.length > 0 && behaviours.every((b) => items(b.trusted_key_groups).length > 0 || items(b.trusted_signers).length > 0);
  notes.state('edge.tls', one, tls, plain ? 'default_cache_behavior' : 'viewer_certificate');
  notes.state('edge.firewall', one, does, 'web_acl_id');
  notes.state('edge.access-log', one, isSet(body.logging_config), 'logging_config');
  for (const origin of blocksOf(body.origin)) {
    const target = stack.find(origin.domain_name);
    notes.reaches({
      direction: 'in', from: 'internet', through: [...(wall ? [wall.address] : []), ...(target ? [one.address] : [])], to: target?.address ?? one.address, ports: plain ? '80, 443' : '443', protocol: 'HTTPS',
      authentication: signed ? 'signed address' : 'none', tls: tls ?? 'known only at apply', filter: does === 'none' ? 'none' : `web application firewall ${does}`, weak: !signed || does === 'none', evidence: where(one),
    });
  }
}

function readMesh(stack: AwsStack, notes: Notes, service: Entry): void {
  const auth = word(service.body.auth_type, 'NONE');
  if (auth === undefined) { return; }
  const identity = auth === 'AWS_IAM';
  notes.state('data.login', service, identity ? 'identity' : 'none', 'auth_type');
  if (service.type !== 'aws_vpclattice_service') { return; }
  const listeners = stack.of(service, 'aws_vpclattice_listener', 'service_identifier');
  for (const listener of listeners) {
    const protocol = word(listener.body.protocol, 'HTTPS') ?? 'HTTPS';
    notes.reaches({
      direction: 'in', from: 'service network of the foundation', through: [], to: service.address, ports: isSet(listener.body.port) ? String(listener.body.port) : protocol === 'HTTP' ? '80' : '443', protocol,
      authentication: identity ? 'identity of the cloud' : 'none', tls: protocol === 'HTTP' ? 'none' : 'TLS 1.2', filter: identity ? 'policy of the service' : 'none', weak: !identity, evidence: where(service, 'auth_type'),
    });
  }
}

function readLogin(stack: AwsStack, notes: Notes, domain: Entry): void {
  const pool = stack.find(domain.body.user_pool_id);
  const second = word(pool?.body.mfa_configuration, 'OFF');
  notes.reaches({
    direction: 'in', from: 'internet', through: [domain.address], to: pool?.address ?? plainly(domain.body.user_pool_id), ports: '443', protocol: 'HTTPS',
    authentication: `password${second === 'ON' ? ' and second factor' : second === 'OPTIONAL' ? ', second factor if wanted' : ''}`, tls: 'TLS 1.2', filter: 'none of this stack', weak: false, evidence: where(domain),
  });
}

// Stores that anybody reaches, as their readers found.
function publicStores(graph: TerraformGraph, notes: Notes): void {
  const login = new Map(notes.statements.filter((s) => s.rule === 'data.login').map((s) => [s.subject, String(s.value)]));
  const transit = new Map(notes.statements.filter((s) => s.rule === 'data.transit').map((s) => [s.subject, String(s.value)]));
  const reached = new Set(notes.reach.filter((r) => r.direction === 'in' && r.from === 'internet').map((r) => r.to));
  for (const s of notes.statements) {
    if (s.rule !== 'data.public' || s.value !== true || reached.has(s.subject)) { continue; }
    const database = /^aws_(rds|db|docdb|neptune|redshift|msk)/.test(s.subject);
    notes.reaches({
      direction: 'in', from: 'internet', through: [], to: s.subject, ports: database ? portOf(graph, s.subject) : '443', protocol: database ? 'TCP' : 'HTTPS', authentication: database ? login.get(s.subject) ?? 'none' : 'none',
      tls: transit.get(s.subject) ?? 'not applicable', filter: 'none', weak: true, evidence: s.evidence,
    });
  }
}

const PORTS: readonly (readonly [engine: RegExp, port: string])[] = [
  [/postgres/, '5432'], [/mysql|mariadb|^aurora$/, '3306'], [/oracle/, '1521'], [/sqlserver/, '1433'], [/^docdb/, '27017'], [/^neptune/, '8182'], [/^redshift/, '5439'],
];

// The port of a database: its own, or that of its engine.
function portOf(graph: TerraformGraph, address: string): string {
  const type = address.slice(0, address.indexOf('.'));
  const body = graph.all(type).find((e) => e.address === address)?.body ?? {};
  const engine = word(body.engine) ?? type.replace(/^aws_/, '');
  return isSet(body.port) && !String(body.port).includes('${') ? String(body.port) : PORTS.find(([known]) => known.test(engine))?.[1] ?? 'its port';
}
