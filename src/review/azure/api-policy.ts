import { childrenOf, everywhere, PolicyNode } from './policy-document';
import { Step, stepsOf } from './policy-paths';
import { ApiOperation } from './api-operations';

/** What the policy asks of the calls of one operation. */
export interface Asked {
  readonly operation: ApiOperation;
  /** Whether calls come through at all. */
  readonly served: boolean;
  readonly token: boolean;
  readonly certificate: boolean;
  readonly issuers: string[];
  /** Empty where tokens for any audience pass. */
  readonly audiences: string[];
  /** Bytes of the largest body that is let through. */
  readonly largest?: number;
  readonly scopes: string[];
  readonly purposes: string[];
  /** Requests a minute of one client, and of all together. */
  readonly client?: number;
  readonly overall?: number;
  readonly parameters: boolean;
  readonly body: boolean;
}

/** Claims that carry permissions of the caller; other claims asked for are consents and the like. */
const SCOPE_CLAIMS = ['scope', 'scp', 'scopes', 'roles', 'permissions'];
const TOKEN_CHECKS = ['validate-jwt', 'validate-azure-ad-token'];

/** Reads what the inbound section asks of an operation; sections of the operation itself come first. */
export function askedOf(operation: ApiOperation, sections: (PolicyNode | undefined)[]): Asked {
  const steps = sections.flatMap((section) => stepsOf(section, operation.id));
  const refused = steps.findIndex((step) => step.always && ['return-response', 'mock-response'].includes(step.node.name));
  const met = steps.filter((step) => step.always).map((step) => step.node);
  const checks = met.filter((node) => TOKEN_CHECKS.includes(node.name) && node.attributes['require-signed-tokens'] !== 'false');
  const claims = checks.flatMap((check) => everywhere(check, 'claim'));
  const limits = met.filter((node) => /^(rate-limit|rate-limit-by-key)$/.test(node.name)).map(limitOf).filter((l) => l !== undefined);
  return {
    operation,
    served: refused < 0,
    token: checks.length > 0,
    certificate: met.some((node) => node.name === 'validate-client-certificate'),
    issuers: checks.flatMap(issuersOf),
    audiences: checks.flatMap((check) => [...everywhere(check, 'audience'), ...everywhere(check, 'client-application-ids').flatMap((ids) => ids.children)].map((audience) => audience.text.trim())),
    largest: operation.hasBody ? least(steps.filter(checksBody).filter((s) => s.node.attributes['size-exceeded-action'] === 'prevent').map((s) => Number(s.node.attributes['max-size'])).filter((n) => n > 0)) : 0,
    scopes: claims.filter((claim) => SCOPE_CLAIMS.includes(claim.attributes.name)).map(valuesOf),
    purposes: claims.filter((claim) => !SCOPE_CLAIMS.includes(claim.attributes.name)).map(valuesOf),
    client: least(limits.filter((l) => l.each).map((l) => l.requests)),
    overall: least(limits.filter((l) => !l.each).map((l) => l.requests)),
    parameters: met.some((node) => node.name === 'validate-parameters' && node.attributes['specified-parameter-action'] === 'prevent'),
    body: !operation.hasBody || steps.some((step) => checksBody(step)),
  };
}

function least(numbers: number[]): number | undefined { return numbers.length > 0 ? Math.min(...numbers) : undefined; }

function valuesOf(claim: PolicyNode): string {
  return childrenOf(claim, 'value').map((value) => value.text.trim()).sort().join(claim.attributes.match === 'any' ? ' or ' : ' and ');
}

function issuersOf(check: PolicyNode): string[] {
  const stated = everywhere(check, 'issuer').map((issuer) => issuer.text.trim());
  const tenant = check.attributes['tenant-id'];
  const discovered = childrenOf(check, 'openid-config').map((config) => (config.attributes.url ?? '').replace(/\.well-known\/openid-configuration$/, ''));
  return stated.length > 0 ? stated : tenant ? [`https://login.microsoftonline.com/${tenant}/v2.0`] : discovered;
}

/** A counter whose key is a fixed text counts all calls; one that is worked out, and the one by subscription, each client's. */
function limitOf(node: PolicyNode): { each: boolean; requests: number } | undefined {
  const [calls, seconds] = [Number(node.attributes.calls), Number(node.attributes['renewal-period'])];
  if (!(calls >= 0) || !(seconds > 0)) { return undefined; }
  const key = node.attributes['counter-key'] ?? '';
  return { each: node.name === 'rate-limit' || /\bcontext\./.test(key), requests: Math.round(calls * 60 / seconds * 100) / 100 };
}

// Bodies are checked where there is one, so a condition is in order here; a check that only looks is none.
function checksBody(step: Step): boolean {
  return step.node.name === 'validate-content' && childrenOf(step.node, 'content').some((content) => content.attributes.action === 'prevent' && content.attributes['validate-as'] !== undefined);
}

/** Whether answers tell browsers to come by TLS only. */
export function tellsStrictTransport(outbound: PolicyNode | undefined): boolean {
  return stepsOf(outbound, '').some((step) => {
    if (!step.always || step.node.name !== 'set-header' || !/^strict-transport-security$/i.test(step.node.attributes.name ?? '')) { return false; }
    const age = /max-age=(\d+)/i.exec(childrenOf(step.node, 'value').map((value) => value.text).join(' '));
    return step.node.attributes['exists-action'] !== 'delete' && age !== null && Number(age[1]) > 0;
  });
}
