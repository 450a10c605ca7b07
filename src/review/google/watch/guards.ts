import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, isUnresolved, listOf, text, texts } from '../../../clouds/rule-values';
import { Scope, Topic } from '../scope';
import { at, blocksAt, flagAt, textAt } from '../values';

/** Guardrails: policies of the organization, of images, of names, of sign-in. */
export const guards: Topic = {
  types: [
    'google_org_policy_policy', 'google_binary_authorization_policy', 'google_binary_authorization_attestor', 'google_container_analysis_note',
    'google_resource_manager_lien', 'google_dns_managed_zone', 'google_dns_policy', 'google_identity_platform_config', 'google_identity_platform_tenant',
    'google_iam_workload_identity_pool', 'google_iam_workload_identity_pool_provider', 'google_apikeys_key',
  ],
  read(scope) {
    scope.all('google_org_policy_policy').forEach((policy) => constraint(scope, policy));
    scope.all('google_binary_authorization_policy').forEach((policy) => images(scope, policy));
    for (const lien of scope.all('google_resource_manager_lien')) {
      scope.state('guard.enabled', lien, texts(lien.body.restrictions).includes('resourcemanager.projects.delete'), 'restrictions', 'nobody deletes the project');
    }
    for (const zone of scope.all('google_dns_managed_zone')) {
      if (textAt(zone.body, 'visibility', 'public') !== 'public') { continue; }
      const signed = textAt(zone.body, 'dnssec_config.state', 'off');
      scope.state('guard.enabled', zone, signed === undefined ? undefined : signed === 'on', 'dnssec_config.state', 'names are signed');
      scope.state('guard.enabled', zone, flagAt(zone.body, 'cloud_logging_config.enable_logging', false), 'cloud_logging_config', 'queries of names are logged');
      scope.lifecycle(zone);
    }
    for (const policy of scope.all('google_dns_policy')) {
      scope.state('guard.enabled', policy, flagAt(policy.body, 'enable_logging', false), 'enable_logging', 'queries of names are logged');
    }
    for (const provider of scope.all('google_iam_workload_identity_pool_provider')) {
      const issuer = textAt(provider.body, 'oidc.issuer_uri');
      scope.state('guard.enabled', provider, at(provider.body, 'attribute_condition') !== undefined, 'attribute_condition', 'only identities that a condition names');
      if (issuer !== undefined) { scope.state('guard.values', provider, [`${issuer} as issuer`], 'oidc.issuer_uri', 'only identities that a condition names'); }
    }
    for (const key of scope.all('google_apikeys_key')) {
      scope.state('guard.enabled', key, blocksAt(key.body, 'restrictions.api_targets').length > 0, 'restrictions', 'the key is for named interfaces only');
    }
    scope.all('google_identity_platform_config', 'google_identity_platform_tenant').forEach((directory) => signIn(scope, directory));
  },
};

function constraint(scope: Scope, policy: Entry): void {
  const detail = scope.graph.literal(policy.body.name)?.replace(/^.*\/policies\//, '');
  const rules = blocksAt(policy.body, 'spec.rules');
  // Only tried, not enforced.
  const enforced = rules.length > 0 && !flagAt(policy.body, 'spec.reset', false);
  const states = rules.map((rule) => on(rule));
  scope.state('guard.enabled', policy, states.includes(undefined) ? undefined : enforced && states.every((state) => state === true), 'spec.rules', detail);
  const values = rules.flatMap((rule) => [...listed(rule, 'allowed_values', 'as allowed'), ...listed(rule, 'denied_values', 'as denied')]);
  const conditional = rules.filter((rule) => rule.condition !== undefined).length;
  if (values.length > 0 || conditional > 0) { scope.state('guard.values', policy, [...values, ...(conditional > 0 ? ['under a condition'] : [])], 'spec.rules', detail); }
}

/** Whether a rule restricts. */
function on(rule: { [argument: string]: any }): boolean | undefined {
  if ([rule.enforce, rule.allow_all, rule.deny_all].some((value) => isUnresolved(value))) { return undefined; }
  const yes = (value: any) => /^true$/i.test(String(value));
  if (yes(rule.allow_all)) { return false; }
  if (yes(rule.enforce) || yes(rule.deny_all)) { return true; }
  return listOf(at(rule, 'values.allowed_values')).length + listOf(at(rule, 'values.denied_values')).length > 0;
}

function listed(rule: { [argument: string]: any }, name: string, word: string): string[] {
  return texts(at(rule, `values.${name}`)).map((value) => `${value} ${word}`);
}

function images(scope: Scope, policy: Entry): void {
  const rule = blocksOf(policy.body.default_admission_rule)[0] ?? {};
  const [mode, enforcement] = [text(rule.evaluation_mode), text(rule.enforcement_mode)];
  if (mode === undefined || enforcement === undefined) { return; }
  const exempt = blocksOf(policy.body.admission_whitelist_patterns).map((one) => text(one.name_pattern)).filter((name): name is string => name !== undefined);
  const open = exempt.some((name) => /^\*+(\/\*+)*$/.test(name));
  scope.state('guard.enabled', policy, mode !== 'ALWAYS_ALLOW' && /ENFORCED_BLOCK/.test(enforcement) && !open, open ? 'admission_whitelist_patterns' : 'default_admission_rule', 'only admitted images run');
  scope.state('guard.values', policy, exempt.map((name) => `${name} as allowed`), 'admission_whitelist_patterns', 'only admitted images run');
}

/** How end users sign up and in. */
function signIn(scope: Scope, directory: Entry): void {
  const { body } = directory;
  if (directory.type.endsWith('_config')) {
    const anonymous = flagAt(body, 'sign_in.anonymous.enabled', false);
    scope.state('guard.enabled', directory, anonymous === undefined ? undefined : !anonymous, 'sign_in.anonymous.enabled', 'nobody signs in without a name');
    const factor = textAt(body, 'mfa.state', 'DISABLED');
    scope.state('guard.enabled', directory, factor === undefined ? undefined : factor === 'ENABLED' || factor === 'MANDATORY', 'mfa.state', 'a second factor can be used');
    scope.state('guard.enabled', directory, flagAt(body, 'monitoring.request_logging.enabled', false), 'monitoring.request_logging.enabled', 'sign-in is logged');
  }
  const closed = flagAt(body, 'client.permissions.disabled_user_signup', false);
  scope.state('guard.enabled', directory, closed, 'client.permissions.disabled_user_signup', 'people cannot make accounts by themselves');
}
