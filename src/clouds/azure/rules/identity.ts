import { all, count, range, requires } from '../../rule-makers';
import { isBlock, isoMinutes, isSet, listOf, numeric, text } from '../../rule-values';
import { Rule, RuleContext } from '../../rules';
import { BUILT_IN_ROLES } from './roles';

const VAULT = 'https://learn.microsoft.com/azure/key-vault';
const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r';

/** Edits between two texts, up to three. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) {
    return 4;
  }
  let row = Array.from({ length: b.length + 1 }, (_unused, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

function misspelt(name: any): string | undefined {
  if (typeof name !== 'string' || BUILT_IN_ROLES.has(name)) {
    return undefined;
  }
  const meant = [...BUILT_IN_ROLES].find((role) => distance(role.toLowerCase(), name.toLowerCase()) <= 3);
  return meant ? `"${name}" is no built-in role; is "${meant}" meant?` : undefined;
}

/** Arguments that hold the key of a resource, and the identity that reads it: type, key, whether the id must or must not carry a version. */
const KEY_FORMS: readonly (readonly [string, string, 'versionless' | 'versioned'])[] = [
  ['azurerm_cosmosdb_account', 'key_vault_key_id', 'versionless'],
  ['azurerm_managed_redis', 'customer_managed_key.key_vault_key_id', 'versioned'],
];

function keyFormProblem(value: any, form: 'versionless' | 'versioned', context: RuleContext): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const reference = /\.((?:versionless_)?id)\}$/.exec(value)?.[1];
  const key = context.graph.target(value)?.type === 'azurerm_key_vault_key';
  const versionless = reference && key ? reference === 'versionless_id' : value.includes('${') ? undefined : !/\/keys\/[^/]+\/[0-9a-f]{32}$/.test(value);
  return versionless === undefined || versionless === (form === 'versionless') ? undefined : `is ${versionless ? 'without' : 'with'} a version`;
}

/** Key vault, roles, locks, tags. */
export const identityRules: readonly Rule[] = [
  {
    id: 'azure/key-size', types: ['azurerm_key_vault_key'], argument: 'key_type',
    problem: (value, key) => (/^RSA/.test(value ?? '') && !isSet(key.key_size) ? `is ${value} without key_size` : /^EC/.test(value ?? '') && !isSet(key.curve) ? `is ${value} without curve` : undefined),
    mend: 'Give key_size with RSA, curve with EC.', source: `${PROVIDER}/key_vault_key.html.markdown`,
  },
  {
    id: 'azure/key-hsm-vault', types: ['azurerm_key_vault_key'], argument: 'key_type', references: true,
    problem: (value, key, context) => {
      const vault = context.graph.target(key.key_vault_id);
      const sku = text(vault?.body.sku_name);
      return /-HSM$/.test(text(value) ?? '') && sku === 'standard' ? `is ${value} in ${vault?.address} of sku standard` : undefined;
    },
    mend: 'Use sku premium for HSM keys.', source: `${VAULT}/keys/about-keys`,
  },
  {
    id: 'azure/key-rotation-expiry', types: ['azurerm_key_vault_key'], argument: 'rotation_policy.expire_after',
    problem: (value) => {
      const days = /^P(\d+)D$/.exec(value ?? '')?.[1];
      return days !== undefined && Number(days) < 28 ? `${value} is less than 28 days` : undefined;
    },
    mend: 'Use P28D at least.', source: `${VAULT}/keys/how-to-configure-key-rotation`,
  },
  {
    id: 'azure/key-options', types: ['azurerm_key_vault_key'], argument: 'key_opts',
    problem: (value) => {
      const odd = listOf(value).find((one) => text(one) !== undefined && !['decrypt', 'encrypt', 'sign', 'unwrapKey', 'verify', 'wrapKey'].includes(one));
      return odd ? `"${odd}" is no key operation` : undefined;
    },
    mend: 'Use decrypt, encrypt, sign, unwrapKey, verify, wrapKey.', source: `${PROVIDER}/key_vault_key.html.markdown`,
  },
  {
    id: 'azure/key-after-role', types: ['azurerm_key_vault_key', 'azurerm_key_vault_certificate', 'azurerm_key_vault_secret'], argument: 'key_vault_id', references: true,
    problem: (value, _block, context) => {
      const vault = context.graph.target(value);
      const assignments = vault ? context.graph.all('azurerm_role_assignment').filter((entry) => context.graph.target(entry.body.scope)?.address === vault.address && /Officer|Administrator/.test(text(entry.body.role_definition_name) ?? '')) : [];
      return assignments.length > 0 && !assignments.some((entry) => context.graph.isAfter(context, entry)) ? `can be written before ${assignments[0].address}` : undefined;
    },
    mend: 'Put the role assignment of the deployer into depends_on.', source: `${VAULT}/general/rbac-guide`,
  },
  {
    id: 'azure/vault-retention', types: ['azurerm_key_vault'], argument: 'soft_delete_retention_days', problem: range(7, 90, 'days'), mend: 'Use 7 to 90.', source: `${VAULT}/general/soft-delete-overview`,
  },
  ...KEY_FORMS.map(([type, argument, form]): Rule => ({
    id: `azure/key-form-${type.replace('azurerm_', '').replace(/_/g, '-')}`, types: [type], argument, references: true,
    problem: (value, _block, context) => keyFormProblem(value, form, context),
    mend: form === 'versionless' ? 'Use versionless_id of the key.' : 'Use id of the key, with its version.', source: `${PROVIDER}/${type.replace('azurerm_', '')}.html.markdown`,
  })),
  {
    id: 'azure/role-name', types: ['azurerm_role_assignment'], argument: 'role_definition_name', problem: misspelt, mend: 'Correct the name of the role.', source: 'https://learn.microsoft.com/azure/role-based-access-control/built-in-roles',
  },
  {
    id: 'azure/role-principal-type', types: ['azurerm_role_assignment'], argument: '', references: true,
    problem: (body, _block, context) => {
      const made = context.graph.target(body.principal_id);
      return made && !isSet(body.principal_type) && !isSet(body.skip_service_principal_aad_check) ? `grants to the new identity of ${made.address} without principal_type: the directory may not know it yet` : undefined;
    },
    mend: 'Set principal_type to ServicePrincipal.', source: 'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting',
  },
  {
    id: 'azure/role-twice', types: ['azurerm_role_assignment'], argument: '', references: true,
    problem: (body, _block, context) => {
      const key = (one: any) => [one.scope, one.role_definition_name ?? one.role_definition_id, one.principal_id].join(' ');
      const other = context.graph.all('azurerm_role_assignment').find((entry) => entry.address < context.address && key(entry.body) === key(body));
      return other ? `grants what ${other.address} grants` : undefined;
    },
    mend: 'Keep one of the two.', source: 'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting',
  },
  {
    id: 'azure/tags', types: ['azurerm_resource_group', 'azurerm_storage_account', 'azurerm_key_vault', 'azurerm_virtual_network', 'azurerm_container_app', 'azurerm_container_registry', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_log_analytics_workspace', 'azurerm_api_management', 'azurerm_user_assigned_identity', 'azurerm_private_endpoint', 'azurerm_managed_redis', 'azurerm_servicebus_namespace', 'azurerm_application_insights', 'azurerm_monitor_metric_alert'],
    argument: 'tags',
    problem: all(count(0, 50, 'tags'), (tags) => {
      const odd = Object.entries(isBlock(tags) ? tags : {}).find(([key, value]) => !/^hidden-/.test(key) && (/[<>%&\\?/]/.test(key) || key.length > 512 || /^(microsoft|azure|windows)/i.test(key) || (text(value)?.length ?? 0) > 256));
      return odd ? `"${odd[0]}" = ${JSON.stringify(odd[1])} has a key or value that is not accepted` : undefined;
    }),
    mend: 'Keys: no < > % & \\ ? /, up to 512 characters, not beginning with microsoft, azure or windows; values up to 256.', source: 'https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources',
  },
  {
    id: 'azure/storage-tag-key', types: ['azurerm_storage_account'], argument: 'tags', problem: (tags) => {
      const odd = Object.keys(isBlock(tags) ? tags : {}).find((key) => key.length > 128);
      return odd ? `"${odd.slice(0, 40)}..." is longer than 128 characters` : undefined;
    },
    mend: 'Shorten the key.', source: 'https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources',
  },
  {
    id: 'azure/lock-level', types: ['azurerm_management_lock'], argument: 'lock_level', problem: (value) => (['CanNotDelete', 'ReadOnly'].includes(value) || value === undefined ? undefined : `"${value}" is no level`), mend: 'Use CanNotDelete or ReadOnly.', source: 'https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources',
  },
  {
    id: 'azure/certificate-lifetime', types: ['azurerm_key_vault_certificate'], argument: 'certificate_policy.x509_certificate_properties.validity_in_months', problem: (value) => ((numeric(value) ?? 1) < 1 ? `${value} is no lifetime` : undefined), mend: 'Give a month at least.', source: `${VAULT}/certificates/about-certificates`,
  },
  {
    id: 'azure/key-rotation-notice', types: ['azurerm_key_vault_key'], argument: 'rotation_policy',
    problem: (value) => (isBlock(value) ? requires('expire_after')(value.notify_before_expiry, value, undefined as never) : undefined),
    mend: 'Give expire_after with notify_before_expiry.', source: `${PROVIDER}/key_vault_key.html.markdown`,
  },
  {
    id: 'azure/federated-issuer', types: ['azurerm_federated_identity_credential'], argument: 'issuer', problem: (value) => (/^https:\/\//.test(value ?? 'https://') ? undefined : `"${value}" is no https address`), mend: 'Give the https address of the issuer.', source: `${PROVIDER}/federated_identity_credential.html.markdown`,
  },
  {
    id: 'azure/secret-expiry', types: ['azurerm_key_vault_certificate'], argument: 'certificate_policy.lifetime_action.trigger.days_before_expiry', problem: (value) => (isoMinutes(value) === undefined ? range(1, 1170, 'days')(value, {}, undefined as never) : 'is a number of days'), mend: 'Give a number of days.', source: `${VAULT}/certificates/about-certificates`,
  },
];
