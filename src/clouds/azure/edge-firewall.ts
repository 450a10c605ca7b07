import { EdgePlan } from '../../edge/edge-plan';

/** Rule sets that Microsoft keeps up to date. */
const MANAGED = [
  { type: 'Microsoft_DefaultRuleSet', version: '2.1', action: 'Block' },
  { type: 'Microsoft_BotManagerRuleSet', version: '1.1', action: 'Block' },
];

/** Front Door counts in windows of one or five minutes, and at least ten requests. */
const RATE_MINUTES = 1;
const LEAST_REQUESTS = 10;

/** Rules of the firewall before one API. */
export function firewallRules(plan: EdgePlan) {
  const methods = [...new Set(plan.routes.map((r) => r.method.toUpperCase()))].sort();
  return {
    managedRule: MANAGED,
    customRule: [
      block('BodyTooLarge', 10, [{ matchVariable: 'RequestHeader', selector: 'Content-Length', operator: 'GreaterThan', matchValues: [String(plan.maxBodyBytes)] }]),
      block('MethodNotOffered', 20, [{ matchVariable: 'RequestMethod', operator: 'Equal', negationCondition: true, matchValues: methods }]),
      {
        // Per address of a caller; per client and for all together the gateway counts.
        ...block('TooManyFromOneAddress', 30, [{ matchVariable: 'RequestMethod', operator: 'Equal', matchValues: methods }]),
        type: 'RateLimitRule',
        rateLimitDurationInMinutes: RATE_MINUTES,
        rateLimitThreshold: Math.max(LEAST_REQUESTS, Math.ceil((plan.overall.requests / plan.overall.seconds) * 60 * RATE_MINUTES)),
      },
    ],
    logScrubbing: {
      enabled: true,
      scrubbingRule: [
        { enabled: true, matchVariable: 'RequestHeaderNames', operator: 'Equals', selector: 'Authorization' },
        { enabled: true, matchVariable: 'RequestHeaderNames', operator: 'Equals', selector: 'Cookie' },
        { enabled: true, matchVariable: 'QueryStringArgNames', operator: 'EqualsAny' },
        { enabled: true, matchVariable: 'RequestIPAddress', operator: 'EqualsAny' },
        // At most 100 rules: beyond that, no body value is logged at all.
        ...(plan.maskedFields.length <= 90
          ? plan.maskedFields.map((selector) => ({ enabled: true, matchVariable: 'RequestBodyJsonArgNames', operator: 'Equals', selector }))
          : [{ enabled: true, matchVariable: 'RequestBodyJsonArgNames', operator: 'EqualsAny' }]),
      ],
    },
  };
}

interface Condition {
  readonly matchVariable: string;
  readonly operator: string;
  readonly selector?: string;
  readonly negationCondition?: boolean;
  readonly matchValues: string[];
}

function block(name: string, priority: number, matchCondition: Condition[]) {
  return { name, priority, enabled: true, type: 'MatchRule', action: 'Block', matchCondition };
}
