import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet, text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { ApiOperation, operationsOf } from './api-operations';
import { Asked, askedOf, tellsStrictTransport } from './api-policy';
import { childrenOf, everywhere, PolicyNode, readPolicy } from './policy-document';
import { reachOpening } from './openings';
import { AzureStack, stackOf } from './stack';
import { accessLog } from './stores';
import { inside, valuesAt, yes } from './values';
import { append } from '../group';

/** APIs of API Management: what their policies ask of callers, by operation. */
export const gateway: Reader = {
  types: [
    'azurerm_api_management', 'azurerm_api_management_policy', 'azurerm_api_management_api', 'azurerm_api_management_api_policy', 'azurerm_api_management_api_operation',
    'azurerm_api_management_api_operation_policy', 'azurerm_api_management_api_diagnostic', 'azurerm_api_management_backend',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const api of graph.all('azurerm_api_management_api')) { readApi(stack, notes, api); }
    for (const instance of graph.all('azurerm_api_management')) { readInstance(stack, notes, instance); }
  },
};

/** What an API asks of its callers, operation by operation. */
export interface ApiReading {
  readonly asked: Asked[];
  readonly policy?: Entry;
  /** Whether callers need the key of a subscription. */
  readonly key: boolean | undefined;
  /** `none`, `key`, `optional`, `token`, `token and certificate`. */
  readonly authentication: string | undefined;
  readonly issuers: string[];
  readonly document?: PolicyNode;
}

const readings = new WeakMap<Entry, ApiReading>();

/** Reads an API once. */
export function readingOf(stack: AzureStack, api: Entry): ApiReading {
  const known = readings.get(api);
  if (known) { return known; }
  const policy = policyOf(stack, api);
  const written = policy && (text(policy.body.xml_content) ?? (typeof policy.body.xml_content === 'string' ? policy.body.xml_content : undefined));
  const document = written === undefined ? undefined : readPolicy(written);
  const operations = operationsOf(stack, api);
  const asked = (operations ?? []).map((operation) => askedOf(operation, [...own(stack, operation), childrenOf(document, 'inbound')[0]]));
  const served = asked.filter((a) => a.served);
  const key = yes(api.body.subscription_required, true);
  const certified = served.length > 0 && served.every((a) => a.certificate);
  const tokens = served.filter((a) => a.token).length;
  // A document or policy that is known at apply only, or read from a link, says nothing.
  const unknown = (policy !== undefined && document === undefined) || (operations === undefined && tokens === 0);
  const withoutToken = key === undefined ? undefined : key ? 'key' : 'none';
  const authentication = unknown ? undefined : tokens === 0 ? withoutToken : tokens < served.length ? 'optional' : certified ? 'token and certificate' : 'token';
  const reading = { asked, policy, key, authentication, issuers: [...new Set(served.flatMap((a) => a.issuers))].sort(), document };
  readings.set(api, reading);
  return reading;
}

function policyOf(stack: AzureStack, api: Entry): Entry | undefined {
  return byName(stack, 'azurerm_api_management_api_policy', 'azurerm_api_management_api').get(api.address)?.[0];
}

function own(stack: AzureStack, operation: ApiOperation): PolicyNode[] {
  const policies = operation.entry ? stack.at('azurerm_api_management_api_operation_policy', 'operation_id', operation.entry) : [];
  return policies.flatMap((policy) => childrenOf(typeof policy.body.xml_content === 'string' ? readPolicy(policy.body.xml_content) : undefined, 'inbound'));
}

const indexes = new WeakMap<AzureStack, Map<string, Map<string, Entry[]>>>();

/** Entries of a type by the API that they name, by reference or by its literal name. */
export function byName(stack: AzureStack, type: string, target: string): Map<string, Entry[]> {
  const index = indexes.get(stack) ?? new Map<string, Map<string, Entry[]>>();
  indexes.set(stack, index);
  const known = index.get(type);
  if (known) { return known; }
  const made = new Map<string, Entry[]>();
  for (const entry of stack.graph.all(type)) {
    const found = stack.named(target, entry.body.api_name);
    if (found) { append(made, found.address, entry); }
  }
  index.set(type, made);
  return made;
}

function readApi(stack: AzureStack, notes: Notes, api: Entry): void {
  const reading = readingOf(stack, api);
  const served = reading.asked.filter((a) => a.served);
  const at: Evidence[] = reading.policy ? [{ address: reading.policy.address, argument: 'xml_content' }] : [{ address: api.address }];
  const named = (list: (a: Asked) => string[]) => served.flatMap((a) => list(a).map((item) => `${a.operation.name}: ${item}`));
  notes.state('edge.authentication', api, reading.authentication, reading.authentication === 'key' ? 'subscription_required' : at);
  if (reading.authentication !== undefined) {
    for (const issuer of reading.issuers) { notes.state('edge.issuer', api, issuer, at, reading.issuers.length > 1 ? issuer : undefined); }
    if (served.some((a) => a.token)) { notes.state('edge.audience', api, served.some((a) => a.token && a.audiences.length === 0) ? [] : served.flatMap((a) => a.audiences), at); }
    notes.state('edge.body-limit', api, served.some((a) => a.operation.hasBody) ? most(served.map((a) => a.largest)) : undefined, at);
    notes.state('edge.operations', api, served.map((a) => a.operation.name), 'import.content_value');
    notes.state('edge.open-operations', api, served.filter((a) => !a.token).map((a) => a.operation.name), at);
    notes.state('edge.scopes', api, named((a) => a.scopes), at);
    notes.state('edge.consent', api, named((a) => a.purposes), at);
    notes.state('edge.client-limit', api, most(served.map((a) => a.client)), at);
    notes.state('edge.overall-limit', api, most(served.map((a) => a.overall)), at);
    notes.state('edge.validation', api, served.length > 0 && served.every((a) => a.parameters && a.body), at);
    const unchecked = served.flatMap((a) => [...a.parameters ? [] : [`${a.operation.name}: parameters`], ...a.body ? [] : [`${a.operation.name}: body`]]);
    if (unchecked.length > 0) { notes.state('edge.unchecked', api, unchecked, at); }
    notes.state('edge.hsts', api, tellsStrictTransport(childrenOf(reading.document, 'outbound')[0]), at);
  }
  const protocols = valuesAt(api.body, 'protocols');
  if (protocols.some((p) => p === 'http')) { notes.state('edge.tls', api, 'none', 'protocols'); }
  readDiagnostics(stack, notes, api);
}

/** The largest limit; nothing where one operation has none, since the whole then has none. */
function most(limits: (number | undefined)[]): number | undefined {
  return limits.length === 0 || limits.includes(undefined) ? undefined : Math.max(...limits.map((l) => l ?? 0));
}

function readDiagnostics(stack: AzureStack, notes: Notes, api: Entry): void {
  const diagnostics = byName(stack, 'azurerm_api_management_api_diagnostic', 'azurerm_api_management_api').get(api.address) ?? [];
  const whole = diagnostics.find((d) => (isSet(d.body.sampling_percentage) ? Number(d.body.sampling_percentage) : 100) === 100 && d.body.verbosity !== 'error');
  notes.state('edge.access-log', api, whole !== undefined, diagnostics.map((d) => ({ address: d.address, argument: 'sampling_percentage' })));
  for (const diagnostic of diagnostics) {
    const parts = ['frontend_request', 'frontend_response', 'backend_request', 'backend_response'].map((part) => diagnostic.body[part]);
    // Bodies are not kept, and neither are queries in the clear: both carry what people send.
    const masked = parts.every((part) => Number(inside(part, 'body_bytes') ?? 0) === 0)
      && [parts[0], parts[2]].every((part) => valuesAt(part, 'data_masking.query_params').some((p) => p.value === '*' && ['Mask', 'Hide'].includes(p.mode)));
    notes.state('log.masked-fields', api, valuesAt(parts[0], 'data_masking.headers').filter((h) => isSet(h.value)).map((h) => String(h.value)), [{ address: diagnostic.address, argument: 'frontend_request.data_masking' }]);
    notes.state('log.masked', api, masked, [{ address: diagnostic.address, argument: 'frontend_request.data_masking' }], 'requests');
  }
}

function readInstance(stack: AzureStack, notes: Notes, instance: Entry): void {
  const global = stack.at('azurerm_api_management_policy', 'api_management_id', instance)[0];
  const document = global && typeof global.body.xml_content === 'string' ? readPolicy(global.body.xml_content) : undefined;
  const checked = childrenOf(childrenOf(document, 'inbound')[0], 'check-header').some((check) => /^x-azure-fdid$/i.test(check.attributes.name ?? '') && childrenOf(check, 'value').length > 0);
  const variable = /^\$\{var\.([\w-]+)\}$/.exec(String(instance.body.public_network_access_enabled))?.[1];
  const open = yes(variable ? stack.graph.tf?.variable?.[variable]?.default : instance.body.public_network_access_enabled, variable ? undefined : true);
  const internal = instance.body.virtual_network_type === 'Internal';
  const evidence: Evidence[] = [{ address: instance.address, argument: 'public_network_access_enabled' }, ...(global ? [{ address: global.address, argument: 'xml_content' }] : [])];
  notes.state('edge.private-origin', instance, open === undefined ? undefined : !open || internal || checked, evidence);
  notes.state('network.public-address', instance, open === undefined ? undefined : open && !internal, 'public_network_access_enabled');
  notes.state('edge.access-log', instance, ...accessLog(stack, instance));
  notes.state('edge.tls', instance, oldestTls(instance.body.security), 'security');
  notes.state('data.prevent-destroy', instance, stack.keepsFromDestroy(instance), 'lifecycle.prevent_destroy');
  if (open && !internal) {
    reachOpening(notes, instance, { open: true, evidence, from: checked ? [] : ['internet'] }, { ports: '443', protocol: 'HTTPS', authentication: 'by API', tls: oldestTls(instance.body.security) ?? 'unknown' });
  }
}

function oldestTls(security: unknown): string | undefined {
  const on = (version: string) => yes(inside(security, `frontend_${version}_enabled`) ?? inside(security, `enable_frontend_${version}`), false);
  return on('ssl30') ? 'none' : on('tls10') ? 'TLS 1.0' : on('tls11') ? 'TLS 1.1' : 'TLS 1.2';
}

/** The backends that an API's policy sends requests to. */
export function backendsOf(stack: AzureStack, api: Entry): Entry[] {
  const named = everywhere(readingOf(stack, api).document, 'set-backend-service').map((node) => node.attributes['backend-id']).filter(isSet);
  return named.map((id) => stack.named('azurerm_api_management_backend', id)).filter((found): found is Entry => found !== undefined);
}

/** The resource that answers an API's requests: behind its backend, or its own service URL. */
export function serviceOf(stack: AzureStack, api: Entry): Entry | undefined {
  return backendsOf(stack, api).map((backend) => stack.find(backend.body.url)).find((found) => found !== undefined) ?? stack.find(api.body.service_url);
}
