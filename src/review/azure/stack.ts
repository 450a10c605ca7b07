import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, flag, isSet, isUnresolved, text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { ARM_TYPES, parseArmId } from './arm-types';
import { TemplateResource, templateResources } from './templates';
import { valuesAt } from './values';

const stacks = new WeakMap<TerraformGraph, AzureStack>();

/** The index of a stack; made once, however many readers ask. */
export function stackOf(graph: TerraformGraph): AzureStack {
  let stack = stacks.get(graph);
  if (!stack) {
    stack = new AzureStack(graph);
    stacks.set(graph, stack);
  }
  return stack;
}

/** Finds resources of a stack by reference, by name and by literal id, and what points at them. */
export class AzureStack {
  public readonly templates: TemplateResource[];
  /** Addresses of template deployments that make a key. */
  public readonly keyTemplates: ReadonlySet<string>;
  private readonly subscriptionLocks: Entry[];
  private readonly names = new Map<string, Entry | undefined>();
  private readonly ids = new Map<string, Entry | undefined>();
  private readonly pointers = new Map<string, Map<string, Entry[]>>();

  public constructor(public readonly graph: TerraformGraph) {
    this.templates = templateResources(graph);
    for (const entry of graph.entries) {
      const name = graph.literal(entry.body.name);
      if (name === undefined) { continue; }
      this.keep(this.names, `${entry.type}\n${name.toLowerCase()}`, entry);
      if (ARM_TYPES[entry.type]) { this.keep(this.ids, `${ARM_TYPES[entry.type]}\n${name.toLowerCase()}`, entry); }
      if (entry.type === 'azurerm_resource_group') { this.keep(this.ids, `microsoft.resources/resourcegroups\n${name.toLowerCase()}`, entry); }
    }
    for (const key of graph.all('azurerm_key_vault_key', 'azurerm_key_vault_secret')) {
      const vault = this.graph.literal(this.find(key.body.key_vault_id)?.body.name);
      const kind = key.type === 'azurerm_key_vault_key' ? 'keys' : 'secrets';
      if (vault && text(key.body.name)) { this.keep(this.ids, `microsoft.keyvault/vaults/${kind}\n${vault}/${key.body.name}`.toLowerCase(), key); }
    }
    for (const made of this.templates) {
      const key = `${made.type}\n${made.name}`.toLowerCase();
      // A template that sets something more on a resource of Terraform's is not that resource.
      if (!this.ids.has(key)) { this.ids.set(key, made.entry); }
    }
    this.keyTemplates = new Set(this.templates.filter((made) => /^Microsoft\.KeyVault\/vaults\/keys$/i.test(made.type)).map((made) => made.entry.address));
    this.subscriptionLocks = graph.all('azurerm_management_lock').filter((lock) => /^\/subscriptions\/[^/]+\/?$/.test(text(lock.body.scope) ?? ''));
  }

  /** The resource that an expression refers to, or that a literal id of Resource Manager or URL of a vault names. */
  public find(value: unknown): Entry | undefined {
    if (typeof value !== 'string') { return undefined; }
    const target = this.graph.target(value);
    if (target || isUnresolved(value)) { return target; }
    const url = /^https:\/\/([\w-]+)\.vault\.[\w.]+\/(keys|secrets)\/([\w-]+)/i.exec(value);
    if (url) { return this.ids.get(`microsoft.keyvault/vaults/${url[2]}\n${url[1]}/${url[3]}`.toLowerCase()); }
    const id = parseArmId(value);
    const found = id && this.ids.get(`${id.type}\n${id.name}`);
    const group = found && this.graph.literal(found.body.resource_group_name);
    return id?.group && group && id.group !== group.toLowerCase() ? undefined : found;
  }

  /** A resource by a reference to it or by its literal name. */
  public named(type: string, value: unknown): Entry | undefined {
    const target = this.graph.target(value);
    if (target?.type === type) { return target; }
    const name = this.graph.literal(value);
    return name === undefined ? undefined : this.names.get(`${type}\n${name.toLowerCase()}`);
  }

  /** Resources of a type by the address of what an argument of theirs points at; computed once for each argument. */
  public pointing(type: string, path: string): Map<string, Entry[]> {
    const key = `${type}.${path}`;
    let found = this.pointers.get(key);
    if (!found) {
      found = new Map();
      for (const entry of this.graph.all(type)) {
        for (const value of valuesAt(entry.body, path)) {
          const target = this.find(value);
          const others = target && found.get(target.address);
          if (others) { others.push(entry); } else if (target) { found.set(target.address, [entry]); }
        }
      }
      this.pointers.set(key, found);
    }
    return found;
  }

  /** Resources of a type that point at an entry by an argument. */
  public at(type: string, path: string, entry: Entry): Entry[] { return this.pointing(type, path).get(entry.address) ?? []; }

  /** Where the locks are that keep a resource from being deleted: on itself, its resource group or the subscription. */
  public locks(entry: Entry): Evidence[] {
    const group = this.named('azurerm_resource_group', entry.body.resource_group_name);
    const direct = this.at('azurerm_management_lock', 'scope', entry);
    const all = [...direct, ...(group ? this.at('azurerm_management_lock', 'scope', group) : []), ...this.subscriptionLocks];
    return all.map((lock) => ({ address: lock.address, argument: 'scope' }));
  }

  /** A switch in the provider's `features`. */
  public feature(block: string, argument: string): boolean | undefined {
    const provider = blockOf(blockOf(this.graph.tf?.provider).azurerm);
    return flag(blockOf(blockOf(provider.features)[block])[argument]);
  }

  /** The subscription that the provider is for, where it is written. */
  public get subscription(): string | undefined {
    const provider = blockOf([blockOf(this.graph.tf?.provider).azurerm].flat()[0]);
    return this.graph.literal(provider.subscription_id)?.toLowerCase();
  }

  /** Name of the place that a resource is in. */
  public location(value: unknown): string | undefined { return this.graph.literal(value); }

  /** Whether Terraform refuses to destroy a resource. */
  public keepsFromDestroy(entry: Entry): boolean | undefined {
    const value = blockOf(entry.body.lifecycle).prevent_destroy;
    return isSet(value) ? flag(value) : false;
  }

  // Two of the same name are none: nobody knows which is meant.
  private keep(map: Map<string, Entry | undefined>, key: string, entry: Entry): void {
    map.set(key, map.has(key) && map.get(key) !== entry ? undefined : entry);
  }
}
