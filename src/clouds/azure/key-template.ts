import { Construct } from 'constructs';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { resourceId } from './ids';
import { KeyVault, ResourceGroupTemplateDeployment } from './resources';
import { deployTemplate, templateOutput } from './template';

const API_VERSION = '2023-07-01';
/** Year of the plan: an argument that changes as often as the key rotates. */
const THIS_YEAR = '${substr(plantimestamp(), 0, 4)}';

/** A key and the ids by which others refer to it. */
export interface MadeKey {
  readonly deployment: ResourceGroupTemplateDeployment;
  /** Data plane id without version: `https://<vault>.vault.azure.net/keys/<name>`. */
  readonly versionlessId: string;
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
      apiVersion: API_VERSION,
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
  });
  after(deployment, place.vault);
  return {
    deployment,
    versionlessId: `https://${place.vaultName}.vault.azure.net/keys/${place.keyName}`,
    resourceId: `${resourceId(place.subscription, place.group, 'Microsoft.KeyVault/vaults', place.vaultName)}/keys/${place.keyName}`,
  };
}

/**
 * Data plane id of a key with its version, for the one service below `scope` that takes no other. What a deployment answered stands
 * until it is deployed again: this one asks each year anew, so that a version is replaced within its last year.
 */
export function currentVersion(scope: Construct, group: string, key: MadeKey): string {
  const asked = after(deployTemplate(scope, 'key-version', {
    name: physicalName(scope, 'azurerm_resource_group_template_deployment', 'key-version'),
    group,
    parameters: { year: THIS_YEAR },
    resources: [],
    outputs: { keyUriWithVersion: { type: 'String', value: `[reference('${key.resourceId}', '${API_VERSION}').keyUriWithVersion]` } },
  }), key.deployment);
  return templateOutput(asked, 'keyUriWithVersion');
}
