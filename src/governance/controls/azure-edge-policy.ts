import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { DeclaredEdge } from '../../edge/declared-edge';
import { control, finding } from './build';

/** What a section of the policy says. */
function section(policy: string, name: string): string {
  return new RegExp(`<${name}>([\\s\\S]*)</${name}>`).exec(policy)?.[1] ?? '';
}

const every = (text: string, part: RegExp, strict: (found: RegExpMatchArray) => boolean) => [...text.matchAll(part)].every(strict);
const ANSWERS = ['outbound', 'on-error'];
const HEADERS: readonly (readonly [name: string, value: RegExp])[] = [['Strict-Transport-Security', /max-age=\d{8,}/], ['X-Content-Type-Options', /nosniff/], ['Cache-Control', /no-store/]];

function header(text: string, name: string): string | undefined {
  return new RegExp(`<set-header name="${name}" exists-action="override">\\s*<value>([^<]*)</value>`).exec(text)?.[1];
}

/** What is wrong with the policy of an API, in words. */
function wrongWith(policy: string): string[] {
  const inbound = section(policy, 'inbound');
  const wrong = (bad: boolean, says: string) => (bad ? [says] : []);
  return [
    ...['inbound', ...ANSWERS].flatMap((name) => wrong(!/<base \/>/.test(section(policy, name)), `leaves out in ${name} what all APIs do`)),
    ...wrong(!every(policy, /clock-skew="(\d+)"/g, ([, seconds]) => Number(seconds) <= 300), 'takes tokens long after they have ended'),
    ...wrong(!/<validate-parameters [^>]*unspecified-parameter-action="prevent"/.test(inbound), 'lets parameters through that nobody described'),
    ...wrong(!every(inbound, /<headers ([^>]*)>/g, ([, said]) => said.includes('specified-parameter-action="prevent"') && !/(?<!un)specified-parameter-action="(ignore|detect)"/.test(said)), 'lets wrong headers through'),
    ...['inbound', 'on-error'].flatMap((name) => wrong(!/<trace source="audit"[\s\S]*?<metadata name="client"[\s\S]*?<metadata name="subject"[\s\S]*?<metadata name="operation"[\s\S]*?<metadata name="request"[\s\S]*?<\/trace>/.test(section(policy, name)), `writes no whole audit record in ${name}`)),
    ...wrong(!every(policy, /<trace [\s\S]*?<\/trace>/g, ([text]) => !/Authorization|Cookie/i.test(text)), 'writes tokens into the audit record'),
    ...ANSWERS.flatMap((name) => HEADERS.flatMap(([what, value]) => wrong(!value.test(header(section(policy, name), what) ?? ''), `does not send ${what} in ${name}`))),
    ...wrong(!every(policy, /<return-response>[\s\S]*?<\/return-response>/g, ([text]) => header(text, 'Strict-Transport-Security') !== undefined), 'answers by itself without Strict-Transport-Security'),
    ...['X-Forwarded-Host', 'X-Original-URL', 'X-Rewrite-URL', 'X-MS-CLIENT-PRINCIPAL', 'X-Azure-FDID'].flatMap((name) => wrong(!inbound.includes(`<set-header name="${name}" exists-action="delete" />`), `lets callers send ${name}`)),
    ...wrong(/follow-redirects="true"/.test(policy), 'follows redirects'),
    ...wrong(!/<set-backend-service backend-id="[^"]+" \/>/.test(policy) || /<set-backend-service[^>]*base-url/.test(policy), 'calls a backend that is not declared'),
    ...wrong(/<cors\b/.test(policy), 'answers pages of others'),
    ...wrong(/LastError/.test(policy), 'tells callers what went wrong inside'),
    ...wrong(/<send-(one-way-)?request\b|<log-to-eventhub\b/.test(policy), 'sends requests elsewhere too'),
    ...wrong(/<set-header name="(X-Api-Key|Authorization|Ocp-Apim-Subscription-Key)"[^>]*>\s*<value>(?!@)/i.test(policy), 'has a key written in it'),
  ];
}

/** Words of a schema that narrow what is taken. */
const NARROW = ['additionalProperties', 'required', 'maxLength', 'pattern', 'maximum', 'maxItems', 'enum'];

/** The first place where a schema of the gateway lacks what the document's own has. Parts that were moved or cut for the import are not compared. */
function looser(declared: any, given: any, place: string): string | undefined {
  if (declared === null || typeof declared !== 'object' || given === null || typeof given !== 'object' || '$ref' in given) { return undefined; }
  for (const [word, value] of Object.entries<any>(declared)) {
    const narrow = NARROW.includes(word) && (typeof value !== 'object' || Array.isArray(value)) && value !== true;
    if (narrow && JSON.stringify(given[word]) !== JSON.stringify(value)) { return `${place}.${word}`; }
    const found = narrow ? undefined : looser(value, given[word], `${place}.${word}`);
    if (found) { return found; }
  }
  return undefined;
}

/** Schemas as they were declared; none where the edge keeps none. */
function declaredSchemas(declared: DeclaredEdge): { readonly [name: string]: any } {
  return (declared as { readonly schemas?: { readonly components?: any } }).schemas?.components ?? {};
}

/** Operations of the imported document that nobody declared, and declared ones that it has not. */
function documentSays(content: any, declared: DeclaredEdge): true | string {
  const paths: { [path: string]: any } = content?.paths ?? {};
  const found = Object.entries(paths).flatMap(([path, item]) => Object.keys(item ?? {}).filter((key) => /^(get|put|post|delete|patch|head|options|trace)$/.test(key)).map((method) => `${method.toUpperCase()} ${path}`));
  const known = new Set(declared.operations.map(({ name }) => name));
  const more = found.filter((name) => !known.has(name));
  if (more.length > 0) { return `offers ${more.join(', ')}, which the API document does not`; }
  const loose = Object.entries(declaredSchemas(declared))
    .map(([name, schema]) => looser(schema, content?.components?.schemas?.[name], name)).find((place) => place !== undefined);
  return loose === undefined || `takes more than the API document at ${loose}`;
}

/** What the policy of an API does besides checking who calls: it is text, which anybody may change in many ways. */
export const azureEdgePolicy = control({
  id: 'edge.azure-policy',
  title: 'The gateway\'s policy records, hardens and forwards as it was written',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'one line of the policy decides whether a call is on record, where it goes, and what the caller learns',
  mend: 'Leave the policy to the gateway.',
  clouds: [CloudName.AZURE],
}, (context) => [
  ...context.resources(['azurerm_api_management_api_policy']).filter(({ address }) => context._edgeOf(address)).flatMap((one) => {
    const wrong = wrongWith(String(one.argument('xml_content') ?? ''));
    return wrong.length === 0 ? [finding(one.address, true)] : wrong.map((says) => finding(one.address, says, 'xml_content'));
  }),
  ...context.resources(['azurerm_api_management_api']).flatMap((one) => {
    const declared = context._edgeOf(one.address);
    const content = { paths: one.argument('import.0.content_value.paths'), components: one.argument('import.0.content_value.components') };
    return declared ? [finding(one.address, documentSays(content, declared), 'import.content_value')] : [];
  }),
  ...context.resources(['azurerm_api_management_api_operation_policy']).map(({ address }) => finding(address, 'takes the place of what the API\'s policy checks')),
]);
