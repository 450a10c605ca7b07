import { texts } from '../../../clouds/rule-values';
import { Evidence } from '../../model';
import { Scope } from '../scope';
import { blocksAt, textAt } from '../values';

/**
 * Whether reads and writes of data are logged, which Google says for a whole project: known only in the stack that says so.
 * In another stack nothing can be said.
 */
export function dataAccess(scope: Scope, service: string): [boolean | undefined, Evidence[]] {
  const configs = scope.all('google_project_iam_audit_config').filter((config) => ['allServices', service].includes(textAt(config.body, 'service') ?? ''));
  const kinds = configs.flatMap((config) => blocksAt(config.body, 'audit_log_config')).filter((block) => texts(block.exempted_members).length === 0).map((block) => textAt(block, 'log_type'));
  const evidence = configs.map(({ address }) => ({ address, argument: 'audit_log_config' }));
  return configs.length === 0 ? [undefined, []] : [kinds.includes('DATA_READ') && kinds.includes('DATA_WRITE'), evidence];
}

/** Cloud Storage answers without TLS, to its XML interface, unless a constraint of the organization forbids it: known where the constraints are. */
export function transport(scope: Scope): [string | undefined, Evidence[]] {
  const policies = scope.all('google_org_policy_policy');
  if (policies.length === 0) { return [undefined, []]; }
  const one = policies.find((policy) => (textAt(policy.body, 'name') ?? '').endsWith('/storage.secureHttpTransport'));
  const on = one !== undefined && blocksAt(one.body, 'spec.rules').some((rule) => /^true$/i.test(String(rule.enforce)));
  return one === undefined ? [undefined, []] : [on ? 'TLS' : 'optional', [{ address: one.address, argument: 'spec.rules' }]];
}
