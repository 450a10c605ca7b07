import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, flag, isSet, json, text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { aclOpening, Opening, reachOpening } from './openings';
import { AzureStack, stackOf } from './stack';
import { accessLog, stateStore } from './stores';
import { TemplateResource } from './templates';
import { amountOf, inside, isoDays, table, word, yes } from './values';

/** Key vaults, the keys and the secrets in them, also those that template deployments make. */
export const vaults: Reader = {
  types: ['azurerm_key_vault', 'azurerm_key_vault_key', 'azurerm_key_vault_secret', 'azurerm_key_vault_certificate', 'azurerm_resource_group_template_deployment'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const vault of graph.all('azurerm_key_vault')) { readVault(stack, notes, vault); }
    for (const key of graph.all('azurerm_key_vault_key')) { readKey(stack, notes, key); }
    for (const made of stack.templates) {
      if (/^Microsoft\.KeyVault\/vaults\/keys$/i.test(made.type)) { readMadeKey(stack, notes, made); }
    }
    readSecrets(stack, notes);
  },
};

/** The key of what is in a vault is the vault's own; Azure takes no other. */
const KEY_OF_VAULTS = 'fixed';

function openingOf(vault: Entry): Opening {
  const { body } = vault;
  return aclOpening(vault, 'public_network_access_enabled', yes(body.public_network_access_enabled, true),
    { path: 'network_acls', action: inside(body.network_acls, 'default_action'), ranges: inside(body.network_acls, 'ip_rules') });
}

function readVault(stack: AzureStack, notes: Notes, vault: Entry): void {
  const { body } = vault;
  const opening = openingOf(vault);
  const locks = stack.locks(vault);
  const purge = yes(body.purge_protection_enabled, false);
  stateStore(stack, notes, vault, {
    // Secrets are the stores, as on other clouds; a vault is one only where nothing of this stack tells what is in it.
    'data.key': [isFilled(stack, vault) ? undefined : KEY_OF_VAULTS],
    'data.public': [opening.open, opening.evidence],
    'data.transit': ['TLS'],
    'data.login': ['identity'],
    // Purge protection keeps what is deleted; a lock keeps it from being deleted.
    'data.deletion-protection': [locks.length > 0 ? true : purge, locks.length > 0 && !purge ? locks : 'purge_protection_enabled'],
    'data.undelete-days': [undeleteDays(vault), 'soft_delete_retention_days'],
  });
  reachOpening(notes, vault, opening, { ports: '443', protocol: 'HTTPS', authentication: 'identity', tls: 'TLS' });
}

/** Whether this stack puts keys or secrets into a vault. */
function isFilled(stack: AzureStack, vault: Entry): boolean {
  return ['key', 'secret', 'certificate'].some((kind) => stack.at(`azurerm_key_vault_${kind}`, 'key_vault_id', vault).length > 0)
    || stack.templates.some((made) => /^Microsoft\.KeyVault\/vaults\/(keys|secrets)$/i.test(made.type) && stack.named('azurerm_key_vault', made.name.split('/')[0]) === vault);
}

function undeleteDays(vault: Entry | undefined): number | undefined {
  return vault ? amountOf(vault.body.soft_delete_retention_days, 90) : undefined;
}

function readKey(stack: AzureStack, notes: Notes, key: Entry): void {
  const { body } = key;
  const vault = stack.find(body.key_vault_id);
  const automatic = inside(body.rotation_policy, 'automatic');
  const after = inside(automatic, 'time_after_creation');
  const before = isoDays(inside(body.rotation_policy, 'expire_after'));
  const early = isoDays(inside(automatic, 'time_before_expiry'));
  const known = typeof automatic === 'string' ? undefined : isSet(after) ? isoDays(after) : before !== undefined && early !== undefined ? before - early : isSet(inside(automatic, 'time_before_expiry')) ? undefined : 36500;
  notes.state('key.rotation-days', key, known, 'rotation_policy.automatic');
  notes.state('key.hardware', key, isSet(body.key_type) ? text(body.key_type) && /-HSM$/.test(body.key_type) : undefined, 'key_type');
  notes.state('key.enabled', key, true);
  notes.state('key.prevent-destroy', key, stack.keepsFromDestroy(key), 'lifecycle.prevent_destroy');
  notes.state('key.undelete-days', key, undeleteDays(vault), vault && [{ address: vault.address, argument: 'soft_delete_retention_days' }]);
}

function readMadeKey(stack: AzureStack, notes: Notes, made: TemplateResource): void {
  const { entry, properties } = made;
  const vault = stack.named('azurerm_key_vault', made.name.split('/')[0]);
  const at = 'template_content';
  const rotate = blocksOf(blockOf(properties.rotationPolicy).lifetimeActions).find((a) => String(blockOf(a.action).type).toLowerCase() === 'rotate');
  const trigger = blockOf(rotate?.trigger);
  const expiry = isoDays(blockOf(blockOf(properties.rotationPolicy).attributes).expiryTime);
  const before = isoDays(trigger.timeBeforeExpiry);
  const days = rotate ? isoDays(trigger.timeAfterCreate) ?? (expiry !== undefined && before !== undefined ? expiry - before : undefined) : 36500;
  notes.state('key.rotation-days', entry, days, at);
  notes.state('key.hardware', entry, typeof properties.kty === 'string' ? /-HSM$/.test(properties.kty) : false, at);
  notes.state('key.enabled', entry, flag(blockOf(properties.attributes).enabled) ?? true, at);
  const [kept, evidence] = madeKeyKept(stack, entry, vault);
  notes.state('key.prevent-destroy', entry, kept, evidence);
  notes.state('key.undelete-days', entry, undeleteDays(vault), vault && [{ address: vault.address, argument: 'soft_delete_retention_days' }]);
}

/** A deployment that goes leaves the key where it is if the provider is told so; then it goes with its vault only. */
function madeKeyKept(stack: AzureStack, deployment: Entry, vault: Entry | undefined): [boolean | undefined, Evidence[]] {
  if (stack.keepsFromDestroy(deployment)) { return [true, [{ address: deployment.address, argument: 'lifecycle.prevent_destroy' }]]; }
  const stays = stack.feature('template_deployment', 'delete_nested_items_during_deletion') === false;
  const evidence = [{ address: (vault ?? deployment).address, argument: 'lifecycle.prevent_destroy' }];
  return [stays && vault !== undefined && stack.keepsFromDestroy(vault) === true, evidence];
}

/** Secrets: how often they change, and how long a deleted one can be brought back. Values are never read. */
function readSecrets(stack: AzureStack, notes: Notes): void {
  const rotations = rotationsOf(stack);
  for (const made of stack.templates) {
    if (!/^Microsoft\.KeyVault\/vaults\/secrets$/i.test(made.type)) { continue; }
    // Certificates of authorities and the like are public.
    if (/pem/i.test(String(made.properties.contentType))) { continue; }
    const vault = stack.named('azurerm_key_vault', made.name.split('/')[0]);
    const rotation = rotations.get(made.name.toLowerCase());
    secretFacts(stack, notes, made.entry, vault, rotation?.days ?? 36500, rotation && [{ address: rotation.trigger.address, argument: 'interval' }]);
  }
  for (const secret of stack.graph.all('azurerm_key_vault_secret', 'azurerm_key_vault_certificate')) {
    secretFacts(stack, notes, secret, stack.find(secret.body.key_vault_id), secret.type === 'azurerm_key_vault_secret' ? 36500 : undefined);
  }
}

function secretFacts(stack: AzureStack, notes: Notes, secret: Entry, vault: Entry | undefined, days: number | undefined, at?: Evidence[]): void {
  notes.state('secret.rotation-days', secret, days, at);
  notes.state('secret.undelete-days', secret, undeleteDays(vault), vault && [{ address: vault.address, argument: 'soft_delete_retention_days' }]);
  notes.state('data.prevent-destroy', secret, stack.keepsFromDestroy(secret), 'lifecycle.prevent_destroy');
  notes.state('data.key', secret, KEY_OF_VAULTS);
  notes.state('data.transit', secret, 'TLS');
  notes.state('data.login', secret, 'identity');
  if (!vault) { return; }
  // Its vault says who gets to it, and what is seen of that.
  const opening = openingOf(vault);
  const [logged, log] = accessLog(stack, vault);
  notes.state('data.public', secret, opening.open, opening.evidence);
  notes.state('data.access-log', secret, logged, log ?? [{ address: vault.address }]);
  notes.state('data.residency', secret, stack.location(vault.body.location), [{ address: vault.address, argument: 'location' }]);
}

const HOURS: { readonly [frequency: string]: number } = table({ Month: 720, Week: 168, Day: 24, Hour: 1, Minute: 1 / 60 });

/** Workflows that set a secret anew, and how often they run, by `vault/secret`. */
function rotationsOf(stack: AzureStack): Map<string, { days: number | undefined; trigger: Entry }> {
  const found = new Map<string, { days: number | undefined; trigger: Entry }>();
  for (const action of stack.graph.all('azurerm_logic_app_action_custom')) {
    const uri = /vaults\/([\w-]+)\/secrets\/([\w-]+)/i.exec(String(blockOf(blockOf(json(action.body.body)).inputs).uri));
    const workflow = stack.find(action.body.logic_app_id);
    const trigger = workflow && stack.at('azurerm_logic_app_trigger_recurrence', 'logic_app_id', workflow)[0];
    if (!uri || !trigger) { continue; }
    const interval = amountOf(trigger.body.interval);
    const unit = HOURS[word(trigger.body.frequency) ?? ''];
    found.set(`${uri[1]}/${uri[2]}`.toLowerCase(), { days: interval !== undefined && unit !== undefined ? Math.round(interval * unit / 0.24) / 100 : undefined, trigger });
  }
  return found;
}
