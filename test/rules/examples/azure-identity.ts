import { Example, many, one } from '../example';

const VAULT = { azurerm_key_vault: { main: { sku_name: 'premium' } }, azurerm_role_assignment: { officer: { scope: '${azurerm_key_vault.main.id}', role_definition_name: 'Key Vault Crypto Officer', principal_id: 'x' } } };
const KEY = '${azurerm_key_vault_key.main';

export const azureIdentityExamples: Example[] = [
  one('azure/key-size', 'azurerm_key_vault_key', { key_type: 'RSA', key_size: 3072 }, { 'RSA key without size': { key_size: undefined }, 'EC key without curve': { key_type: 'EC' } }),
  many('azure/key-hsm-vault', { ...VAULT, azurerm_key_vault_key: { main: { key_type: 'RSA-HSM', key_vault_id: '${azurerm_key_vault.main.id}' } } }, { 'HSM key in a standard vault': (r) => { r.azurerm_key_vault.main.sku_name = 'standard'; } }),
  one('azure/key-rotation-expiry', 'azurerm_key_vault_key', { rotation_policy: { expire_after: 'P90D' } }, { 'key expiry below 28 days': { rotation_policy: { expire_after: 'P14D' } } }),
  one('azure/key-options', 'azurerm_key_vault_key', { key_opts: ['wrapKey', 'unwrapKey'] }, { 'unknown key operation': { key_opts: ['wrap'] } }),
  many('azure/key-after-role', { ...VAULT, azurerm_key_vault_key: { main: { key_vault_id: '${azurerm_key_vault.main.id}', depends_on: ['azurerm_role_assignment.officer'] } } }, { 'key not after the role of the deployer': (r) => { delete r.azurerm_key_vault_key.main.depends_on; } }),
  one('azure/vault-retention', 'azurerm_key_vault', { soft_delete_retention_days: 90 }, { 'vault retention of 91 days': { soft_delete_retention_days: 91 } }),
  many('azure/key-form-cosmosdb-account', { azurerm_key_vault_key: { main: {} }, azurerm_cosmosdb_account: { main: { key_vault_key_id: `${KEY}.versionless_id}` } } }, { 'Cosmos DB key with version, by reference': (r) => { r.azurerm_cosmosdb_account.main.key_vault_key_id = `${KEY}.id}`; } }),
  many('azure/key-form-managed-redis', { azurerm_key_vault_key: { main: {} }, azurerm_managed_redis: { main: { customer_managed_key: { key_vault_key_id: `${KEY}.id}` } } } }, { 'Redis key without version': (r) => { r.azurerm_managed_redis.main.customer_managed_key.key_vault_key_id = `${KEY}.versionless_id}`; } }),
  one('azure/role-name', 'azurerm_role_assignment', { role_definition_name: 'Key Vault Secrets User' }, { 'misspelt role name': { role_definition_name: 'Key Vault Secret User' } }),
  many('azure/role-principal-type', { azurerm_user_assigned_identity: { app: {} }, azurerm_role_assignment: { a: { principal_id: '${azurerm_user_assigned_identity.app.principal_id}', principal_type: 'ServicePrincipal' } } }, { 'role for a new identity without principal type': (r) => { delete r.azurerm_role_assignment.a.principal_type; } }),
  many('azure/role-twice', VAULT, { 'role granted twice': (r) => { r.azurerm_role_assignment.again = r.azurerm_role_assignment.officer; } }),
  one('azure/tags', 'azurerm_resource_group', { tags: { pod: 'orders' } }, { 'tag key with a slash': { tags: { 'cost/centre': 'x' } }, 'more than 50 tags': { tags: Object.fromEntries(Array.from({ length: 51 }, (_unused, i) => [`t${i}`, 'x'])) } }),
  one('azure/storage-tag-key', 'azurerm_storage_account', { tags: { pod: 'orders' } }, { 'storage tag key of 129 characters': { tags: { ['k'.repeat(129)]: 'x' } } }),
  one('azure/lock-level', 'azurerm_management_lock', { lock_level: 'CanNotDelete' }, { 'unknown lock level': { lock_level: 'CannotDelete' } }),
  one('azure/certificate-lifetime', 'azurerm_key_vault_certificate', { certificate_policy: { x509_certificate_properties: { validity_in_months: 12 } } }, { 'certificate of no months': { certificate_policy: { x509_certificate_properties: { validity_in_months: 0 } } } }),
  one('azure/key-rotation-notice', 'azurerm_key_vault_key', { rotation_policy: { expire_after: 'P90D', notify_before_expiry: 'P30D' } }, { 'expiry notice without expiry': { rotation_policy: { notify_before_expiry: 'P30D' } } }),
  one('azure/federated-issuer', 'azurerm_federated_identity_credential', { issuer: 'https://login.example.com/' }, { 'issuer without https': { issuer: 'login.example.com' } }),
  one('azure/secret-expiry', 'azurerm_key_vault_certificate', { certificate_policy: { lifetime_action: { trigger: { days_before_expiry: 30 } } } }, { 'renewal as a duration': { certificate_policy: { lifetime_action: { trigger: { days_before_expiry: 'P30D' } } } } }),
];
