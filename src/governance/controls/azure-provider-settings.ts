import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, NOT_ASKED } from './build';
import { asFlag, asList } from './values';

/** Settings that purge, by block. */
const PURGES: readonly (readonly [block: string, setting: string])[] = [
  ['api_management', 'purge_soft_delete_on_destroy'], ['key_vault', 'purge_soft_delete_on_destroy'], ['key_vault', 'purge_soft_deleted_keys_on_destroy'], ['key_vault', 'purge_soft_deleted_secrets_on_destroy'],
  ['log_analytics_workspace', 'permanently_delete_on_destroy'],
];
const CREDENTIALS = ['client_secret', 'client_certificate', 'client_certificate_password', 'oidc_token', 'access_key', 'sas_token'];

/** How the provider behaves, and how it logs in. */
export const azureProviderSettings = control({
  id: 'architecture.azure-provider',
  title: 'The provider purges nothing, and logs in by identity',
  objective: Objective.DELETION_PROTECTION,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'one switch of the provider makes every deletion final, or brings a password along with the code',
  mend: 'Leave provider and state to the landing zone.',
  clouds: [CloudName.AZURE],
}, (context) => {
  if (context.embedded) { return [{ ...finding('', NOT_ASKED), message: 'the stack and its providers are the team\'s own' }]; }
  const providers = asList(context.document('provider.azurerm'));
  const backend = context.document('terraform.backend.azurerm') ?? {};
  return [
    ...providers.flatMap((provider) => PURGES.map(([block, setting]) => finding('', !asList(provider?.features).some((features) => asList(features?.[block]).some((b) => asFlag(b?.[setting]) !== false)) || 'what is destroyed is purged too', `provider.azurerm.features.${block}.${setting}`))),
    ...providers.map((provider) => finding('', asFlag(provider?.storage_use_azuread) === true || 'storage is asked with keys', 'provider.azurerm.storage_use_azuread')),
    ...[['provider.azurerm', providers], ['terraform.backend.azurerm', [backend]]].flatMap(([place, all]) => CREDENTIALS.map((name) => finding('', !(all as any[]).some((one) => one?.[name] !== undefined) || 'a credential is written', `${place as string}.${name}`))),
  ];
});
