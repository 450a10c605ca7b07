import { RateLimit } from '../capabilities/api-gateway';
import { EdgePlan } from './edge-plan';
import { CLAIMS, extension, FILTERS, PSEUDONYM_HEADER, SUBJECT_HEADER } from './envoy-types';
import { HSTS } from './hsts';

/** Clocks of issuer and edge may differ by this many seconds; the same as in the token authorizer. */
const LEEWAY_SECONDS = 30;

/** Headers of every answer, errors included. */
const ANSWER_HEADERS: { readonly [name: string]: string } = {
  'strict-transport-security': HSTS,
  'x-content-type-options': 'nosniff',
  'content-security-policy': 'default-src \'none\'; frame-ancestors \'none\'',
  'referrer-policy': 'no-referrer',
};

/** The HTTP filters in the order in which a request meets them: cheap refusals first, so that nothing costly is done for a stranger. */
export function httpFilters(plan: EdgePlan, instances: number, validatorPort: number): object[] {
  return [
    extension(FILTERS.headers, 'headers', {
      mutations: {
        response_mutations: [
          ...Object.entries(ANSWER_HEADERS).map(([key, value]) => ({ append: { header: { key, value }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' } })),
          { remove: 'server' }, { remove: 'x-powered-by' },
        ],
      },
    }),
    extension(FILTERS.overall, 'rateLimit', limit('overall', plan.overall, instances)),
    extension(FILTERS.token, 'jwt', tokens(plan)),
    // no policy: denies everything on a route that does not say otherwise
    extension(FILTERS.access, 'rbac', { rules: { action: 'ALLOW' } }),
    extension(FILTERS.perClient, 'rateLimit', perClient(plan, instances)),
    extension(FILTERS.size, 'buffer', { max_request_bytes: plan.maxBodyBytes }),
    extension(FILTERS.validate, 'extAuthz', validation(plan, validatorPort)),
    extension(FILTERS.router, 'router', { suppress_envoy_headers: true }),
  ];
}

function tokens(plan: EdgePlan): object {
  return {
    providers: {
      issuer: {
        issuer: plan.issuer,
        audiences: [plan.audience],
        require_expiration: true,
        clock_skew_seconds: LEEWAY_SECONDS,
        // the header only: by default a token in the query would do as well, and end up in logs
        from_headers: [{ name: 'Authorization', value_prefix: 'Bearer ' }],
        forward: true,
        payload_in_metadata: CLAIMS.key,
        failed_status_in_metadata: 'refused',
        normalize_payload_in_metadata: { space_delimited_claims: [...new Set([plan.scopeClaim, plan.consentClaim])] },
        claim_to_headers: [{ header_name: SUBJECT_HEADER, claim_name: 'sub' }],
        remote_jwks: {
          http_uri: { uri: plan.jwksUri, cluster: 'issuer', timeout: '3s' },
          cache_duration: '300s',
          async_fetch: {},
          retry_policy: { num_retries: 2 },
        },
      },
    },
    rules: [{ match: { prefix: '/' }, requires: { provider_name: 'issuer' } }],
  };
}

function limit(name: string, { requests, seconds }: RateLimit, instances: number): object {
  return {
    stat_prefix: name,
    token_bucket: bucket(requests, seconds, instances),
    ...always(),
    response_headers_to_add: [{ header: { key: 'retry-after', value: String(seconds) } }],
  };
}

/** Each instance counts for itself, so each gets its share. */
function bucket(requests: number, seconds: number, instances: number): object {
  const share = Math.max(1, Math.ceil(requests / instances));
  return { max_tokens: share, tokens_per_fill: share, fill_interval: `${seconds}s` };
}

function always(): object {
  const all = { default_value: { numerator: 100, denominator: 'HUNDRED' } };
  return { filter_enabled: all, filter_enforced: all };
}

function perClient(plan: EdgePlan, instances: number): object {
  const { requests, seconds } = plan.perClient;
  return {
    stat_prefix: 'per_client',
    // for requests without a client (operations that anybody may call): the overall limit has counted them already
    token_bucket: { max_tokens: 4_294_967_295, tokens_per_fill: 4_294_967_295, fill_interval: '1s' },
    ...always(),
    // no value: one bucket for each client that comes
    descriptors: [{ entries: [{ key: 'client' }], token_bucket: bucket(requests, seconds, instances) }],
    max_dynamic_descriptors: 10_000,
    rate_limits: [{
      actions: [{
        metadata: { descriptor_key: 'client', metadata_key: { key: CLAIMS.filter, path: [{ key: CLAIMS.key }, { key: plan.clientClaim }] }, source: 'DYNAMIC', skip_if_absent: true },
      }],
    }],
    response_headers_to_add: [{ header: { key: 'retry-after', value: String(seconds) } }],
  };
}

function validation(plan: EdgePlan, port: number): object {
  const declared = plan.routes.flatMap((route) => route.parameters);
  const headers = declared.filter((parameter) => parameter.in === 'header').map((parameter) => String(parameter.name).toLowerCase());
  const cookie = declared.some((parameter) => parameter.in === 'cookie') ? ['cookie'] : [];
  const names = [...new Set(['content-type', SUBJECT_HEADER, ...headers, ...cookie])].filter((name) => name !== 'authorization').sort();
  return {
    transport_api_version: 'V3',
    failure_mode_allow: false,
    status_on_error: { code: 'ServiceUnavailable' },
    with_request_body: { max_request_bytes: plan.maxBodyBytes, allow_partial_message: false },
    allowed_headers: { patterns: names.map((exact) => ({ exact })) },
    http_service: {
      server_uri: { uri: `http://127.0.0.1:${port}`, cluster: 'validator', timeout: '2s' },
      authorization_response: {
        allowed_client_headers: { patterns: [{ exact: 'content-type' }] },
        dynamic_metadata_from_headers: { patterns: [{ exact: PSEUDONYM_HEADER }] },
      },
    },
  };
}
