import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, text } from '../../clouds/rule-values';
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

const LAMBDA_VERBS: Verb[] = ['invoke'];

/** Who may do what: policies on identities and on resources, trust, permissions of functions. */
export const permissions: Reader = {
  types: [
    ...POLICY_TYPES, ...INLINE.map(([type]) => type), ...ATTACHED.map(([type]) => type), 'aws_iam_role', 'aws_iam_user', 'aws_iam_group', 'aws_iam_policy', 'aws_lambda_permission', 'aws_kms_grant',
    'aws_iam_group_membership', 'aws_iam_user_group_membership', 'aws_iam_instance_profile', 'aws_iam_openid_connect_provider', 'aws_iam_saml_provider', 'aws_iam_service_linked_role',
    'aws_ssoadmin_permission_set',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const grants = new Grants(stack);
    identities(stack, grants);
    roles(stack, grants);
    for (const p of policiesOf(stack)) { grants.resource(p.self, p.statements, p.evidence, p.own); }
    for (const key of graph.all('aws_kms_key')) { defaultKeyPolicy(stack, grants, key); }
    for (const one of graph.all('aws_lambda_permission')) { lambdaPermission(stack, grants, one); }
    for (const one of graph.all('aws_kms_grant')) { keyGrant(stack, grants, one); }
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
    } else { managed(grants, principal, value, at, argument, within); }
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
function managed(grants: Grants, principal: string, value: unknown, at: Entry, argument: string, within?: string): void {
  const arn = text(value) ?? plainly(value);
  const ofCloud = /^arn:[^:]*:iam::aws:policy\//.test(arn);
  const name = arn.split('/').pop() ?? arn;
  const everything = /^(AdministratorAccess|PowerUserAccess|IAMFullAccess)/.test(name) || (ofCloud && /FullAccess/.test(name));
  const verbs: Verb[] = everything ? ['administer', 'delete', 'read', 'write'] : ofCloud && /ReadOnly|ViewOnly|SecurityAudit/.test(name) ? ['read'] : ['other'];
  grants.row({
    principal, effect: 'allow', verbs, actions: [`policy ${name}`], resource: '*', wildcard: everything || verbs[0] === 'read', foreign: !ofCloud, weak: everything,
    ...(within ? { condition: `only ${within}` } : {}), evidence: [{ address: at.address, argument }],
  });
}

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
  const bound = isSet(body.source_arn) || isSet(body.source_account) || isSet(body.principal_org_id);
  const source = stack.find(body.source_arn)?.address;
  const conditions = [
    ...(isSet(body.source_arn) ? [`for ${source ?? plainly(body.source_arn)}`] : []), ...(isSet(body.source_account) ? [`for account ${plainly(body.source_account)}`] : []),
    ...(isSet(body.principal_org_id) ? [`by organisation ${plainly(body.principal_org_id)}`] : []),
    ...(isSet(body.function_url_auth_type) ? [`by its address with ${plainly(body.function_url_auth_type)}`] : []),
  ];
  const action = text(body.action) ?? 'lambda:InvokeFunction';
  grants.row({
    principal: party.name, effect: 'allow', verbs: /^lambda:invoke/i.test(action) ? LAMBDA_VERBS : ['administer'], actions: [action], resource: stack.find(body.function_name, 'aws_lambda_function')?.address ?? plainly(body.function_name),
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
