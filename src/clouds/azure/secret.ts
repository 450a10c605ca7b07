import { Construct } from 'constructs';
import { INetworkEndpoint, ISecretBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Direction, Metric } from '../../capabilities/common';
import { SecretProps } from '../../capabilities/secret';
import { GroundworkError } from '../../errors';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { foundationOf, resourceId } from './ids';
import { metric } from './metrics';
import { AzureEndpoint } from './network';
import { reachVault } from './vault-access';
import { LogicAppActionCustom, LogicAppTriggerRecurrence, LogicAppWorkflow, ResourceGroupTemplateDeployment } from './resources';
import { assignRole } from './role';
import { deployTemplate, workedOutAnew } from './template';
import { diagnose } from './diagnostics';
import { AzureIdentity } from './workload-identity';

const API_VERSION = '2023-07-01';
/** A value lives twice as long as it is used, so that a rotation that fails once breaks nothing. */
const LIFETIMES = 2;
/** Seconds between the year 1 and 1970, as .NET counts ticks. */
const EPOCH_SECONDS = 62135596800;

/** A secret of the environment's vault. */
export class AzureSecret implements ISecretBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  private readonly name: string;
  private readonly id: string;
  private readonly first: ResourceGroupTemplateDeployment;

  public constructor(private readonly scope: Construct, private readonly props: SecretProps) {
    const base = baseOf(scope);
    this.name = physicalName(scope, 'azurerm_key_vault_secret');
    this.id = `${resourceId(base.subscription, base.groupName, 'Microsoft.KeyVault/vaults', base.vaultName)}/secrets/${this.name}`;
    this.first = this.generate();
    this.rotate();
    this.settings = { NAME: this.name, URI: `https://${base.vaultName}.vault.azure.net/secrets/${this.name}` };
    this.metrics = this.measure();
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    if (access !== Access.READ) {
      throw new GroundworkError('Wrong grant', [{ where: this.scope.node.path, problem: `a secret cannot be given "${access}"`, mend: 'Use Access.READ: Azure makes the value itself.' }]);
    }
    const { place, principalId } = identity as AzureIdentity;
    const id = `${access}-${place}`;
    if (this.scope.node.tryFindChild(id)) { return; }
    assignRole(this.scope, id, { scope: this.id, principal: principalId, role: 'Key Vault Secrets User', after: [this.first] });
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    reachVault(this.scope).allowFrom(endpoint as AzureEndpoint);
  }

  private get days(): number { return this.props.rotationDays ?? 30; }

  /** The first value: two UUIDs that Resource Manager makes while it deploys. Terraform neither sends nor sees it. */
  private generate(): ResourceGroupTemplateDeployment {
    const base = baseOf(this.scope);
    const computed = {
      value: { type: 'SecureString', defaultValue: '[concat(newGuid(), newGuid())]' },
      now: { type: 'String', defaultValue: '[utcNow()]' },
    };
    const first = deployTemplate(this.scope, 'first-value', {
      name: physicalName(this.scope, 'azurerm_resource_group_template_deployment', 'value'),
      group: base.groupName,
      resources: [workedOutAnew(physicalName(this.scope, 'azurerm_resource_group_template_deployment', 'made'), computed, [{
        type: 'Microsoft.KeyVault/vaults/secrets',
        apiVersion: API_VERSION,
        name: `${base.vaultName}/${this.name}`,
        properties: {
          value: "[parameters('value')]",
          contentType: 'text/plain',
          attributes: { enabled: true, exp: `[dateTimeToEpoch(dateTimeAdd(parameters('now'), 'P${this.days * LIFETIMES}D'))]` },
        },
      }])],
    });
    // Other tags, as with every version of a pattern, are no reason for another value.
    first.lifecycle = { ignoreChanges: ['tags'] };
    return after(first, base.vault);
  }

  /** A workflow of Azure sets a new value every so often. Its identity may set this secret, and read none. */
  private rotate(): void {
    const base = baseOf(this.scope);
    const workflow = new LogicAppWorkflow(this.scope, 'rotation', {
      name: physicalName(this.scope, 'azurerm_logic_app_workflow'),
      location: base.location,
      resourceGroupName: base.group.name,
      identity: { type: 'SystemAssigned' },
      enabled: true,
    });
    const role = assignRole(this.scope, 'rotation-sets-value', {
      scope: this.id, principal: workflow.identity.principalId, roleId: foundationOf(this.scope).role('secret-rotator').id, after: [this.first],
    });
    const action = new LogicAppActionCustom(this.scope, 'set-value', { logicAppId: workflow.id, name: 'set-value', body: JSON.stringify(this.action()) });
    // The trigger fires as soon as it is there.
    after(new LogicAppTriggerRecurrence(this.scope, 'every-so-often', { logicAppId: workflow.id, name: 'every-so-often', frequency: 'Day', interval: this.days }), action, role);
    diagnose(this.scope, 'rotation', workflow.id, 'workflow', base.workspace.id);
  }

  private action(): object {
    const expires = `@div(sub(ticks(addDays(utcNow(), ${this.days * LIFETIMES})), mul(${EPOCH_SECONDS}, 10000000)), 10000000)`;
    return {
      type: 'Http',
      inputs: {
        method: 'PUT',
        uri: `https://management.azure.com${this.id}?api-version=${API_VERSION}`,
        body: { properties: { value: '@{guid()}@{guid()}', contentType: 'text/plain', attributes: { enabled: true, exp: expires } } },
        authentication: { type: 'ManagedServiceIdentity', audience: 'https://management.azure.com' },
        retryPolicy: { type: 'exponential', count: 8, interval: 'PT1M' },
      },
      // The history of runs shows neither the value nor the answer.
      runtimeConfiguration: { secureData: { properties: ['inputs', 'outputs'] } },
      runAfter: {},
    };
  }

  private measure(): Metric[] {
    const workflow = this.scope.node.findChild('rotation') as LogicAppWorkflow;
    return [metric(
      { id: 'failed-rotations', title: 'Failed rotations', concern: Concern.SECURITY, unit: 'count', warning: { value: 0, direction: Direction.ABOVE, minutes: 60 } },
      { kind: 'metric', resource: workflow.id, namespace: 'Microsoft.Logic/workflows', name: 'RunsFailed', aggregation: 'Total' },
    )];
  }
}

/** A secret whose value Azure makes and replaces; see decision 0203. */
export function secret(scope: Construct, props: SecretProps): ISecretBackend {
  return new AzureSecret(scope, props);
}
