import { Entry } from '../../clouds/rule-graph';
import { cidrRange, text } from '../../clouds/rule-values';
import { AzureStack } from './stack';
import { valuesAt } from './values';

/** Which argument puts a resource into a subnet, and whether it can be called there. */
const MEMBERS: readonly { readonly type: string; readonly path: string; readonly called: boolean }[] = [
  { type: 'azurerm_api_management', path: 'virtual_network_configuration.subnet_id', called: true },
  { type: 'azurerm_application_gateway', path: 'gateway_ip_configuration.subnet_id', called: true },
  { type: 'azurerm_container_group', path: 'subnet_ids', called: true },
  { type: 'azurerm_firewall', path: 'ip_configuration.subnet_id', called: false },
  { type: 'azurerm_kubernetes_cluster', path: 'default_node_pool.vnet_subnet_id', called: true },
  { type: 'azurerm_lb', path: 'frontend_ip_configuration.subnet_id', called: true },
  { type: 'azurerm_postgresql_flexible_server', path: 'delegated_subnet_id', called: true },
  { type: 'azurerm_mysql_flexible_server', path: 'delegated_subnet_id', called: true },
  { type: 'azurerm_redis_cache', path: 'subnet_id', called: true },
  ...['linux_web_app', 'windows_web_app', 'linux_function_app', 'windows_function_app', 'function_app_flex_consumption']
    .map((type) => ({ type: `azurerm_${type}`, path: 'virtual_network_subnet_id', called: false })),
];

/** What is in a subnet. */
export interface Member {
  readonly entry: Entry;
  /** Whether others can call it at its address there. */
  readonly called: boolean;
  /** Whether it may itself open connections from there. */
  readonly calls: boolean;
  /** Whether it is there by a private endpoint, which security groups guard only where the subnet says so. */
  readonly endpoint: boolean;
}

const networks = new WeakMap<AzureStack, AzureNetwork>();

/** The network of a stack; made once. */
export function networkOf(stack: AzureStack): AzureNetwork {
  let network = networks.get(stack);
  if (!network) {
    network = new AzureNetwork(stack);
    networks.set(stack, network);
  }
  return network;
}

/** What is in which subnet, and what ranges and groups stand for. */
export class AzureNetwork {
  private readonly members = new Map<string, Member[]>();
  private readonly prefixes = new Map<string, Entry>();

  public constructor(public readonly stack: AzureStack) {
    const { graph } = stack;
    for (const { type, path, called } of MEMBERS) {
      for (const entry of graph.all(type)) { valuesAt(entry.body, path).forEach((id) => this.add(id, entry, called, true)); }
    }
    for (const app of graph.all('azurerm_container_app', 'azurerm_container_app_job')) {
      const environment = stack.find(app.body.container_app_environment_id);
      this.add(environment?.body.infrastructure_subnet_id, app, app.type === 'azurerm_container_app' && app.body.ingress !== undefined, true);
    }
    for (const endpoint of graph.all('azurerm_private_endpoint')) {
      const behind = this.behind(endpoint);
      if (behind) { this.add(endpoint.body.subnet_id, behind, true, false, true); }
    }
    for (const machine of graph.all('azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine', 'azurerm_virtual_machine')) {
      for (const nic of valuesAt(machine.body, 'network_interface_ids').map((id) => stack.find(id))) {
        valuesAt(nic?.body, 'ip_configuration.subnet_id').forEach((id) => this.add(id, machine, true, true));
      }
    }
    for (const subnet of graph.all('azurerm_subnet')) {
      valuesAt(subnet.body, 'address_prefixes').forEach((prefix) => { if (text(prefix)) { this.prefixes.set(prefix, subnet); } });
    }
  }

  /** What is in a subnet. */
  public in(subnet: Entry): Member[] { return this.members.get(subnet.address) ?? []; }

  /** The subnet of this stack that a prefix is, by reference or as a literal. */
  public subnet(prefix: unknown): Entry | undefined {
    const found = this.stack.find(prefix);
    return found?.type === 'azurerm_subnet' ? found : typeof prefix === 'string' ? this.prefixes.get(prefix) : undefined;
  }

  /** The service behind a private endpoint. */
  public behind(endpoint: Entry | undefined): Entry | undefined {
    return endpoint && valuesAt(endpoint.body, 'private_service_connection.private_connection_resource_id').map((id) => this.stack.find(id)).find((found) => found !== undefined);
  }

  /** Services behind the private endpoints, and machines, of application security groups. */
  public inGroups(ids: unknown[]): Entry[] {
    return ids.map((id) => this.stack.find(id)).flatMap((group) => {
      if (!group) { return []; }
      const endpoints = this.stack.at('azurerm_private_endpoint_application_security_group_association', 'application_security_group_id', group);
      return endpoints.map((association) => this.behind(this.stack.find(association.body.private_endpoint_id))).filter((found): found is Entry => found !== undefined);
    });
  }

  /** Subnets of this stack that lie within a literal range. */
  public within(range: unknown): Entry[] {
    const outer = cidrRange(range);
    return outer ? [...this.prefixes].filter(([prefix]) => {
      const inner = cidrRange(prefix);
      return inner !== undefined && inner.first >= outer.first && inner.last <= outer.last;
    }).map(([, subnet]) => subnet) : [];
  }

  private add(subnet: unknown, entry: Entry, called: boolean, calls: boolean, endpoint = false): void {
    const found = this.stack.find(subnet);
    if (!found) { return; }
    const others = this.members.get(found.address);
    const member = { entry, called, calls, endpoint };
    if (!others) { this.members.set(found.address, [member]); } else if (others[others.length - 1].entry !== entry) { others.push(member); }
  }
}
