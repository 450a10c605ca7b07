import { TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AlarmProps } from '../../src/capabilities/alarm';
import { IResourceBackend, IServiceBackend, IWorkloadIdentity } from '../../src/capabilities/backends';
import { Access, Concern, Metric } from '../../src/capabilities/common';
import { ServiceProps } from '../../src/capabilities/service';
import { CloudBackend, RuleFinding } from '../../src/clouds/cloud';
import { fact } from '../../src/environment/facts';
import { CloudName, FactSpec } from '../../src/environment/landing-zone';
import { NameRule, NameScope } from '../../src/environment/naming';
import { physicalName } from '../../src/environment/physical-name';

/** A resource of a provider that does not exist. */
export function thing(scope: Construct, id: string, kind: string, body: { [key: string]: any } = {}): TerraformResource {
  const resource = new TerraformResource(scope, id, { terraformResourceType: `fake_${kind}` });
  for (const [key, value] of Object.entries(body)) { resource.addOverride(key, value); }
  return resource;
}

/** A cloud small enough to read: for tests of what core does with any cloud. */
export class FakeCloud extends CloudBackend {
  public readonly cloudName = CloudName.AWS;
  public readonly facts: FactSpec[] = [{ name: 'network_id', description: 'Network', pattern: '^net-[0-9]+$' }];
  public readonly nameRules: { [type: string]: NameRule } = { fake_store: { max: 20, scope: NameScope.ACCOUNT }, fake_network: { max: 30, scope: NameScope.PARENT } };
  public readonly findings: RuleFinding[] = [];
  public readonly calls: string[] = [];

  public configureProviders(stack: TerraformStack): void {
    stack.addOverride('provider.fake', [{ region: 'here' }]);
  }
  public tag(resource: TerraformResource, tags: { [key: string]: string }): void {
    resource.addOverride('tags', tags);
  }
  public check(): RuleFinding[] {
    return this.findings;
  }
  public foundation(scope: Construct): void {
    new TerraformOutput(scope, 'network_id', { value: thing(scope, 'hub', 'network').fqn });
  }
  public key = (scope: Construct) => ({ reference: thing(scope, 'key', 'key').fqn, grantUse: () => undefined });
  public network = (scope: Construct) => ({ reference: thing(scope, 'network', 'network', { hub: fact(scope, 'network_id') }).fqn });
  public logStream = (scope: Construct) => ({ reference: thing(scope, 'log', 'log').fqn });
  public auditTrail = (scope: Construct) => ({ reference: thing(scope, 'trail', 'trail').fqn });
  public alertChannel = (scope: Construct) => ({ reference: thing(scope, 'channel', 'channel').fqn });
  public budget = (scope: Construct) => { thing(scope, 'budget', 'budget'); };
  public workloadIdentity = () => ({ principal: 'someone' });
  public containerRegistry = () => ({ repository: 'registry/repository', grantPull: () => undefined });
  public apiGateway = () => ({ hostname: 'api.example', metrics: [] });
  public userDirectory = () => ({ issuer: 'https://issuer', audience: 'app' });
  public dashboard = (scope: Construct) => { thing(scope, 'dashboard', 'dashboard'); };
  public serviceLevelObjective = (scope: Construct) => { thing(scope, 'slo', 'slo'); };
  public probe = (scope: Construct) => { thing(scope, 'probe', 'probe'); };
  public backup = (scope: Construct) => { thing(scope, 'backup', 'backup'); };
  public alarm(scope: Construct, props: AlarmProps): void {
    thing(scope, 'alarm', 'alarm', { severity: props.severity, limit: props.threshold.value, description: props.description });
  }
  public database = (scope: Construct) => this.store(scope, 'database');
  public keyValueStore = (scope: Construct) => this.store(scope, 'items');
  public cache = (scope: Construct) => this.store(scope, 'cache');
  public objectStore = (scope: Construct) => this.store(scope, 'objects');
  public secret = (scope: Construct) => this.store(scope, 'secret');

  public service(scope: Construct, props: ServiceProps): IServiceBackend {
    const settings: { [name: string]: string } = { ...props.settings };
    const resource = thing(scope, 'service', 'service');
    resource.addOverride('settings', settings);
    return {
      ...this.store(scope, 'service-data'),
      identity: { principal: `identity of ${scope.node.path}` },
      endpoint: { reference: `endpoint of ${scope.node.path}` },
      url: 'https://service',
      addSetting: (name: string, value: string) => { settings[name] = value; },
    };
  }

  private store(scope: Construct, kind: string): IResourceBackend {
    thing(scope, 'store', 'store', { name: physicalName(scope, 'fake_store'), kind });
    const metric: Metric = { id: 'full', title: 'Used space', concern: Concern.SATURATION, unit: '%', query: '{}', warning: { value: 80 }, critical: { value: 90, minutes: 15 } };
    return {
      settings: { HOST: `${kind}.example`, NAME: kind },
      metrics: [metric],
      grant: (identity: IWorkloadIdentity, access: Access) => { this.calls.push(`grant ${access} on ${kind} to ${identity.principal}`); },
      allowFrom: (endpoint) => { this.calls.push(`allow ${endpoint.reference} to ${kind}`); },
    };
  }
}
