import { Verb } from '../../model';

/** What a role allows in words, and whether it is as broad as a wildcard. */
export interface RoleMeaning {
  readonly verbs: Verb[];
  readonly broad: boolean;
}

const RWD: Verb[] = ['read', 'write', 'delete'];

/** Roles whose name does not tell. */
const ROLES: { readonly [role: string]: Verb[] } = {
  'acl/owner': ['administer', ...RWD],
  'acl/reader': ['read'],
  'acl/writer': ['write', 'delete'],
  'artifactregistry.createOnPushWriter': ['push', 'pull'],
  'artifactregistry.reader': ['pull'],
  'artifactregistry.repoAdmin': ['push', 'pull', 'delete'],
  'artifactregistry.writer': ['push', 'pull'],
  'backupdr.cloudSqlOperator': ['read', 'write', 'administer'],
  'bigquery.dataEditor': RWD,
  'bigquery.dataOwner': ['administer', ...RWD],
  'bigquery.jobUser': ['invoke'],
  'bigquery.user': ['invoke', 'read'],
  'bigquery/owner': ['administer', ...RWD],
  'bigquery/reader': ['read'],
  'bigquery/writer': RWD,
  'cloudkms.cryptoKeyDecrypter': ['use'],
  'cloudkms.cryptoKeyEncrypter': ['use'],
  'cloudkms.cryptoKeyEncrypterDecrypter': ['use'],
  'cloudkms.publicKeyViewer': ['read'],
  'cloudkms.signer': ['use'],
  'cloudkms.signerVerifier': ['use'],
  'cloudkms.verifier': ['use'],
  'cloudsql.client': ['use'],
  'cloudsql.instanceUser': ['use'],
  'cloudtrace.agent': ['write'],
  'datastore.user': RWD,
  'eventarc.eventReceiver': ['read'],
  'iam.serviceAccountKeyAdmin': ['administer', 'assume'],
  'iam.serviceAccountOpenIdTokenCreator': ['assume'],
  'iam.serviceAccountTokenCreator': ['assume'],
  'iam.serviceAccountUser': ['assume'],
  'iam.workloadIdentityUser': ['assume'],
  'logging.bucketWriter': ['write'],
  'logging.logWriter': ['write'],
  'memorystore.dbConnectionUser': ['read', 'write', 'delete'],
  'monitoring.metricWriter': ['write'],
  'pubsub.publisher': ['write'],
  'pubsub.subscriber': ['read'],
  'redis.dbConnectionUser': ['read', 'write', 'delete'],
  'secretmanager.secretAccessor': ['read'],
  'secretmanager.secretVersionAdder': ['write'],
  'secretmanager.secretVersionManager': ['write', 'delete'],
  'storage.legacyBucketOwner': ['administer', 'read', 'write', 'delete'],
  'storage.legacyBucketReader': ['read'],
  'storage.legacyBucketWriter': ['read', 'write', 'delete'],
  'storage.legacyObjectOwner': ['administer', 'read'],
  'storage.legacyObjectReader': ['read'],
  'storage.objectAdmin': RWD,
  'storage.objectCreator': ['write'],
  'storage.objectUser': RWD,
  'storagetransfer.serviceAgent': ['read', 'write'],
  'telemetry.tracesWriter': ['write'],
};

/** Roles over everything in a project. */
const BASIC: { readonly [role: string]: Verb[] } = {
  owner: ['administer', ...RWD], editor: RWD, viewer: ['read'], browser: ['read'],
  admin: ['administer', ...RWD], writer: RWD, reader: ['read'],
};

/** Roles by which a holder can give itself more, when they are granted on more than one resource. */
const ESCALATING = /^(iam\.(serviceAccount(TokenCreator|User|OpenIdTokenCreator|KeyAdmin|Admin)|workloadIdentityUser|workloadIdentityPoolAdmin|securityAdmin|roleAdmin|organizationRoleAdmin|denyAdmin)|resourcemanager\.(projectIamAdmin|folderIamAdmin|folderAdmin|organizationAdmin)|orgpolicy\.policyAdmin|deploymentmanager\.editor|cloudbuild\.builds\.editor|compute\.(instanceAdmin|instanceAdmin\.v1)|run\.(admin|developer)|cloudfunctions\.(admin|developer))$/;
const ESCALATING_PERMISSION = /^(iam\.serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|signBlob|signJwt|implicitDelegation|setIamPolicy)|iam\.serviceAccountKeys\.create|iam\.roles\.(update|create)|resourcemanager\.(projects|folders|organizations)\.setIamPolicy|orgpolicy\.policy\.set)$/;

/** Roles over data, keys and images: on all of them in a project, more than a workload needs. */
const SENSITIVE = /^(artifactregistry\.(writer|repoAdmin|createOnPushWriter)|bigquery\.data(Viewer|Editor|Owner)|cloudkms\.(cryptoKey(Decrypter|EncrypterDecrypter)|signer|signerVerifier)|datastore\.(user|viewer|owner|importExportAdmin)|(memorystore|redis)\.dbConnectionUser|pubsub\.(editor|subscriber)|secretmanager\.(secretAccessor|secretVersionAdder|secretVersionManager)|spanner\.database(Reader|User)|storage\.(object|legacy|hmacKey)\w+)$/;
const SENSITIVE_PERMISSION = /^(secretmanager\.versions\.access|cloudkms\.cryptoKeyVersions\.(useToDecrypt|useToSign)|storage\.objects\.(get|create|update|delete)|datastore\.entities\.(get|list|create|update|delete)|bigquery\.tables\.(getData|updateData)|pubsub\.subscriptions\.consume|spanner\.databases\.(select|write)|artifactregistry\.repositories\.uploadArtifacts)$/;

/** What a predefined role means. Roles that are not here are read by their names. */
export function meaningOf(role: string): RoleMeaning {
  const name = role.replace(/^roles\//, '');
  if (!name.includes('.') && !name.includes('/')) { return { verbs: BASIC[name] ?? ['other'], broad: name in BASIC && name !== 'browser' }; }
  // `roles/storage.admin` is every permission of the service
  const broad = /^[a-zA-Z]+\.admin$/.test(name);
  return { verbs: ROLES[name] ?? byName(name.split('.').pop() ?? ''), broad };
}

function byName(last: string): Verb[] {
  const patterns: readonly (readonly [RegExp, Verb[]])[] = [
    [/admin|owner$/i, ['administer']],
    [/invoker$/i, ['invoke']],
    [/(viewer|reader|accessor|subscriber|getter|browser|lookup)$/i, ['read']],
    [/(editor|developer|operator)$/i, ['read', 'write', 'delete']],
    [/(writer|creator|publisher|agent|adder|logger)$/i, ['write']],
    [/(user|client|encrypter|decrypter|signer)$/i, ['use']],
  ];
  return patterns.find(([pattern]) => pattern.test(last))?.[1] ?? ['other'];
}

export function escalates(role: string): boolean {
  return ESCALATING.test(role.replace(/^roles\//, ''));
}

/** Whether a role or a permission opens data, keys or images. */
export function isSensitive(action: string): boolean {
  return SENSITIVE.test(action.replace(/^roles\//, '')) || SENSITIVE_PERMISSION.test(action);
}

export function permissionEscalates(permission: string): boolean {
  return ESCALATING_PERMISSION.test(permission);
}

/** What single permissions of an own role mean: the last word is the verb of the API. */
export function verbsOf(permissions: string[]): Verb[] {
  return permissions.map((permission): Verb => {
    const verb = permission.split('.').pop() ?? '';
    // Settings of a store are not what is in it.
    if (/\.(databases|instances|projects|operations|locations)\.(get|list)$/.test(permission)) { return 'other'; }
    if (/^setIamPolicy$/.test(verb)) { return 'administer'; }
    if (/^(actAs|getAccessToken|getOpenIdToken|signBlob|signJwt|implicitDelegation)$/.test(verb)) { return 'assume'; }
    if (/^use|^encrypt|^decrypt|^connect|^login/i.test(verb)) { return 'use'; }
    if (/^(invoke|run|call)/i.test(verb)) { return 'invoke'; }
    if (/^(get|list|read|query|access|search|test|export|pull|consume|watch)/i.test(verb)) { return 'read'; }
    if (/^(delete|remove|destroy|purge|undeploy)/i.test(verb)) { return 'delete'; }
    if (/^(create|update|write|add|insert|patch|set|publish|allocate|import|upload|move|rotate|restore|copy)/i.test(verb)) { return 'write'; }
    return 'other';
  });
}
