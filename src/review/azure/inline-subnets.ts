import { isBlock, isUnresolved } from '../../clouds/rule-values';

/** A stack in which each subnet is a resource, and what to call those resources that are not. */
export interface Spread {
  readonly tf: any;
  /** Addresses of this stack by those that are made up here. */
  readonly addresses: ReadonlyMap<string, string>;
}

/**
 * Subnets, and what joins them with security groups and route tables, as resources of their own where a virtual network has them inside:
 * the readers then know one way only. What they find is told of the network.
 */
export function spreadSubnets(tf: any): Spread {
  const networks = isBlock(tf?.resource?.azurerm_virtual_network) ? tf.resource.azurerm_virtual_network : {};
  const made: { [type: string]: { [name: string]: any } } = {};
  const addresses = new Map<string, string>();
  const replacements: [network: string, subnets: Map<string, string>][] = [];
  for (const [network, body] of Object.entries<any>(networks)) {
    const blocks = isBlock(body) ? [body.subnet].flat().filter(isBlock) : [];
    const subnets = new Map<string, string>();
    blocks.forEach((block: any, index: number) => {
      const name = `${network}--subnet-${index}`;
      const add = (type: string, more: any) => {
        made[type] = { ...made[type], [name]: more };
        addresses.set(`${type}.${name}`, `azurerm_virtual_network.${network}`);
      };
      subnets.set(String(block.name), name);
      add('azurerm_subnet', { ...block, virtual_network_name: body.name, ...(body['//'] ? { '//': body['//'] } : {}) });
      const link = (type: string, argument: string, id: unknown) => { if (id) { add(type, { subnet_id: madeId(name), [argument]: id }); } };
      link('azurerm_subnet_network_security_group_association', 'network_security_group_id', block.security_group);
      link('azurerm_subnet_route_table_association', 'route_table_id', block.route_table_id);
    });
    if (subnets.size > 0) { replacements.push([network, subnets]); }
  }
  if (replacements.length === 0) { return { tf, addresses }; }
  const resource = replaced(tf.resource, (value) => replacements.reduce((text, [network, subnets]) => pointed(text, network, networks[network], subnets), value));
  for (const [type, named] of Object.entries(made)) { resource[type] = { ...resource[type], ...named }; }
  return { tf: { ...tf, resource }, addresses };
}

function madeId(name: string): string { return `\${azurerm_subnet.${name}.id}`; }

function pointed(text: string, network: string, body: any, subnets: Map<string, string>): string {
  const reference = `azurerm_virtual_network.${network}.subnet`;
  if (isUnresolved(text) && text.includes(reference)) {
    const named = [...subnets].filter(([name]) => text.includes(`"${name}"`) || text.includes(`\\"${name}\\"`));
    const found = subnets.size === 1 ? [...subnets][0] : named.length === 1 ? named[0] : undefined;
    return found ? madeId(found[1]) : text;
  }
  const literal = /\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(text);
  const name = literal && literal[1] === body?.name ? subnets.get(literal[2]) : undefined;
  return name ? madeId(name) : text;
}

function replaced(value: any, change: (text: string) => string): any {
  if (typeof value === 'string') { return change(value); }
  if (Array.isArray(value)) { return value.map((item) => replaced(item, change)); }
  return isBlock(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === '//' ? item : replaced(item, change)])) : value;
}

/** What was found, told of the resources that there are. */
export function told<T>(found: T, addresses: ReadonlyMap<string, string>): T {
  return addresses.size === 0 ? found : replaced(found, (text) => addresses.get(text) ?? text);
}
