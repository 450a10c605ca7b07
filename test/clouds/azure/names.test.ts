import * as fc from 'fast-check';
import { azureNameRules } from '../../../src/clouds/azure/names';
import { composeName, NameScope } from '../../../src/environment/naming';

/** What Azure accepts, as its own page of rules says it: the name rules of the code are held against it. */
const ACCEPTED: { readonly [type: string]: RegExp } = {
  azurerm_key_vault: /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/,
  azurerm_storage_account: /^[a-z0-9]{3,24}$/,
  azurerm_container_registry: /^[a-zA-Z0-9]{5,50}$/,
  azurerm_container_app: /^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
  azurerm_container_app_job: /^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
  azurerm_postgresql_flexible_server: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  azurerm_cosmosdb_account: /^[a-z0-9][a-z0-9-]{1,42}[a-z0-9]$/,
  azurerm_managed_redis: /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
  azurerm_api_management: /^[a-zA-Z][a-zA-Z0-9-]{0,48}[a-zA-Z0-9]$/,
  azurerm_api_management_api: /^[^*#&+:<>?]{1,80}$/,
  azurerm_cdn_frontdoor_firewall_policy: /^[a-zA-Z][a-zA-Z0-9]{0,127}$/,
  azurerm_cdn_frontdoor_profile: /^[a-zA-Z0-9][a-zA-Z0-9-]{0,88}[a-zA-Z0-9]$/,
  azurerm_log_analytics_workspace: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  azurerm_resource_group: /^[-\w._()]{0,89}[-\w_()]$/,
  azurerm_user_assigned_identity: /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/,
  azurerm_virtual_network: /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}[A-Za-z0-9_]$/,
  azurerm_firewall: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,54}[A-Za-z0-9_])?$/,
  azurerm_storage_container: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  azurerm_resource_group_template_deployment: /^[A-Za-z0-9_.()-]{1,64}$/,
  azurerm_data_protection_backup_vault: /^[a-zA-Z][a-zA-Z0-9-]{0,48}[a-zA-Z0-9]$/,
};

const part = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom('--', '组织', 'ÅÄÖ', 'a'.repeat(200), '-x-', '0', 'azure', '${x}', 'A_b.C'));

test.each(Object.keys(ACCEPTED))('every name of %s is one that Azure accepts', (type) => {
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
    const name = composeName(azureNameRules[type], parts, parts.join('/'));
    expect(name).toMatch(ACCEPTED[type]);
  }), { numRuns: 300 });
});

test.each(Object.keys(ACCEPTED))('different identities have different names of %s', (type) => {
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), fc.array(part, { minLength: 1, maxLength: 3 }), (a, b) => {
    const [first, second] = [a, b].map((parts) => composeName(azureNameRules[type], ['env', ...parts], JSON.stringify(parts)));
    // An empty part is no part, and parts are joined by a dash.
    const told = (parts: string[]) => parts.filter((p) => p !== '').join('-');
    if (told(a) !== told(b)) { expect(first).not.toBe(second); }
  }), { numRuns: 300 });
});

test('what is unique in the whole of Azure always carries a digest', () => {
  for (const [type, rule] of Object.entries(azureNameRules).filter(([, r]) => r.scope === NameScope.GLOBAL)) {
    expect([type, composeName(rule, ['acme', 'prod'], 'one') === composeName(rule, ['acme', 'prod'], 'two')]).toEqual([type, false]);
  }
});
