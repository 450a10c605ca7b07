import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, numeric, text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { retentionOf } from './backups';
import { keyOwner } from './keys-of';
import { aclOpening, Opening, reachOpening } from './openings';
import { AzureStack, stackOf } from './stack';
import { Fact, loginWords, stateStore } from './stores';
import { amountOf, inside, table, tls, when, word, yes } from './values';

/** Storage accounts and what is kept in them. */
export const storage: Reader = {
  types: [
    'azurerm_storage_account', 'azurerm_storage_account_customer_managed_key', 'azurerm_storage_account_network_rules', 'azurerm_storage_container',
    'azurerm_storage_account_static_website', 'azurerm_storage_container_immutability_policy', 'azurerm_storage_management_policy', 'azurerm_storage_queue', 'azurerm_storage_table', 'azurerm_storage_share',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const account of graph.all('azurerm_storage_account')) { read(stack, notes, account); }
    for (const container of graph.all('azurerm_storage_container')) { readContainer(stack, notes, container); }
  },
};

const COPIES: { readonly [replication: string]: string } = table({ LRS: 'zone', ZRS: 'zones', GRS: 'regions', RAGRS: 'regions', GZRS: 'regions', RAGZRS: 'regions' });

function read(stack: AzureStack, notes: Notes, account: Entry): void {
  const { body } = account;
  const opening = openingOf(stack, account);
  const login = when(yes(body.shared_access_key_enabled, true), 'key', 'identity');
  const transit = transitOf(body);
  const copies = word(body.account_replication_type);
  const locked = immutable(stack, account);
  // What cannot be overwritten or deleted needs neither versions nor copies.
  const kept = Number(locked[0] ?? 0) > 0;
  const place = stack.location(body.location);
  stateStore(stack, notes, account, {
    'data.key': keyFact(stack, account),
    'data.public': [opening.open, opening.evidence],
    'data.transit': [transit, body.https_traffic_only_enabled === false ? 'https_traffic_only_enabled' : 'min_tls_version'],
    'data.login': [login, 'shared_access_key_enabled'],
    'data.versions': [kept ? undefined : yes(inside(body.blob_properties, 'versioning_enabled'), false), 'blob_properties.versioning_enabled'],
    'data.undelete-days': [undelete(inside(body.blob_properties, 'delete_retention_policy')), 'blob_properties.delete_retention_policy'],
    // Versions serve the same end; only what is switched on is said.
    'data.point-in-time': [isSet(inside(body.blob_properties, 'restore_policy')) ? true : undefined, 'blob_properties.restore_policy'],
    'data.backup-days': kept ? [undefined] : backupDays(stack, account),
    'data.expiry-days': expiry(stack, account),
    'data.immutable-days': locked,
    'data.lock': lock(stack, account),
    'data.redundancy': [copies && COPIES[copies], 'account_replication_type'],
    'data.residency': [place && (COPIES[copies ?? ''] === 'regions' ? `${place} and its paired region` : place), 'location'],
  });
  if (isAudit(stack, account)) { notes.state('audit.immutable-days', account, ...locked); }
  reachOpening(notes, account, opening, { ports: '443', protocol: 'HTTPS', authentication: loginWords(login), tls: transit ?? 'unknown' });
  if (yes(body.sftp_enabled, false)) { reachOpening(notes, account, opening, { ports: '22', protocol: 'SFTP', authentication: 'password or key', tls: 'not applicable' }); }
  const site = websiteOf(stack, account);
  if (site && opening.open) {
    notes.reaches({
      direction: 'in', from: 'internet', through: [], to: account.address, ports: '443', protocol: 'HTTPS', authentication: 'none', tls: transit ?? 'unknown', filter: opening.from.includes('internet') ? 'none' : 'addresses named',
      weak: true, evidence: [site, ...opening.evidence],
    });
  }
}

/** What makes an account serve a container to everybody, as a website. */
export function websiteOf(stack: AzureStack, account: Entry): Evidence | undefined {
  const separate = stack.at('azurerm_storage_account_static_website', 'storage_account_id', account)[0];
  return separate ? { address: separate.address } : isSet(account.body.static_website) ? { address: account.address, argument: 'static_website' } : undefined;
}

function openingOf(stack: AzureStack, account: Entry): Opening {
  const separate = stack.at('azurerm_storage_account_network_rules', 'storage_account_id', account)[0];
  const inline = account.body.network_rules;
  const acl = { path: 'network_rules', action: inside(inline, 'default_action'), ranges: inside(inline, 'ip_rules') };
  const rules = separate ? { path: 'network_rules', action: separate.body.default_action, ranges: separate.body.ip_rules } : acl;
  const opening = aclOpening(account, 'public_network_access_enabled', yes(account.body.public_network_access_enabled, true), rules);
  return separate && opening.open !== undefined ? { ...opening, evidence: [...opening.evidence, { address: separate.address, argument: 'default_action' }] } : opening;
}

function transitOf(body: Entry['body']): string | undefined {
  const only = yes(body.https_traffic_only_enabled, true);
  const least = isSet(body.min_tls_version) ? tls(text(body.min_tls_version)) : 'TLS 1.2';
  return only === undefined ? undefined : only ? least : 'optional';
}

function keyFact(stack: AzureStack, account: Entry): Fact {
  const separate = stack.at('azurerm_storage_account_customer_managed_key', 'storage_account_id', account)[0];
  if (separate) {
    const named = separate.body.key_vault_key_id ?? separate.body.key_vault_id ?? separate.body.key_vault_uri;
    const owner = keyOwner(stack, named) ?? 'foundation';
    return [owner === 'foundation' && stack.find(named) ? 'customer' : owner, [{ address: separate.address, argument: 'key_vault_key_id' }]];
  }
  const block = account.body.customer_managed_key;
  return [keyOwner(stack, inside(block, 'key_vault_key_id') ?? inside(block, 'managed_hsm_key_id')), 'customer_managed_key.key_vault_key_id'];
}

// Without the block nothing is kept; an empty block keeps seven days.
function undelete(policy: unknown): number | undefined {
  return isSet(policy) ? amountOf(inside(policy, 'days'), 7) : 0;
}

function backupDays(stack: AzureStack, account: Entry): Fact {
  const instances = stack.at('azurerm_data_protection_backup_instance_blob_storage', 'storage_account_id', account);
  if (instances.length === 0) { return [0]; }
  const days = instances.map((instance) => retentionOf(stack.find(instance.body.backup_policy_id))?.days);
  const known = days.filter((d): d is number => d !== undefined);
  const evidence: Evidence[] = instances.map((instance) => ({ address: instance.address, argument: 'storage_account_id' }));
  return [known.length === days.length ? Math.max(...known) : undefined, evidence];
}

/** When the first rule of ageing deletes what is in the account. */
function expiry(stack: AzureStack, account: Entry): Fact {
  const policies = stack.at('azurerm_storage_management_policy', 'storage_account_id', account);
  const days: number[] = [];
  for (const policy of policies) {
    for (const rule of blocksOf(policy.body.rule)) {
      const base = blocksOf(blocksOf(rule.actions)[0]?.base_blob)[0] ?? {};
      if (yes(rule.enabled, true) === false) { continue; }
      days.push(...Object.entries(base).filter(([name]) => name.startsWith('delete_after')).map(([, value]) => numeric(value)).filter((v): v is number => v !== undefined && v >= 0));
    }
  }
  return [days.length > 0 ? Math.min(...days) : 36500, policies.map((policy) => ({ address: policy.address, argument: 'rule' }))];
}

/** Days for which the weakest container is locked; an unlocked policy can be taken away and counts for nothing. */
export function immutable(stack: AzureStack, account: Entry): Fact {
  const containers = stack.at('azurerm_storage_container', 'storage_account_id', account);
  const policies = containers.map((container) => [container, stack.at('azurerm_storage_container_immutability_policy', 'storage_container_resource_manager_id', container)[0]] as const);
  const inline = inside(account.body.immutability_policy, 'state') === 'Locked' ? numeric(inside(account.body.immutability_policy, 'period_since_creation_in_days')) ?? 0 : 0;
  if (policies.length === 0) { return [inline, inline > 0 ? 'immutability_policy' : undefined]; }
  let least: { days: number; evidence: Evidence } | undefined;
  for (const [container, policy] of policies) {
    const locked = policy ? yes(policy.body.locked, false) : false;
    const days = locked && policy ? numeric(policy.body.immutability_period_in_days) : 0;
    if (locked === undefined || days === undefined) { return [undefined]; }
    if (!least || days < least.days) { least = { days, evidence: policy ? { address: policy.address, argument: 'locked' } : { address: container.address } }; }
  }
  return [Math.max(inline, least?.days ?? 0), least && [least.evidence]];
}

/** Who can lift the lock of the weakest container, where any has one. */
function lock(stack: AzureStack, account: Entry): Fact {
  const containers = stack.at('azurerm_storage_container', 'storage_account_id', account);
  const policies = containers.map((container) => stack.at('azurerm_storage_container_immutability_policy', 'storage_container_resource_manager_id', container)[0]);
  if (!policies.some((policy) => policy !== undefined)) { return [undefined]; }
  const evidence = policies.filter((policy): policy is Entry => policy !== undefined && yes(policy.body.locked, false) !== true);
  const value = policies.includes(undefined as any) ? 'none' : evidence.length > 0 ? 'lifted' : 'final';
  return [value, evidence.length > 0 ? evidence.map((policy) => ({ address: policy.address, argument: 'locked' })) : undefined];
}

/** Whether Azure writes logs into an account. */
function isAudit(stack: AzureStack, account: Entry): boolean {
  return stack.at('azurerm_monitor_diagnostic_setting', 'storage_account_id', account).length > 0
    || stack.at('azurerm_log_analytics_data_export_rule', 'destination_resource_id', account).length > 0;
}

function readContainer(stack: AzureStack, notes: Notes, container: Entry): void {
  const account = stack.find(container.body.storage_account_id) ?? stack.named('azurerm_storage_account', container.body.storage_account_name);
  const access = word(container.body.container_access_type, 'private');
  const allowed = account ? yes(account.body.allow_nested_items_to_be_public, true) : true;
  const network = account ? openingOf(stack, account).open : undefined;
  const anonymous = access === undefined ? undefined : access !== 'private' && allowed !== false;
  notes.state('data.prevent-destroy', container, stack.keepsFromDestroy(container), 'lifecycle.prevent_destroy');
  notes.state('data.public', container, anonymous === undefined ? undefined : anonymous && network !== false, 'container_access_type');
  if (anonymous && network !== false) {
    notes.reaches({
      direction: 'in', from: 'internet', through: account ? [account.address] : [], to: container.address, ports: '443', protocol: 'HTTPS', authentication: 'none',
      tls: (account && transitOf(account.body)) ?? 'unknown', filter: 'none', weak: true, evidence: [{ address: container.address, argument: 'container_access_type' }],
    });
  }
}
