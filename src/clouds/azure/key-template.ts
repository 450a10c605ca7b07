import { Construct } from 'constructs';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { resourceId } from './ids';
import { KeyVault, ResourceGroupTemplateDeployment } from './resources';
import { deployTemplate, templateOutput } from './template';

/** A key and the ids by which others refer to it. */
export interface MadeKey {
  readonly deployment: ResourceGroupTemplateDeployment;
  /** Data plane id without version: `https://<vault>.vault.azure.net/keys/<name>`. */
  readonly versionlessId: string;
  /** Data plane id with the version that was current at the last apply. */
  readonly versionedId: string;
  /** Resource Manager id: the scope of roles on this one key. */
  readonly resourceId: string;
}

/** Which key is made where. */
export interface KeyPlace {
  readonly keyName: string;
  readonly vault: KeyVault;
  /** Literal name of the vault. */
  readonly vaultName: string;
  /** Literal name of the resource group. */
  readonly group: string;
  readonly subscription: string;
}

/**
 * Makes a key through Resource Manager, not through the vault's own address: a vault without public access stays out of
 * reach of whoever runs Terraform, and a new role on it takes up to ten minutes to count. The key is in a hardware module,
 * rotates every year and expires after two.
 */
export function makeKey(scope: Construct, place: KeyPlace): MadeKey {
  const deployment = deployTemplate(scope, 'key', {
    name: physicalName(scope, 'azurerm_resource_group_template_deployment', 'key'),
    group: place.group,
    computed: { now: { type: 'String', defaultValue: '[utcNow()]' } },
    resources: [{
      type: 'Microsoft.KeyVault/vaults/keys',
      apiVersion: '2023-07-01',
      name: `${place.vaultName}/${place.keyName}`,
      properties: {
        kty: 'RSA-HSM',
        keySize: 3072,
        keyOps: ['wrapKey', 'unwrapKey', 'encrypt', 'decrypt'],
        attributes: { enabled: true, exportable: false, exp: "[dateTimeToEpoch(dateTimeAdd(parameters('now'), 'P2Y'))]" },
        rotationPolicy: {
          attributes: { expiryTime: 'P2Y' },
          lifetimeActions: [
            { action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P1Y' } },
            { action: { type: 'notify' }, trigger: { timeBeforeExpiry: 'P60D' } },
          ],
        },
      },
    }],
    outputs: { keyUriWithVersion: { type: 'String', value: `[reference(resourceId('Microsoft.KeyVault/vaults/keys', '${place.vaultName}', '${place.keyName}')).keyUriWithVersion]` } },
  });
  after(deployment, place.vault);
  return {
    deployment,
    versionlessId: `https://${place.vaultName}.vault.azure.net/keys/${place.keyName}`,
    versionedId: templateOutput(deployment, 'keyUriWithVersion'),
    resourceId: `${resourceId(place.subscription, place.group, 'Microsoft.KeyVault/vaults', place.vaultName)}/keys/${place.keyName}`,
  };
}
