import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { diagnose } from './diagnostics';
import { stablePriority } from './network-hosts';
import { NetworkSecurityGroup, NetworkSecurityRule } from './resources';

/** Traffic that is allowed. */
export interface Traffic {
  /** Address range or service tag. */
  readonly from: string;
  /** Address range or service tag. */
  readonly to?: string;
  /** Application security group, instead of `to`. */
  readonly toGroup?: string;
  readonly ports: string[];
  /** @default 'Tcp' */
  readonly protocol?: string;
}

const LAST = 4096;
const CONNECTIONS = { from: 1000, count: 3000 };

/** The security group of one subnet: what it is built with, then one rule for each connection, then a denial of the rest. */
export class SecurityRules {
  public readonly group: NetworkSecurityGroup;
  /** Rules that stand before the group is put on its subnet. */
  public readonly fixed: ITerraformDependable[] = [];
  private readonly taken = new Set<string>();
  private next = 100;

  public constructor(private readonly scope: Construct, private readonly subnet: string) {
    const base = baseOf(scope);
    this.group = new NetworkSecurityGroup(scope, `${subnet}-rules`, {
      name: physicalName(scope, 'azurerm_network_security_group', subnet), location: base.location, resourceGroupName: base.group.name,
    });
    diagnose(scope, `${subnet}-rules`, this.group.id, 'networkRules', base.workspace.id);
  }

  /** Allows traffic that every environment has. */
  public allow(direction: 'inbound' | 'outbound', name: string, traffic: Traffic): void {
    this.fixed.push(this.rule(this.scope, `${this.subnet}-${name}`, direction, 'Allow', this.next, name, traffic));
    this.next += 10;
  }

  /** Denies what no rule allows: Azure's own defaults let the whole network and its peers in. */
  public denyRest(): void {
    for (const direction of ['inbound', 'outbound'] as const) {
      this.fixed.push(this.rule(this.scope, `${this.subnet}-deny-${direction}`, direction, 'Deny', LAST, `DenyAll-${direction}`, { from: '*', to: '*', ports: ['*'], protocol: '*' }));
    }
  }

  /**
   * Opens one connection. The priority follows from `owner`, so that a new connection does not move the others.
   * @param owner construct that the rule belongs to
   * @param id construct id of the rule, unique below `owner`
   */
  public connect(owner: Construct, id: string, traffic: Traffic): void {
    if (owner.node.tryFindChild(id)) { return; }
    const name = physicalName(owner, 'azurerm_network_security_group', id);
    let priority = stablePriority(name, CONNECTIONS.from, CONNECTIONS.count);
    while (this.taken.has(String(priority))) { priority += 1; }
    this.taken.add(String(priority));
    this.rule(owner, id, 'inbound', 'Allow', priority, name, traffic);
  }

  private rule(owner: Construct, id: string, direction: string, access: string, priority: number, name: string, traffic: Traffic): NetworkSecurityRule {
    const single = traffic.ports.length === 1 && traffic.ports[0] === '*';
    return new NetworkSecurityRule(owner, id, {
      name,
      networkSecurityGroupName: this.group.name,
      resourceGroupName: baseOf(this.scope).group.name,
      priority,
      access,
      direction: direction === 'inbound' ? 'Inbound' : 'Outbound',
      protocol: traffic.protocol ?? 'Tcp',
      sourceAddressPrefix: traffic.from,
      sourcePortRange: '*',
      destinationAddressPrefix: traffic.to,
      destinationApplicationSecurityGroupIds: traffic.toGroup ? [traffic.toGroup] : undefined,
      destinationPortRange: single ? '*' : undefined,
      destinationPortRanges: single ? undefined : traffic.ports,
    });
  }
}
