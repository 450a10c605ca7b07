import { DeclaredEdge } from '../../edge/declared-edge';
import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlledResource } from '../control-context';
import { control, finding } from './build';
import { blocks } from './judging';
import { secondsOf } from './rows';

type Block = { readonly [name: string]: any };
type Check = (door: Door) => readonly (false | string)[];

/** One connection manager of Envoy, with what stands around it. */
interface Door { readonly config: Block; readonly manager: Block; readonly filters: Block; readonly routes: Block[]; readonly edge?: DeclaredEdge }

const HEADERS = ['x-content-type-options', 'content-security-policy', 'referrer-policy'];
const LONGEST = 300;
/** Only what tells nothing of a person: a query may hold anything, and a token is as good as its owner. */
const TELLS = /%REQ\((AUTHORIZATION|COOKIE|:PATH|X-ENVOY-ORIGINAL-PATH)|%REQ\(:PATH/i;

const said = (wrong: boolean, problem: string): false | string => wrong && problem;
const within = (value: unknown, most: number) => { const seconds = secondsOf(value); return seconds !== undefined && seconds > 0 && seconds <= most; };

const underscored = (edge?: DeclaredEdge): boolean => edge?.operations.some(({ parameters }) => parameters.some((name) => name.includes('_'))) ?? false;

const paths: Check = ({ manager, edge }) => [
  said(manager.normalize_path !== true, 'paths are not normalized'),
  said(manager.merge_slashes !== true, 'double slashes lead past routes'),
  said(manager.path_with_escaped_slashes_action !== 'REJECT_REQUEST', 'escaped slashes lead past routes'),
  // A document may name headers with underscores: then they have to pass.
  said(!underscored(edge) && manager.common_http_protocol_options?.headers_with_underscores_action !== 'REJECT_REQUEST', 'headers with underscores are taken for others'),
];

const bounds: Check = ({ config, manager }) => [
  said(!within(manager.request_timeout, LONGEST), 'a request may take any time'),
  said(!within(manager.request_headers_timeout, 60), 'headers may take any time'),
  said(config.overload_manager === undefined, 'any number of connections is taken'),
  said(config.admin !== undefined, 'its administration can be reached'),
];

const subject: Check = ({ manager, filters }) => {
  const trusted = Object.values<any>(filters.token?.providers ?? {}).flatMap((provider) => blocks(provider.claim_to_headers)).map((header) => String(header.header_name));
  const taken = JSON.stringify(manager.early_header_mutation_extensions ?? '') + JSON.stringify(manager.route_config?.request_headers_to_remove ?? '');
  return trusted.map((name) => said(!taken.includes(`"${name}"`), `what a caller writes into ${name} is believed`));
};

const answers: Check = ({ filters }) => {
  const set = blocks(filters.headers?.mutations?.response_mutations).map((one) => one.append?.header ?? {});
  return [...HEADERS.map((name) => said(!set.some(({ key }) => key === name), `answers carry no ${name}`)), said(set.some(({ key, value }) => key === 'access-control-allow-origin' && value === '*'), 'every web site may read answers')];
};

const log: Check = ({ manager }) => blocks(manager.access_log).flatMap((one) => {
  const format = one.typed_config?.log_format?.json_format ?? {};
  const filter = one.filter === undefined || one.filter.header_filter?.header?.name === ':path';
  return [said(!filter, 'some requests are not logged'), said(TELLS.test(JSON.stringify(format)), 'the log tells tokens, or addresses with their queries'), said(format.client === undefined, 'the log does not tell who called')];
});

const tokens: Check = ({ filters }) => {
  const requires = blocks(filters.token?.rules);
  return [
    said(filters.token !== undefined && !requires.some((rule) => rule.match?.prefix === '/'), 'some paths ask for no token'),
    said(/"allow_missing(_or_failed)?"/.test(JSON.stringify(requires)), 'a missing token is taken'),
    ...Object.values<any>(filters.token?.providers ?? {}).flatMap((provider) => [
      said(provider.from_params !== undefined || provider.from_cookies !== undefined, 'tokens are taken from addresses or cookies'),
      said(Number(provider.clock_skew_seconds ?? 60) > 300, 'tokens are taken long after their end'),
      said(!/^https:/.test(String(provider.remote_jwks?.http_uri?.uri)), 'keys of tokens are fetched without TLS'),
      said(!within(provider.remote_jwks?.cache_duration ?? '300s', 3600), 'keys of tokens are kept when they have been withdrawn'),
    ]),
  ];
};

const bodies: Check = ({ filters }) => [
  said(filters.validate !== undefined && filters.validate.with_request_body === undefined, 'bodies are not shown to the validator'),
  said(filters.validate?.with_request_body?.allow_partial_message === true, 'bodies are shown to the validator in part'),
];

const counted: Check = ({ filters }) => [said(
  blocks(filters['per-client']?.rate_limits).flatMap((limit) => blocks(limit.actions)).some((action) => action.metadata === undefined), 'a caller can change by whom it is counted',
)];

/** Routes that lead to the service; what Envoy answers itself is none. */
const ways: Check = ({ routes, edge }) => routes.filter((route) => route.route !== undefined).flatMap((route) => {
  const own: Block = route.typed_per_filter_config ?? {};
  const [method, path] = [blocks(route.match?.headers).find((one) => one.name === ':method')?.string_match?.exact, route.match?.path ?? route.match?.safe_regex?.regex?.replace(/\[\^\/\]\+/g, '{}')];
  const operation = edge?.operations.find(({ name }) => name.replace(/\{[^}]*\}/g, '{}') === `${method} ${String(path).replace(/\\(.)/g, '$1')}`);
  const off = ['overall', 'per-client', 'size', 'validate', 'access'].filter((name) => own[name]?.disabled === true);
  return [
    said(off.length > 0, `${route.name} goes past ${off.join(' and ')}`),
    said(own.token?.disabled === true && operation !== undefined && !operation.open, `${route.name} asks for no token`),
  ];
});

const LOOPBACK = /^(127\.0\.0\.1|::1|localhost)$/;

/** Where the keys of user directories on Google Cloud are. */
const DIRECTORY = 'www.googleapis.com';

/** What Envoy connects to: the containers beside it, and the host of the issuer's keys. */
const behind: Check = ({ config, edge }) => blocks(config.static_resources?.clusters).flatMap((cluster) => {
  const hosts = blocks(cluster.load_assignment?.endpoints).flatMap((group) => blocks(group.lb_endpoints)).map((one) => String(one.endpoint?.address?.socket_address?.address));
  const away = hosts.filter((host) => !LOOPBACK.test(host));
  if (away.length === 0) { return []; }
  const tls = cluster.transport_socket?.typed_config;
  const common = tls?.common_tls_context;
  const names = blocks(common?.validation_context?.match_typed_subject_alt_names).map((one) => one.matcher?.exact);
  return [
    said(edge !== undefined && away.some((host) => host !== edge.keysAt && host !== DIRECTORY), `${cluster.name} is elsewhere: ${away.join(', ')}`),
    said(tls === undefined, `${cluster.name} is reached without TLS`),
    said(tls !== undefined && (common?.validation_context?.trusted_ca === undefined || !away.every((host) => names.includes(host))), `${cluster.name} may be anybody`),
    said(/TLSv1_[01]/.test(String(common?.tls_params?.tls_minimum_protocol_version)), `${cluster.name} is reached over old TLS`),
  ];
});

const CHECKS: readonly Check[] = [paths, bounds, subject, answers, log, tokens, bodies, counted, ways, behind];

function doorsOf(file: ControlledResource, edge?: DeclaredEdge): Door[] {
  const text = file.argument('content');
  if (typeof text !== 'string' || !text.includes('HttpConnectionManager')) { return []; }
  const config = JSON.parse(text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{'));
  const chains = blocks(config.static_resources?.listeners).flatMap((listener) => blocks(listener.filter_chains));
  return chains.flatMap((chain) => blocks(chain.filters)).map(({ typed_config: manager = {} }): Door => ({
    config, manager, edge, filters: Object.fromEntries(blocks(manager.http_filters).map((filter) => [filter.name, filter.typed_config ?? {}])),
    routes: blocks(manager.route_config?.virtual_hosts).flatMap((host) => blocks(host.routes)),
  }));
}

/** What Envoy does with a request besides what its document asks. */
export const edgeGatewaySettings = control({
  id: 'edge.gateway-settings',
  title: 'The gateway reads requests as the service does, believes no caller, and asks everywhere',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a path that gateway and service read differently, a header that is believed, or a route that goes past a filter makes every check of the gateway worthless',
  mend: 'Leave the configuration of Envoy to the gateway.',
  clouds: [CloudName.GOOGLE],
}, (context) => context.resources(['google_storage_bucket_object']).flatMap((file) => {
  const doors = doorsOf(file, context._edgeOf(file.address));
  if (doors.length === 0) { return []; }
  const wrong = doors.flatMap((door) => CHECKS.flatMap((check) => check(door))).filter((problem): problem is string => problem !== false);
  return [finding(file.address, wrong.length === 0 || wrong.slice(0, 5).join('; '), 'content')];
}));
