import { Entry } from '../../../clouds/rule-graph';
import { blockOf, blocksOf, isUnresolved, texts } from '../../../clouds/rule-values';
import { Permission } from '../../model';
import { Scope, Topic } from '../scope';
import { conditionOf } from './conditions';
import { Grant, grantsOf, grantsRoles, targetOf } from './grants';
import { memberOf } from './members';
import { escalates, isSensitive, meaningOf, permissionEscalates, verbsOf } from './roles';

/** Services whose resources take grants of their own, so that a grant in the whole project is more than is needed. */
const NARROWER = /^(artifactregistry|backupdr\.admin|bigquery\.data|cloudfunctions|cloudkms|cloudsql|cloudtasks|compute|datastore|iam\.serviceAccount|iam\.workloadIdentityUser|memorystore|pubsub|run|secretmanager|spanner|storage)\b/;
const BROAD = /^(project|folder|organization|billing_account)$/;

/** Every grant of the stack as a row of permissions. Made for each stack: which types grant roles is seen there. */
export function permissions(): Topic {
  const types = [...ALSO];
  return {
    types,
    read(scope) {
      types.push(...new Set(scope.graph.entries.map((entry) => entry.type).filter(grantsRoles)));
      for (const grant of grantsOf(scope)) {
        for (const member of grant.members) { scope.permit(permissionOf(scope, grant, member)); }
      }
      scope.all('google_project_iam_custom_role', 'google_organization_iam_custom_role').forEach((role) => ownRole(scope, role));
      scope.all('google_iam_deny_policy').forEach((policy) => denied(scope, policy));
      scope.all('google_service_account_key').forEach((key) => storedKey(scope, key));
    },
  };
}

const ALSO = [
  'google_bigquery_dataset_access', 'google_storage_bucket_acl', 'google_storage_bucket_access_control', 'google_storage_default_object_acl',
  'google_storage_default_object_access_control', 'google_storage_object_acl', 'google_storage_object_access_control', 'google_project_iam_custom_role',
  'google_organization_iam_custom_role', 'google_iam_deny_policy', 'google_service_account_key', 'google_service_account',
];

function permissionOf(scope: Scope, grant: Grant, member: string): Permission {
  const who = memberOf(scope, member);
  const { words, named, binds } = conditionOf(grant.condition);
  // A condition on the resource's name is the same as a grant on that resource.
  const target = (named === undefined ? undefined : scope.lookup.find(named)) ?? targetOf(scope, grant);
  const wide = BROAD.test(grant.level) && named === undefined;
  const { verbs, actions, broad, escalating } = roleOf(scope, grant.role);
  const everywhere = wide && (broad || actions.some((action) => NARROWER.test(action.replace(/^roles\//, ''))));
  const elsewhere = target === undefined && !isOwnProject(scope, grant);
  const foreign = who.foreign || elsewhere;
  const bound = binds === true;
  // Google's own agents have such roles to do their work.
  const open = wide && !bound && !who.principal.startsWith('service ') && actions.some(isSensitive);
  return {
    principal: who.principal,
    effect: 'allow',
    verbs,
    actions,
    resource: target?.address ?? named ?? resourceName(scope, grant, actions),
    ...(words ? { condition: words } : {}),
    wildcard: broad || who.everyone || everywhere,
    foreign,
    weak: broad || who.everyone || open || (wide && escalating) || (who.foreign && !bound),
    evidence: [{ address: grant.entry.address, argument: grant.argument }],
  };
}

/** A role by its name, or the permissions of a role of this stack. */
function roleOf(scope: Scope, role: string): { verbs: Permission['verbs']; actions: string[]; broad: boolean; escalating: boolean } {
  const own = scope.lookup.find(role);
  const listed = own && /_custom_role$/.test(own.type) ? texts(own.body.permissions) : undefined;
  if (listed) { return { verbs: verbsOf(listed), actions: listed, broad: false, escalating: listed.some(permissionEscalates) }; }
  if (isUnresolved(role)) { return { verbs: ['other'], actions: ['a role known at apply'], broad: false, escalating: false }; }
  // A role of another stack: its permissions are not here.
  if (/^(projects|organizations)\//.test(role)) { return { verbs: ['other'], actions: [role], broad: false, escalating: false }; }
  return { ...meaningOf(role), actions: [role], escalating: escalates(role) };
}

function isOwnProject(scope: Scope, grant: Grant): boolean {
  return grant.level === 'project' && (grant.on === undefined || scope.graph.literal(grant.on) === scope.lookup.project);
}

function resourceName(scope: Scope, grant: Grant, actions: string[]): string {
  const name = scope.graph.literal(grant.on);
  if (grant.level === 'project') { return `${servicesOf(actions)}project ${name ?? scope.lookup.project ?? 'of the provider'}`; }
  if (BROAD.test(grant.level)) { return `${servicesOf(actions)}${grant.level.replace('_', ' ')} ${name ?? ''}`.trim(); }
  return name ?? `a ${grant.level.replace(/_/g, ' ')} known at apply`;
}

/** `pubsub in `: a role of one service is not one over the whole project. */
function servicesOf(actions: string[]): string {
  const names = actions.map((action) => {
    const name = action.replace(/^roles\//, '');
    // What an agent needs is spread over services, whatever its role is called.
    if (/serviceAgent$/i.test(name)) { return undefined; }
    return /^iam\.(serviceAccount|workloadIdentityUser)/.test(name) ? 'service accounts' : name === 'backupdr.cloudSqlOperator' ? 'cloudsql' : /^([a-z0-9]+)\./i.exec(name)?.[1];
  });
  const known = [...new Set(names)].sort();
  return known.length === 0 || known.includes(undefined) || known.includes('resourcemanager') ? '' : `${known.join(', ')} in `;
}

/** What an own role allows whoever will have it. */
function ownRole(scope: Scope, role: Entry): void {
  const listed = texts(role.body.permissions);
  scope.permit({
    principal: `whoever is given the role ${scope.graph.literal(role.body.title) ?? scope.graph.literal(role.body.role_id) ?? 'of this stack'}`, effect: 'allow', verbs: verbsOf(listed),
    actions: listed, resource: 'what it is granted on', wildcard: false, foreign: true, weak: listed.some(permissionEscalates), evidence: [{ address: role.address, argument: 'permissions' }],
  });
}

function denied(scope: Scope, policy: Entry): void {
  for (const rule of blocksOf(policy.body.rules).map((one) => blockOf(one.deny_rule))) {
    const listed = texts(rule.denied_permissions).map((name) => name.replace(/^([a-z]+)\.googleapis\.com\//, '$1.'));
    const except = texts(rule.exception_principals);
    for (const member of texts(rule.denied_principals)) {
      const everyone = member === 'principalSet://goog/public:all';
      const who = memberOf(scope, member.replace(/^principal:\/\/iam\.googleapis\.com\/projects\/-\/serviceAccounts\//, 'serviceAccount:').replace(/^principal:\/\/goog\/subject\//, 'user:').replace(/^principalSet:\/\/goog\/group\//, 'group:'));
      scope.permit({
        principal: everyone ? 'anyone' : who.principal, effect: 'deny', verbs: verbsOf(listed), actions: listed, resource: scope.graph.literal(policy.body.parent) ?? 'a parent known at apply',
        ...(except.length > 0 ? { condition: `except ${except.length === 1 ? 'one identity' : `${except.length} identities`}` } : {}),
        wildcard: everyone, foreign: false, weak: false, evidence: [{ address: policy.address, argument: 'rules' }],
      });
    }
  }
}

/** A key in a file: whoever has the file is the account. */
function storedKey(scope: Scope, key: Entry): void {
  const account = scope.lookup.account(key.body.service_account_id);
  scope.permit({
    principal: 'whoever has the key', effect: 'allow', verbs: ['assume'], actions: ['key of a service account'], resource: account?.address ?? 'a service account of another stack',
    wildcard: false, foreign: true, weak: true, evidence: [{ address: key.address }],
  });
}
