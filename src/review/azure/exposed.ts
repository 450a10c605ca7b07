import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, text } from '../../clouds/rule-values';
import { Evidence, Reach } from '../model';
import { Notes, Reader } from '../reader';
import { privately } from './compute';
import { strengthOf } from './front-door';
import { aclOpening, isWide, origin } from './openings';
import { Rows } from './rows';
import { AzureStack, stackOf } from './stack';
import { amountOf, inside, portsOf, table, tls, valuesAt, word, words, yes } from './values';

const APPS = ['azurerm_linux_web_app', 'azurerm_windows_web_app', 'azurerm_linux_function_app', 'azurerm_windows_function_app', 'azurerm_function_app_flex_consumption'];

/** What answers from the internet without a gateway of ours before it: apps, load balancers, clusters, groups of containers. */
export const exposed: Reader = {
  types: [...APPS, 'azurerm_lb', 'azurerm_lb_rule', 'azurerm_lb_nat_rule', 'azurerm_application_gateway', 'azurerm_kubernetes_cluster', 'azurerm_container_group', 'azurerm_bastion_host'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const rows = new Rows();
    for (const app of graph.all('azurerm_container_app')) { containerApp(stack, rows, app); }
    for (const app of graph.all(...APPS)) { webApp(notes, rows, app); }
    for (const rule of graph.all('azurerm_lb_rule', 'azurerm_lb_nat_rule')) { balancer(stack, rows, rule); }
    for (const entry of graph.all('azurerm_application_gateway')) { applicationGateway(stack, notes, rows, entry); }
    for (const cluster of graph.all('azurerm_kubernetes_cluster')) { kubernetes(stack, notes, rows, cluster); }
    for (const group of graph.all('azurerm_container_group')) { containers(rows, group); }
    rows.into(notes);
  },
};

/** What is known of a way in beyond its ends and ports. */
interface Way { authentication?: string; tls?: string; filter?: string; protocol?: string; weak?: boolean; evidence: Evidence[] }

function incoming(from: string, to: Entry, ports: string, more: Way): Reach {
  const { authentication = 'none', tls: least = 'none', filter = 'none', protocol = 'TCP', evidence } = more;
  return { direction: 'in', from, through: [], to: to.address, ports, protocol, authentication, tls: least, filter, weak: more.weak ?? isWide(from), evidence };
}

function containerApp(stack: AzureStack, rows: Rows, app: Entry): void {
  if (!isSet(app.body.ingress)) { return; }
  const [isPrivate, evidence] = privately(stack, app);
  if (isPrivate !== false) { return; }
  const rules = blocksOf(inside(app.body.ingress, 'ip_security_restriction'));
  const allowed = rules.filter((rule) => rule.action === 'Allow').map((rule) => origin(String(rule.ip_address_range)));
  const plain = yes(inside(app.body.ingress, 'allow_insecure_connections'), false);
  const certificate = word(inside(app.body.ingress, 'client_certificate_mode'), 'ignore') === 'require';
  for (const from of allowed.length > 0 ? allowed : ['internet']) {
    rows.add(incoming(from, app, plain ? '80, 443' : '443', {
      protocol: 'HTTPS', authentication: certificate ? 'client certificate' : 'none', tls: plain ? 'none' : 'TLS 1.2', filter: allowed.length > 0 ? 'addresses named' : 'none',
      evidence: [...evidence, { address: app.address, argument: 'ingress.external_enabled' }],
    }));
  }
}

function webApp(notes: Notes, rows: Rows, app: Entry): void {
  const { body } = app;
  const site = body.site_config;
  const rules = blocksOf(inside(site, 'ip_restriction'));
  const allowed = rules.filter((rule) => word(rule.action, 'Allow') === 'Allow');
  const closed = word(inside(site, 'ip_restriction_default_action'), 'Allow') === 'Deny' || allowed.length > 0;
  const ranges = allowed.map((rule) => text(rule.ip_address) ?? text(rule.service_tag)).filter((r): r is string => r !== undefined);
  const opening = aclOpening(app, 'public_network_access_enabled', yes(body.public_network_access_enabled, true), { path: 'site_config.ip_restriction', action: closed ? 'Deny' : 'Allow', ranges });
  const only = yes(body.https_only, false);
  const least = tls(word(inside(site, 'minimum_tls_version'), '1.2'));
  const login = yes(inside(body.auth_settings_v2, 'auth_enabled') ?? inside(body.auth_settings, 'enabled'), false) && yes(inside(body.auth_settings_v2, 'require_authentication'), false) ? 'token' : 'none';
  notes.state('network.public-address', app, opening.open, opening.evidence);
  notes.state('edge.tls', app, only === undefined ? undefined : only ? least : 'none', only ? 'site_config.minimum_tls_version' : 'https_only');
  notes.state('edge.authentication', app, login, 'auth_settings_v2');
  if (yes(inside(site, 'remote_debugging_enabled'), false)) { notes.state('compute.shell', app, true, 'site_config.remote_debugging_enabled'); }
  notes.state('compute.health-check', app, isSet(inside(site, 'health_check_path')), 'site_config.health_check_path');
  for (const from of opening.open ? opening.from : []) {
    rows.add(incoming(from, app, only ? '443' : '80, 443', { protocol: 'HTTPS', authentication: login, tls: only ? least ?? 'unknown' : 'none', filter: from === 'internet' ? 'none' : 'addresses named', evidence: opening.evidence }));
  }
}

/** A rule of a load balancer with a public frontend. */
function balancer(stack: AzureStack, rows: Rows, rule: Entry): void {
  const lb = stack.find(rule.body.loadbalancer_id);
  const frontend = blocksOf(lb?.body.frontend_ip_configuration).find((f) => f.name === rule.body.frontend_ip_configuration_name);
  if (!lb || !isSet(frontend?.public_ip_address_id)) { return; }
  const ports = isSet(rule.body.frontend_port_start) ? `${String(rule.body.frontend_port_start)}-${String(rule.body.frontend_port_end)}` : portsOf(rule.body.frontend_port === 0 ? '*' : rule.body.frontend_port);
  rows.add(incoming('internet', lb, ports, { protocol: word(rule.body.protocol)?.toUpperCase() ?? 'any', tls: 'not applicable', evidence: [{ address: rule.address, argument: 'frontend_port' }] }));
}

function applicationGateway(stack: AzureStack, notes: Notes, rows: Rows, entry: Entry): void {
  const { body } = entry;
  const policy = stack.find(body.firewall_policy_id);
  const inline = word(inside(body.waf_configuration, 'firewall_mode'));
  const settings = inside(policy?.body.policy_settings, 'mode') ?? (policy ? 'Prevention' : undefined);
  const own = policy?.type === 'azurerm_cdn_frontdoor_firewall_policy' ? strengthOf(policy) : settings === 'Prevention' ? 'blocks' : settings === undefined ? undefined : 'counts';
  const strength = own ?? (isSet(body.firewall_policy_id) ? undefined : yes(inside(body.waf_configuration, 'enabled'), false) ? (inline === 'Prevention' ? 'blocks' : 'counts') : 'none');
  notes.state('edge.firewall', entry, strength, isSet(body.firewall_policy_id) ? 'firewall_policy_id' : 'waf_configuration');
  const ssl = word(inside(body.ssl_policy, 'min_protocol_version')) ?? word(inside(body.ssl_policy, 'policy_name'));
  const least = /^TLSv1_([0-3])$/.exec(ssl ?? '')?.[1];
  const named: { readonly [name: string]: string } = table({ AppGwSslPolicy20150501: 'TLS 1.0', AppGwSslPolicy20170401: 'TLS 1.1', AppGwSslPolicy20170401S: 'TLS 1.2', AppGwSslPolicy20220101: 'TLS 1.2', AppGwSslPolicy20220101S: 'TLS 1.2' });
  const words = least ? `TLS 1.${least}` : named[ssl ?? ''] ?? (isSet(body.ssl_policy) ? undefined : 'TLS 1.2');
  const plain = blocksOf(body.http_listener).some((l) => l.protocol === 'Http' && !blocksOf(body.request_routing_rule).some((r) => r.http_listener_name === l.name && isSet(r.redirect_configuration_name)));
  notes.state('edge.tls', entry, plain ? 'none' : words, plain ? 'http_listener' : 'ssl_policy');
  if (!valuesAt(body, 'frontend_ip_configuration.public_ip_address_id').length) { return; }
  rows.add(incoming('internet', entry, plain ? '80, 443' : '443', {
    protocol: 'HTTPS', tls: plain ? 'none' : words ?? 'unknown', filter: strength === 'blocks' ? 'web application firewall blocks' : strength === 'counts' ? 'web application firewall only counts' : 'none',
    weak: true, evidence: [{ address: entry.address, argument: 'frontend_ip_configuration' }],
  }));
}

function kubernetes(stack: AzureStack, notes: Notes, rows: Rows, cluster: Entry): void {
  const { body } = cluster;
  const isPrivate = yes(body.private_cluster_enabled, false);
  const ranges = words(inside(body.api_server_access_profile, 'authorized_ip_ranges')) ?? ['a range known at apply'];
  const local = yes(body.local_account_disabled, false) === true ? 'identity' : 'shared key';
  notes.state('network.public-address', cluster, isPrivate === undefined ? undefined : !isPrivate, 'private_cluster_enabled');
  // Without roles of its own, whoever has a login of the cluster may do everything in it.
  if (yes(body.role_based_access_control_enabled, true) === false) { notes.permits({ effect: 'allow', principal: 'whoever has a login of the cluster', verbs: ['administer'], actions: ['everything in the cluster'], resource: cluster.address, wildcard: true, foreign: true, weak: true, evidence: [{ address: cluster.address, argument: 'role_based_access_control_enabled' }] }); }
  notes.state('data.prevent-destroy', cluster, stack.keepsFromDestroy(cluster), 'lifecycle.prevent_destroy');
  notes.state('compute.min-instances', cluster, amountOf(inside(body.default_node_pool, 'min_count') ?? inside(body.default_node_pool, 'node_count')), 'default_node_pool');
  for (const from of isPrivate === false ? (ranges.length > 0 ? ranges.map(origin) : ['internet']) : []) {
    rows.add(incoming(from, cluster, '443', { protocol: 'HTTPS', authentication: local, tls: 'TLS 1.2', filter: from === 'internet' ? 'none' : 'addresses named', evidence: [{ address: cluster.address, argument: 'private_cluster_enabled' }] }));
  }
}

function containers(rows: Rows, group: Entry): void {
  if (word(group.body.ip_address_type, 'Public') !== 'Public') { return; }
  const ports = valuesAt(group.body, 'exposed_port.port').length > 0 ? valuesAt(group.body, 'exposed_port.port') : valuesAt(group.body, 'container.ports.port');
  if (ports.length > 0) { rows.add(incoming('internet', group, portsOf(ports), { tls: 'not applicable', evidence: [{ address: group.address, argument: 'ip_address_type' }] })); }
}
