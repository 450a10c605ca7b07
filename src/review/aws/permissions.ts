import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet, text } from '../../clouds/rule-values';
import { Verb } from '../model';
import { Notes, Reader } from '../reader';
import { Grants } from './grants';
import { readPolicy } from './policy';
import { policiesAt, policiesOf, POLICY_TYPES } from './resource-policies';
import { AwsStack, stackOf } from './stack';
import { items, plainly } from './values';

const INLINE: readonly (readonly [type: string, owner: string, main: string, policy: string])[] = [
  ['aws_iam_role_policy', 'role', 'aws_iam_role', 'policy'], ['aws_iam_user_policy', 'user', 'aws_iam_user', 'policy'], ['aws_iam_group_policy', 'group', 'aws_iam_group', 'policy'],
  ['aws_ssoadmin_permission_set_inline_policy', 'permission_set_arn', 'aws_ssoadmin_permission_set', 'inline_policy'],
];
const ATTACHED: readonly (readonly [type: string, policies: string, owners: readonly (readonly [string, string])[]])[] = [
  ['aws_iam_role_policy_attachment', 'policy_arn', [['role', 'aws_iam_role']]], ['aws_iam_user_policy_attachment', 'policy_arn', [['user', 'aws_iam_user']]],
  ['aws_iam_group_policy_attachment', 'policy_arn', [['group', 'aws_iam_group']]],
  ['aws_iam_policy_attachment', 'policy_arn', [['roles', 'aws_iam_role'], ['users', 'aws_iam_user'], ['groups', 'aws_iam_group']]],
  ['aws_iam_role_policy_attachments_exclusive', 'policy_arns', [['role_name', 'aws_iam_role']]],
  ['aws_ssoadmin_managed_policy_attachment', 'managed_policy_arn', [['permission_set_arn', 'aws_ssoadmin_permission_set']]],
];

/** What somebody can carry away to be a user of the cloud. */
const CREDENTIALS: readonly (readonly [type: string, what: string])[] = [
  ['aws_iam_access_key', 'access key'], ['aws_iam_user_login_profile', 'password'], ['aws_iam_service_specific_credential', 'service credential'],
];

const LAMBDA_VERBS: Verb[] = ['invoke'];

/** Who may do what: policies on identities and on resources, trust, permissions of functions. */
export const permissions: Reader = {
  types: [
    ...POLICY_TYPES, ...INLINE.map(([type]) => type), ...ATTACHED.map(([type]) => type), 'aws_iam_role', 'aws_iam_user', 'aws_iam_group', 'aws_iam_policy', 'aws_lambda_permission', 'aws_kms_grant',
    'aws_iam_group_membership', 'aws_iam_user_group_membership', 'aws_iam_instance_profile', 'aws_iam_openid_connect_provider', 'aws_iam_saml_provider', 'aws_iam_service_linked_role',
    'aws_ssoadmin_permission_set', 'aws_iam_access_key', 'aws_iam_user_login_profile', 'aws_iam_service_specific_credential', 'aws_cloudwatch_event_permission', 'aws_lambda_layer_version_permission',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const grants = new Grants(stack);
    identities(stack, grants);
    roles(stack, grants);
    for (const p of policiesOf(stack)) { grants.resource(p.self, p.statements, p.evidence, p.own); }
    for (const key of graph.all('aws_kms_key')) { defaultKeyPolicy(stack, grants, key); }
    for (const one of graph.all('aws_lambda_permission')) { lambdaPermission(stack, grants, one); }
    for (const one of graph.all('aws_lambda_layer_version_permission')) { lambdaPermission(stack, grants, one); }
    for (const one of graph.all('aws_kms_grant')) { keyGrant(stack, grants, one); }
    for (const one of graph.all('aws_cloudwatch_event_permission')) { busPermission(stack, grants, one); }
    for (const [type, what] of CREDENTIALS) { for (const one of graph.all(type)) { credential(stack, grants, one, what); } }
    members(stack, grants);
    grants.flush(notes);
  },
};

function identities(stack: AwsStack, grants: Grants): void {
  const { graph } = stack;
  for (const [type, owner, main, argument] of INLINE) {
    for (const one of graph.all(type)) {
      const who = one.body[owner];
      grants.identity(holder(stack, who, main), readPolicy(graph, one.body[argument]), { address: one.address, argument }, boundary(stack, who, main));
    }
  }
  const used = new Set<string>();
  const attach = (principal: string, value: unknown, at: Entry, argument: string, within?: string): void => {
    const own = stack.find(value, 'aws_iam_policy');
    if (own?.type === 'aws_iam_policy') {
      used.add(own.address);
      grants.identity(principal, readPolicy(graph, own.body.policy), { address: own.address, argument: 'policy' }, within);
    } else { managed(stack, grants, principal, value, at, argument, within); }
  };
  for (const [type, argument, owners] of ATTACHED) {
    for (const one of graph.all(type)) {
      for (const [owner, main] of owners) {
        for (const who of items(one.body[owner])) {
          for (const policy of items(one.body[argument])) { attach(holder(stack, who, main), policy, one, argument, boundary(stack, who, main)); }
        }
      }
    }
  }
  for (const role of graph.all('aws_iam_role')) {
    for (const policy of items(role.body.managed_policy_arns)) { attach(role.address, policy, role, 'managed_policy_arns', boundary(stack, role.address, 'aws_iam_role', role)); }
  }
  for (const policy of graph.all('aws_iam_policy').filter((p) => !used.has(p.address))) {
    grants.identity(`whoever ${policy.address} is attached to`, readPolicy(graph, policy.body.policy), { address: policy.address, argument: 'policy' });
  }
}

function holder(stack: AwsStack, value: unknown, type: string): string {
  return stack.find(value, type)?.address ?? `${type.replace(/^aws_(iam|ssoadmin)_/, '').replace('_', ' ')} ${plainly(value)}`;
}

// A boundary takes away what it does not name.
function boundary(stack: AwsStack, value: unknown, type: string, found: Entry | undefined = stack.find(value, type)): string | undefined {
  const limit = found?.body.permissions_boundary;
  return isSet(limit) ? `within ${stack.find(limit, 'aws_iam_policy')?.address ?? `policy ${plainly(limit).split('/').pop()}`}` : undefined;
}

// A policy of the cloud or of somebody else: only its name is known.
function managed(stack: AwsStack, grants: Grants, principal: string, value: unknown, at: Entry, argument: string, within?: string): void {
  const arn = looked(stack, value) ?? text(value) ?? plainly(value);
  const ofCloud = /^arn:[^:]*:iam::aws:policy\//.test(arn);
  const name = arn.split('/').pop() ?? arn;
  // What nobody can name before apply may be anything.
  const hidden = !arn.startsWith('arn:');
  const everything = /^(AdministratorAccess|PowerUserAccess|IAMFullAccess)/.test(name) || (ofCloud && /FullAccess/.test(name));
  const verbs: Verb[] = everything ? ['administer', 'delete', 'read', 'write'] : ofCloud && /ReadOnly|ViewOnly|SecurityAudit/.test(name) ? ['read'] : ['other'];
  grants.row({
    principal, effect: 'allow', verbs, actions: [`policy ${name}`], resource: '*', wildcard: everything || verbs[0] === 'read', foreign: !ofCloud, weak: everything || hidden,
    ...(within ? { condition: `only ${within}` } : {}), evidence: [{ address: at.address, argument }],
  });
}

// A policy that a data source looks up by name or ARN: with a name alone it is the cloud's, as far as the name is one of its own.
function looked(stack: AwsStack, value: unknown): string | undefined {
  const source = typeof value === 'string' ? /^\s*\$\{\s*data\.aws_iam_policy\.([\w-]+)(?:\[[^\]]*\])?\.(?:arn|id)\s*\}\s*$/.exec(value)?.[1] : undefined;
  const body = source ? blocksOf(stack.graph.tf?.data?.aws_iam_policy?.[source])[0] : undefined;
  const name = text(body?.name);
  return text(body?.arn) ?? (name === undefined ? undefined : `arn:aws:iam::${CLOUDS_OWN.test(name) ? 'aws' : stack.account ?? ''}:policy/${name}`);
}

const CLOUDS_OWN = /^(AWS|Amazon|AdministratorAccess|PowerUserAccess|IAMFullAccess|ReadOnlyAccess|SecurityAudit|ViewOnlyAccess|CloudWatch)/;

function roles(stack: AwsStack, grants: Grants): void {
  for (const role of stack.graph.all('aws_iam_role')) {
    const evidence = { address: role.address, argument: 'assume_role_policy' };
    grants.resource(role, readPolicy(stack.graph, role.body.assume_role_policy), evidence, true);
    for (const inline of blocksOf(role.body.inline_policy)) {
      if (isSet(inline.policy)) { grants.identity(role.address, readPolicy(stack.graph, inline.policy), { address: role.address, argument: 'inline_policy' }, boundary(stack, '', '', role)); }
    }
  }
}

// A key without a policy gets the cloud's: the whole account by its own permissions.
function defaultKeyPolicy(stack: AwsStack, grants: Grants, key: Entry): void {
  if (policiesAt(stack, key).length > 0) { return; }
  grants.row({
    principal: stack.account ? `account ${stack.account}` : 'this account', effect: 'allow', verbs: ['administer', 'delete', 'read', 'use', 'write'], actions: ['kms:*'], resource: key.address,
    wildcard: true, foreign: false, weak: true, evidence: [{ address: key.address }],
  });
}

function lambdaPermission(stack: AwsStack, grants: Grants, one: Entry): void {
  const { body } = one;
  const raw = text(body.principal) ?? plainly(body.principal);
  const party = grants.party({ kind: /\.amazonaws\.com$/.test(raw) ? 'Service' : 'AWS', id: raw });
  const bound = isSet(body.source_arn) || isSet(body.source_account) || isSet(body.principal_org_id) || isSet(body.organization_id);
  const source = stack.find(body.source_arn)?.address;
  const conditions = [
    ...(isSet(body.source_arn) ? [`for ${source ?? plainly(body.source_arn)}`] : []), ...(isSet(body.source_account) ? [`for account ${plainly(body.source_account)}`] : []),
    ...(isSet(body.principal_org_id) ? [`by organisation ${plainly(body.principal_org_id)}`] : []),
    ...(isSet(body.organization_id) ? [`by organisation ${plainly(body.organization_id)}`] : []),
    ...(isSet(body.function_url_auth_type) ? [`by its address with ${plainly(body.function_url_auth_type)}`] : []),
  ];
  const action = text(body.action) ?? 'lambda:InvokeFunction';
  grants.row({
    principal: party.name, effect: 'allow', verbs: /^lambda:invoke/i.test(action) ? LAMBDA_VERBS : action === 'lambda:GetLayerVersion' ? ['read'] : ['administer'], actions: [action], resource: (stack.find(body.function_name, 'aws_lambda_function') ?? stack.find(body.layer_name))?.address ?? plainly(body.function_name ?? body.layer_name),
    ...(conditions.length > 0 ? { condition: `only ${conditions.join(' and ')}` } : {}), wildcard: party.anyone || action.includes('*'), foreign: party.foreign,
    // A service that acts for whoever asks it would call the function for another account as well.
    weak: !bound && (party.strange || party.name.startsWith('service ')), evidence: [{ address: one.address, argument: 'principal' }],
  });
}

function keyGrant(stack: AwsStack, grants: Grants, one: Entry): void {
  const party = grants.party({ kind: 'AWS', id: text(one.body.grantee_principal) ?? String(one.body.grantee_principal ?? '') });
  const operations = items(one.body.operations).map(String);
  grants.row({
    principal: party.name, effect: 'allow', verbs: operations.includes('CreateGrant') ? ['administer', 'use'] : ['use'], actions: operations.map((o) => `kms:${o}`),
    resource: stack.find(one.body.key_id)?.address ?? plainly(one.body.key_id), ...(isSet(one.body.constraints) ? { condition: 'only with the context of the grant' } : {}),
    wildcard: false, foreign: party.foreign, weak: party.strange && !isSet(one.body.constraints), evidence: [{ address: one.address, argument: 'operations' }],
  });
}

// Whoever may put events on a bus sets off what listens to it.
function busPermission(stack: AwsStack, grants: Grants, one: Entry): void {
  const { body } = one;
  const party = grants.party({ kind: 'AWS', id: text(body.principal) ?? String(body.principal ?? '') });
  const organisation = blockOf(body.condition).value;
  grants.row({
    principal: party.name, effect: 'allow', verbs: ['write'], actions: [text(body.action) ?? 'events:PutEvents'], resource: stack.find(body.event_bus_name, 'aws_cloudwatch_event_bus')?.address ?? `event bus ${plainly(body.event_bus_name ?? 'default')}`,
    ...(isSet(organisation) ? { condition: `only by organisation ${plainly(organisation)}` } : {}), wildcard: party.anyone, foreign: party.foreign, weak: party.strange && !isSet(organisation), evidence: [{ address: one.address, argument: 'principal' }],
  });
}

// Whoever has it is the user, from anywhere, until somebody takes it back.
function credential(stack: AwsStack, grants: Grants, one: Entry, what: string): void {
  if (text(one.body.status) === 'Inactive') { return; }
  grants.row({
    principal: `whoever has the ${what}`, effect: 'allow', verbs: ['assume'], actions: [`${what} of a user`], resource: holder(stack, one.body.user ?? one.body.user_name, 'aws_iam_user'),
    wildcard: false, foreign: true, weak: true, evidence: [{ address: one.address }],
  });
}

// Users have what their groups have.
function members(stack: AwsStack, grants: Grants): void {
  const joined = (one: Entry, users: unknown, groups: unknown): void => {
    for (const user of items(users)) {
      for (const group of items(groups)) {
        grants.row({
          principal: holder(stack, user, 'aws_iam_user'), effect: 'allow', verbs: ['assume'], actions: ['membership'], resource: holder(stack, group, 'aws_iam_group'),
          wildcard: false, foreign: false, weak: false, evidence: [{ address: one.address }],
        });
      }
    }
  };
  for (const one of stack.graph.all('aws_iam_group_membership')) { joined(one, one.body.users, one.body.group); }
  for (const one of stack.graph.all('aws_iam_user_group_membership')) { joined(one, one.body.user, one.body.groups); }
}
