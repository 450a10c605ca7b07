import { Entry } from '../../../clouds/rule-graph';
import { blockOf, blocksOf, isBlock, isUnresolved, json, listOf } from '../../../clouds/rule-values';
import { Evidence } from '../../model';
import { Scope } from '../scope';
import { blocksAt } from '../values';
import { append } from '../../group';

/** A role (or an entry of a list of access) that members have on something. */
export interface Grant {
  readonly entry: Entry;
  /** Argument that names the members. */
  readonly argument: string;
  readonly role: string;
  readonly members: string[];
  /** What it is granted on, as written: a reference or a name. */
  readonly on: unknown;
  /** `project`, `folder`, `organization`, or the kind of resource. */
  readonly level: string;
  readonly condition?: { readonly [argument: string]: any };
}

/** Arguments that every resource of this family has, and that do not name what the grant is on. */
const COMMON = new Set(['//', 'member', 'members', 'role', 'condition', 'policy_data', 'project', 'location', 'region', 'zone', 'depends_on', 'lifecycle', 'provider', 'timeouts', 'count', 'for_each', 'provisioner', 'connection']);
const FAMILY = /^google_(.+)_iam_(member|binding|policy)$/;
const BROAD = /^(project|folder|organization|billing_account)$/;
const EVERYONE = /^(allUsers|allAuthenticatedUsers)$/;

const cached = new WeakMap<Scope, Grant[]>();
const open = new WeakMap<Scope, Map<string, Evidence[]>>();

/** Whether a type grants roles: all that end so are built alike. */
export function grantsRoles(type: string): boolean {
  return FAMILY.test(type);
}

/** Every grant of a stack. */
export function grantsOf(scope: Scope): Grant[] {
  let found = cached.get(scope);
  if (!found) {
    found = [...scope.graph.entries.flatMap((entry) => ofFamily(entry, scope.graph.tf)), ...storageLists(scope), ...datasetLists(scope)];
    cached.set(scope, found);
  }
  return found;
}

/** Resources of the stack that anyone may use, with the grants that say so. */
export function publicGrants(scope: Scope): Map<string, Evidence[]> {
  let found = open.get(scope);
  if (!found) {
    found = new Map();
    for (const grant of grantsOf(scope)) {
      const target = grant.members.some((member) => EVERYONE.test(member)) ? targetOf(scope, grant) : undefined;
      if (target) { append(found, target.address, { address: grant.entry.address, argument: grant.argument }); }
    }
    open.set(scope, found);
  }
  return found;
}

/** What somebody must be whom such a grant lets in. */
export function askedOfPublic(scope: Scope, target: Entry): string {
  const all = grantsOf(scope).some((grant) => grant.members.includes('allUsers') && targetOf(scope, grant)?.address === target.address);
  return all ? 'none' : 'any Google account';
}

/** The resource of the stack that a grant is on. */
export function targetOf(scope: Scope, grant: Grant): Entry | undefined {
  if (typeof grant.on !== 'string') { return undefined; }
  const found = scope.lookup.find(grant.on);
  if (found) { return found; }
  const name = scope.graph.literal(grant.on);
  return name === undefined ? undefined : scope.lookup.byName(COLLECTIONS[grant.level] ?? '', name);
}

const COLLECTIONS: { readonly [level: string]: string } = {
  artifact_registry_repository: 'repositories', cloud_run_v2_job: 'jobs', cloud_run_v2_service: 'services', cloudfunctions2_function: 'functions',
  pubsub_topic: 'topics', pubsub_subscription: 'subscriptions', secret_manager_secret: 'secrets', storage_bucket: 'storage', kms_crypto_key: 'cryptoKeys',
  bigquery_dataset: 'datasets',
};

function ofFamily(entry: Entry, tf: any): Grant[] {
  const match = FAMILY.exec(entry.type);
  if (!match) { return []; }
  const [, level, form] = match;
  const { body } = entry;
  const named = Object.keys(body).filter((argument) => !COMMON.has(argument));
  const own = BROAD.test(level) ? ['project', 'folder', 'org_id', 'billing_account_id'] : [...named.filter((name) => level.endsWith(name.replace(/_id$/, ''))), ...named];
  const on = own.map((argument) => body[argument]).find((value) => value !== undefined);
  const condition = body.condition === undefined ? undefined : blockOf(body.condition);
  if (form === 'policy') {
    return bindingsOf(tf, body.policy_data).map((one) => ({
      entry, argument: 'policy_data', role: role(one.role), members: words(one.members), on, level, condition: one.condition === undefined ? undefined : blockOf(one.condition),
    }));
  }
  const argument = form === 'member' ? 'member' : 'members';
  return [{ entry, argument, role: role(body.role), members: words(body[argument]), on, level, condition }];
}

/** Bindings of a policy: in the document, or in the data source that makes it. What is neither is somebody who may do something. */
function bindingsOf(tf: any, value: unknown): { [argument: string]: any }[] {
  const document = json(value);
  if (isBlock(document)) { return blocksOf(document.bindings); }
  const source = typeof value === 'string' ? /data\.google_iam_policy\.([\w-]+)\.policy_data/.exec(value)?.[1] : undefined;
  const made = source === undefined ? undefined : tf?.data?.google_iam_policy?.[source];
  return isBlock(made) ? blocksOf(made.binding) : isUnresolved(value) ? [{ role: '${unknown}', members: ['${unknown}'] }] : [];
}

function role(value: any): string {
  return typeof value === 'string' ? value : 'a role known at apply';
}

function words(value: any): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

/** Lists of access of buckets and objects, from before IAM. */
function storageLists(scope: Scope): Grant[] {
  const single = scope.all('google_storage_bucket_access_control', 'google_storage_default_object_access_control', 'google_storage_object_access_control')
    .map((entry) => ({ entry, argument: 'entity', role: `acl/${role(entry.body.role).toLowerCase()}`, members: words(entry.body.entity).map(entity), on: entry.body.bucket, level: 'storage_bucket' }));
  const lists = scope.all('google_storage_bucket_acl', 'google_storage_default_object_acl', 'google_storage_object_acl').flatMap((entry) => {
    const predefined = words(entry.body.predefined_acl).filter((name) => /public|authenticated/i.test(name))
      .map((name) => `${/write/i.test(name) ? 'WRITER' : 'READER'}:${/authenticated/i.test(name) ? 'allAuthenticatedUsers' : 'allUsers'}`);
    return [...words(entry.body.role_entity), ...predefined].map((pair) => {
      const [name, ...rest] = pair.split(':');
      return { entry, argument: predefined.includes(pair) ? 'predefined_acl' : 'role_entity', role: `acl/${name.toLowerCase()}`, members: [entity(rest.join(':'))], on: entry.body.bucket, level: 'storage_bucket' };
    });
  });
  return [...single, ...lists];
}

function entity(name: string): string {
  return name.replace(/^(user|group|domain)-/, '$1:').replace(/^project-(owners|editors|viewers)-/, (_, who) => `project${who[0].toUpperCase()}${who.slice(1, -1)}:`);
}

/** Lists of access of BigQuery's datasets. */
function datasetLists(scope: Scope): Grant[] {
  const single = scope.all('google_bigquery_dataset_access').map((entry) => access(entry, entry.body, entry.body.dataset_id, 'role', scope.lookup.project));
  const inline = scope.all('google_bigquery_dataset').flatMap((entry) => blocksOf(entry.body.access).map((one) => access(entry, one, entry.body.dataset_id, 'access', scope.lookup.project)));
  return [...single, ...inline].filter((grant) => grant.members.length > 0);
}

function access(entry: Entry, one: { [argument: string]: any }, on: unknown, argument: string, project?: string): Grant {
  // Views and routines read with the right of their dataset: those of another project give it away.
  const shared = ['view', 'routine', 'dataset.dataset'].flatMap((kind) => blocksAt(one, kind)).filter((what) => typeof what.project_id === 'string' && !isUnresolved(what.project_id) && what.project_id !== project);
  const special = words(one.special_group).map((group) => (/^allAuthenticatedUsers$/.test(group) ? group : group.replace(/^project(Owner|Writer|Reader)s$/, 'project$1:')));
  const members = [
    ...words(one.user_by_email).map((email) => (email.includes('gserviceaccount.com') || isUnresolved(email) ? `serviceAccount:${email}` : `user:${email}`)),
    ...words(one.group_by_email).map((email) => `group:${email}`),
    ...words(one.domain).map((domain) => `domain:${domain}`),
    ...words(one.iam_member).map((member) => member.replace(/^iamMember:/, '')),
    ...special,
    ...shared.map((what) => `projectReader:${what.project_id}`),
  ];
  return { entry, argument, role: `bigquery/${role(one.role ?? 'READER').toLowerCase()}`, members, on, level: 'bigquery_dataset' };
}
