import { Construct } from 'constructs';
import { EdgePlan } from '../../../edge/edge-plan';
import { physicalName } from '../../../environment/physical-name';
import { ComputeSecurityPolicy, ComputeSecurityPolicyRule } from '../resources';

/**
 * Rule sets of the OWASP core rule set 3.3, and those for fresh vulnerabilities. Not `methodenforcement`, which refuses PUT,
 * PATCH and DELETE whatever the API says: our own rule knows the API's methods.
 */
const RULE_SETS = [
  'sqli-v33-stable', 'xss-v33-stable', 'lfi-v33-stable', 'rfi-v33-stable', 'rce-v33-stable', 'scannerdetection-v33-stable',
  'protocolattack-v33-stable', 'sessionfixation-v33-stable', 'java-v33-stable', 'nodejs-v33-stable', 'php-v33-stable',
];
const SENSITIVITY = 1;
/** Windows that Cloud Armor knows, in seconds. */
const WINDOWS = [10, 30, 60, 120, 180, 240, 300];
/** Clients that may share an address: the limit by client, which Envoy keeps, is the exact one. */
const CLIENTS_PER_ADDRESS = 5;
const DEFAULT_PRIORITY = 2147483647;

const everybody = { versionedExpr: 'SRC_IPS_V1', config: { srcIpRanges: ['*'] } };
const expression = (text: string) => ({ expr: { expression: text } });

/**
 * Cloud Armor. The first rule that matches is final, so that all refusals stand before the rate limit, whose conforming
 * requests are let through, and everything else is refused.
 */
export function firewall(scope: Construct, hostname: string, plan: EdgePlan): ComputeSecurityPolicy {
  return new ComputeSecurityPolicy(scope, 'firewall', {
    name: physicalName(scope, 'google_compute_security_policy', 'firewall'),
    description: `Before ${hostname}`,
    type: 'CLOUD_ARMOR',
    advancedOptionsConfig: { jsonParsing: 'STANDARD', logLevel: 'NORMAL' },
    adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: true, ruleVisibility: 'STANDARD' } },
    rule: [...ownRules(hostname, plan), ...managedRules(), rateLimit(plan), {
      priority: DEFAULT_PRIORITY, action: 'deny(403)', description: 'Default', match: everybody,
    }],
  });
}

function ownRules(hostname: string, plan: EdgePlan): ComputeSecurityPolicyRule[] {
  const methods = [...new Set(plan.routes.map((route) => route.method.toUpperCase()))].sort();
  const deny = (priority: number, description: string, text: string) => ({ priority, action: 'deny(403)', description, match: expression(text) });
  return [
    deny(100, 'Another host', `!has(request.headers['host']) || request.headers['host'].lower() != '${hostname}'`),
    // A body without a stated length is cut off by Envoy.
    deny(110, `Body over ${plan.maxBodyBytes} bytes`, `has(request.headers['content-length']) && int(request.headers['content-length']) > ${plan.maxBodyBytes}`),
    deny(120, 'Method that the API does not have', `!request.method.matches('^(${[...new Set([...methods, 'GET'])].sort().join('|')})$')`),
  ];
}

function managedRules(): ComputeSecurityPolicyRule[] {
  const rules = RULE_SETS.map((set, i) => ({
    priority: 1000 + i * 10, action: 'deny(403)', description: set, match: expression(`evaluatePreconfiguredWaf('${set}', {'sensitivity': ${SENSITIVITY}})`),
  }));
  // The only signature of this set is of sensitivity 2: asked for by name, since sensitivity 1 would match nothing.
  const json = 'evaluatePreconfiguredWaf(\'json-sqli-canary\', {\'sensitivity\': 0, \'opt_in_rule_ids\': [\'owasp-crs-id942550-sqli\']})';
  rules.push({ priority: 1000 + RULE_SETS.length * 10, action: 'deny(403)', description: 'json-sqli-canary', match: expression(json) });
  // Log4j and what comes after it.
  return [...rules, { priority: 1900, action: 'deny(403)', description: 'cve-canary', match: expression('evaluatePreconfiguredWaf(\'cve-canary\')') }];
}

function rateLimit(plan: EdgePlan): ComputeSecurityPolicyRule {
  const { requests, seconds } = plan.perClient;
  const intervalSec = WINDOWS.find((window) => window >= seconds) ?? WINDOWS[WINDOWS.length - 1];
  const count = Math.ceil(CLIENTS_PER_ADDRESS * requests * intervalSec / seconds);
  return {
    priority: 5000,
    action: 'throttle',
    description: 'Rate limit by address',
    match: everybody,
    rateLimitOptions: { conformAction: 'allow', exceedAction: 'deny(429)', enforceOnKey: 'IP', rateLimitThreshold: { count, intervalSec } },
  };
}
