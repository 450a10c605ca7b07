import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { exposedEndpoints, firewallOf, hostTls, routesOf, strengthOf } from './front-door';
import { backendsOf, readingOf, serviceOf } from './gateway';
import { Rows } from './rows';
import { AzureStack, stackOf } from './stack';
import { TemplateResource } from './templates';
import { table, valuesAt } from './values';

/** From the internet through host names, routes and APIs to what answers. */
export const reachEdge: Reader = {
  types: [],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const rows = new Rows();
    const apis = apisByPath(stack);
    for (const host of [...graph.all('azurerm_cdn_frontdoor_custom_domain'), ...exposedEndpoints(stack)]) {
      for (const route of routesOf(stack, host)) { served(stack, notes, rows, host, route, apis); }
    }
    const reached = new Set(graph.all('azurerm_cdn_frontdoor_route').map((route) => apiOf(route, apis)));
    for (const api of graph.all('azurerm_api_management_api')) {
      const service = serviceOf(stack, api);
      if (service) { notes.flow({ from: api.address, to: service.address, verb: 'calls', port: '443', evidence: backendsOf(stack, api).map((b) => ({ address: b.address, argument: 'url' })) }); }
      if (!reached.has(api)) { unrouted(stack, rows, api, service); }
    }
    rows.into(notes);
  },
};

function apisByPath(stack: AzureStack): Map<string, Entry> {
  return new Map(stack.graph.all('azurerm_api_management_api').map((api): [string, Entry] => [text(api.body.path) ?? api.address, api]));
}

/** The API whose path a route puts before every request. */
function apiOf(route: Entry, apis: Map<string, Entry>): Entry | undefined {
  return apis.get((text(route.body.cdn_frontdoor_origin_path) ?? '').replace(/^\/+|\/+$/g, ''));
}

const WALL: { readonly [strength: string]: string } = table({ blocks: 'web application firewall blocks', counts: 'web application firewall only counts', none: 'none' });

function served(stack: AzureStack, notes: Notes, rows: Rows, host: Entry, route: Entry, apis: Map<string, Entry>): void {
  const api = apiOf(route, apis);
  const service = api ? serviceOf(stack, api) : originOf(stack, route);
  const firewall = firewallOf(stack, host);
  const strength = firewall.elsewhere ? undefined : strengthOf(firewall.policy);
  const tls = hostTls(stack, host);
  const login = loginOf(stack, api, host);
  const through = [host, firewall.policy, route, ...(api && service ? [api] : [])].filter((e): e is Entry => e !== undefined).map((e) => e.address);
  const to = (service ?? api ?? route).address;
  rows.add({
    direction: 'in', from: 'internet', through: [...new Set(through)].filter((address) => address !== to), to, ports: tls === 'none' ? '80, 443' : '443', protocol: 'HTTPS', authentication: login.words,
    tls: tls ?? 'unknown', filter: firewall.elsewhere ? 'web application firewall of another stack' : WALL[strength ?? ''] ?? 'unknown',
    weak: login.weak || tls === 'none' || (strength !== 'blocks' && !firewall.elsewhere),
    evidence: [{ address: route.address, argument: 'patterns_to_match' }, ...firewall.evidence, ...login.evidence],
  });
  notes.flow({ from: 'internet', to: host.address, verb: 'calls', port: '443', evidence: [{ address: route.address }] });
  const next = api ?? service;
  if (next && next !== host) { notes.flow({ from: host.address, to: next.address, verb: 'calls', port: '443', evidence: [{ address: route.address, argument: 'cdn_frontdoor_origin_path' }] }); }
}

/** An API on a gateway that no route of this stack leads to: whoever reaches the gateway reaches it. */
function unrouted(stack: AzureStack, rows: Rows, api: Entry, service: Entry | undefined): void {
  const login = loginOf(stack, api, undefined);
  rows.add({
    direction: 'in', from: 'whoever reaches the gateway', through: service ? [api.address] : [], to: (service ?? api).address, ports: '443', protocol: 'HTTPS', authentication: login.words,
    tls: 'TLS 1.2', filter: 'unknown', weak: login.weak, evidence: [{ address: api.address, argument: 'path' }, ...login.evidence],
  });
}

function originOf(stack: AzureStack, route: Entry): Entry | undefined {
  for (const id of valuesAt(route.body, 'cdn_frontdoor_origin_ids')) {
    const origin = stack.find(id);
    if (origin) { return stack.find(valuesAt(origin.body, 'private_link.private_link_target_id')[0]) ?? stack.find(origin.body.host_name) ?? origin; }
  }
  return undefined;
}

/** Operations that may be open: they tell whether the service is up. */
const HEALTH = /^(GET|HEAD) \/?(.*\/)?(health|healthz|healthcheck|live|livez|liveness|ready|readyz|readiness|status|ping|up)$/i;

interface Login { readonly words: string; readonly weak: boolean; readonly evidence: Evidence[] }

/** How callers of an API prove who they are. An open health path beside operations with tokens is no weakness. */
function loginOf(stack: AzureStack, api: Entry | undefined, host: Entry | undefined): Login {
  const certificate = host && asksCertificate(stack, host);
  if (!api) { return { words: certificate ? 'client certificate' : 'none', weak: !certificate, evidence: [] }; }
  const reading = readingOf(stack, api);
  const evidence = [{ address: (reading.policy ?? api).address, argument: reading.policy ? 'xml_content' : 'subscription_required' }];
  const token = reading.issuers.length > 0 ? `token of ${reading.issuers.join(', ')}` : 'token';
  const words: { readonly [authentication: string]: string } = table({
    'none': 'none', 'key': 'shared key', 'optional': token, 'token': token, 'token and certificate': `${token}, client certificate`,
  });
  const said = words[reading.authentication ?? ''] ?? 'unknown';
  const both = certificate && !said.includes('certificate') ? (said === 'none' ? 'client certificate' : `${said}, client certificate`) : said;
  const open = reading.authentication === 'optional' && !certificate ? reading.asked.filter((a) => a.served && !a.token).map((a) => a.operation.name) : [];
  const listed = open.length > 3 ? `${open.length} operations` : [...open].sort().join(', ');
  return { words: open.length > 0 ? `${both}, none for ${listed}` : both, weak: both === 'none' || open.some((name) => !HEALTH.test(name)), evidence };
}

/** Whether Front Door asks for a client certificate; only a template can say so. */
export function asksCertificate(stack: AzureStack, host: Entry): boolean {
  const name = text(host.body.name)?.toLowerCase();
  return mutual(stack).has(name ?? '');
}

const asking = new WeakMap<AzureStack, Set<string>>();

function mutual(stack: AzureStack): Set<string> {
  const known = asking.get(stack);
  if (known) { return known; }
  const required = (made: TemplateResource) => made.type.toLowerCase() === 'microsoft.cdn/profiles/customdomains' && String(made.properties.mtlsSettings?.scenario).startsWith('ClientCertificateRequired');
  const found = new Set(stack.templates.filter(required).map((made) => made.name.split('/').pop()?.toLowerCase() ?? ''));
  asking.set(stack, found);
  return found;
}
