import { Verb } from '../model';
import { table } from './values';

/** What a built-in role allows. */
export interface Role {
  readonly verbs: Verb[];
  /** Everything below its scope, not one kind of thing. */
  readonly broad: boolean;
  /** Whoever has it can give roles, to itself too, or gets hold of keys that need none. */
  readonly escalates: boolean;
}

const VERBS: { readonly [role: string]: string } = table({
  'AcrDelete': 'delete', 'AcrImageSigner': 'write', 'AcrPull': 'pull', 'AcrPush': 'pull push', 'AcrQuarantineReader': 'read', 'AcrQuarantineWriter': 'write',
  'Container Registry Repository Reader': 'pull', 'Container Registry Repository Writer': 'pull push', 'Container Registry Repository Contributor': 'pull push delete',
  'App Configuration Data Owner': 'read write delete', 'App Configuration Data Reader': 'read',
  'Azure Event Hubs Data Owner': 'read write administer', 'Azure Event Hubs Data Receiver': 'read', 'Azure Event Hubs Data Sender': 'write', 'EventGrid Data Sender': 'write',
  'Azure Service Bus Data Owner': 'read write administer', 'Azure Service Bus Data Receiver': 'read', 'Azure Service Bus Data Sender': 'write',
  'Key Vault Administrator': 'administer read write delete use', 'Key Vault Certificate User': 'read', 'Key Vault Certificates Officer': 'administer read write delete', 'Key Vault Contributor': 'administer',
  'Key Vault Crypto Officer': 'administer use delete', 'Key Vault Crypto Service Encryption User': 'use', 'Key Vault Crypto Service Release User': 'use', 'Key Vault Crypto User': 'use',
  'Key Vault Data Access Administrator': 'administer', 'Key Vault Reader': 'read', 'Key Vault Secrets Officer': 'administer read write delete', 'Key Vault Secrets User': 'read',
  'Managed Identity Operator': 'assume', 'Managed Identity Contributor': 'administer',
  'Monitoring Metrics Publisher': 'write', 'PostgreSQL Flexible Server Long Term Retention Backup Role': 'read', 'Storage Account Backup Contributor': 'read write',
  'Reader': 'read', 'Reader and Data Access': 'read write', 'Contributor': 'read write delete administer', 'Owner': 'read write delete administer',
  'User Access Administrator': 'administer', 'Role Based Access Control Administrator': 'administer', 'Storage Account Key Operator Service Role': 'read write',
  'Storage Account Contributor': 'read write delete administer', 'DocumentDB Account Contributor': 'read write delete administer', 'Redis Cache Contributor': 'administer',
  'Storage Blob Data Contributor': 'read write delete', 'Storage Blob Data Owner': 'read write delete administer', 'Storage Blob Data Reader': 'read', 'Storage Blob Delegator': 'use',
  'Storage File Data SMB Share Contributor': 'read write delete', 'Storage File Data SMB Share Reader': 'read',
  'Storage Queue Data Contributor': 'read write delete', 'Storage Queue Data Message Processor': 'read delete', 'Storage Queue Data Message Sender': 'write', 'Storage Queue Data Reader': 'read',
  'Storage Table Data Contributor': 'read write delete', 'Storage Table Data Reader': 'read',
});
/** Roles that allow everything of what they are about, as a wildcard of actions does. */
const BROAD = [
  'Owner', 'Contributor', 'Key Vault Administrator', 'Storage Blob Data Owner', 'Azure Service Bus Data Owner', 'Azure Event Hubs Data Owner',
];
const GIVES_ROLES = ['Owner', 'User Access Administrator', 'Role Based Access Control Administrator', 'Key Vault Data Access Administrator'];
/** Whoever has these gets hold of keys, of machines or of identities, and with them of what is asked of no role. */
const HANDS_OVER = [
  'Storage Account Key Operator Service Role', 'Storage Account Contributor', 'Reader and Data Access', 'DocumentDB Account Contributor', 'Redis Cache Contributor', 'Virtual Machine Contributor',
  'Managed Identity Contributor', 'Key Vault Contributor',
];
const ESCALATES = [...GIVES_ROLES, ...HANDS_OVER];
/** What services of the platform get on what they serve; it lets nobody read data at will. */
const OF_SERVICES = ['Reader', 'Monitoring Metrics Publisher', 'Monitoring Reader', 'AcrPull', 'PostgreSQL Flexible Server Long Term Retention Backup Role', 'Storage Account Backup Contributor', 'Disk Backup Reader'];

/** Built-in roles that Terraform may name by their id. */
const IDS: { readonly [id: string]: string } = table({
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': 'Owner',
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': 'Reader',
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': 'User Access Administrator',
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': 'Role Based Access Control Administrator',
  '7f951dda-4ed3-4680-a7ca-43fe172d538d': 'AcrPull',
  '8311e382-0749-4cb8-b61a-304f252e45ec': 'AcrPush',
  '00482a5a-887f-4fb3-b363-3b7fe8e74483': 'Key Vault Administrator',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  'e147488a-f6f5-4113-8e2d-b22465e65bf6': 'Key Vault Crypto Service Encryption User',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': 'Storage Blob Data Reader',
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': 'Key Vault Secrets Officer',
  '14b46e9e-c2b7-41b4-b07b-48a6ebf60603': 'Key Vault Crypto Officer',
  'f25e0fa2-a7c8-4377-a976-54943a77a395': 'Key Vault Contributor',
  '21090545-7ca7-4776-b22c-e363652d74d2': 'Key Vault Reader',
  '12338af0-0e69-4776-bea7-57ae8d297424': 'Key Vault Crypto User',
  '17d1049b-9a84-46fb-8f53-869881c3d3ab': 'Storage Account Contributor',
  '81a9662b-bebf-436f-a333-f67b29880f12': 'Storage Account Key Operator Service Role',
  '9980e02c-c2be-4d73-94e8-173b1dc7cf3c': 'Virtual Machine Contributor',
  '4d97b98b-1d4f-4787-a291-c67834d212e7': 'Network Contributor',
  'de139f84-1756-47ae-9be6-808fbbe84772': 'Website Contributor',
  '92aaf0da-9dab-42b6-94a3-d43ce8d16293': 'Log Analytics Contributor',
  'f1a07417-d97a-45cb-824c-7a7467783830': 'Managed Identity Operator',
  'e40ec5ca-96e0-45a2-b4ff-59039f2c2b59': 'Managed Identity Contributor',
});

// Names of roles say what they allow; this order finds the strongest word first.
const BY_NAME: readonly [RegExp, Verb[]][] = [
  [/Owner$/, ['administer', 'delete', 'read', 'write']], [/Contributor$/, ['administer', 'delete', 'read', 'write']], [/Admin(istrator)?$|Officer$/, ['administer']],
  [/Reader$|Receiver$|Viewer$/, ['read']], [/Sender$|Publisher$/, ['write']], [/User$/, ['use']],
];

/** What a role allows, by its name. */
export function roleNamed(name: string): Role {
  const verbs = VERBS[name]?.split(' ') as Verb[] | undefined ?? BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? ['other'];
  return { verbs, broad: BROAD.includes(name), escalates: ESCALATES.includes(name) };
}

/** Name of a built-in role by the end of its id. */
export function builtInName(id: string): string | undefined {
  return IDS[lastId(id)];
}

/** The last identifier in an id of Resource Manager, or in the function of a template that makes one; else the last part of it. */
export function lastId(id: string): string {
  const found = id.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi);
  return (found ? found[found.length - 1] : id.split('/').pop() ?? '').toLowerCase();
}

/** Whether a role is one that the services of a platform get. */
export function isServiceRole(name: string): boolean { return OF_SERVICES.includes(name); }

/** What actions of a role of one's own allow, in words. */
export function verbsOf(actions: string[]): Verb[] {
  return actions.flatMap((action): Verb[] => {
    const last = action.toLowerCase().split('/').pop() ?? '';
    if (last === '*' || action === '*') { return ['read', 'write', 'delete', 'administer']; }
    if (last === 'read' || last === 'readmetadata' || last === 'executequery' || last === 'readchangefeed') { return ['read']; }
    if (['write', 'create', 'replace', 'upsert'].includes(last)) { return ['write']; }
    if (last === 'delete') { return ['delete']; }
    const verb = action.toLowerCase().split('/').slice(-2)[0];
    if (last !== 'action') { return ['other']; }
    if (KEYS.test(action)) { return ['administer']; }
    if (/^(add|append|send|publish)/.test(verb)) { return ['write']; }
    if (/^(getsecret|read|list|receive|export)/.test(verb)) { return ['read']; }
    if (/^(wrap|unwrap|encrypt|decrypt|sign|verify)/.test(verb)) { return ['use']; }
    if (/^(assign)/.test(verb)) { return ['assume']; }
    if (/^(start|run|invoke|execute)/.test(verb)) { return ['invoke']; }
    return /^(delete|purge)/.test(verb) ? ['delete'] : ['other'];
  });
}

/** Actions that hand keys or machines over. */
const KEYS = /\/(list\w*keys?|list\w*credentials?|listconnectionstrings|list\w*sas|regenerate\w*key|runcommand)\/action$/i;

/** Whether actions let their holder give roles, or hand over keys that need none. */
export function escalating(actions: string[]): boolean {
  return actions.some((action) => KEYS.test(action) || /^microsoft\.managedidentity\/userassignedidentities\/(\*\/|federatedidentitycredentials\/)?(write|\*)$/i.test(action) || ['*', '*/write', 'microsoft.authorization/*', 'microsoft.authorization/roleassignments/*', 'microsoft.authorization/roleassignments/write', 'microsoft.authorization/*/write'].includes(action.toLowerCase()));
}
