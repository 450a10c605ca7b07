import { Entry } from '../../clouds/rule-graph';
import { Notes } from '../reader';
import { AzureStack } from './stack';

/** Something that costs while nobody uses it. */
export function running(notes: Notes, entry: Entry, driver: string, quantity: string, weight: number, argument?: string): void {
  notes.cost({ subject: entry.address, driver, quantity, billed: 'running', weight: Math.round(weight * 1000) / 1000, evidence: [{ address: entry.address, ...(argument ? { argument } : {}) }] });
}

/** Something that costs by what is used. */
export function usage(notes: Notes, entry: Entry, driver: string, quantity: string, weight: number, argument?: string): void {
  notes.cost({ subject: entry.address, driver, quantity, billed: 'usage', weight: Math.round(weight * 1000) / 1000, evidence: [{ address: entry.address, ...(argument ? { argument } : {}) }] });
}

/** Processors of a size: `GP_Standard_D4ds_v5` has 4, `B_Standard_B1ms` has 1. */
export function processors(sku: string | undefined): number {
  return Number(/(?:Standard_)?[A-Z]+(\d+)/.exec((sku ?? '').replace(/^(GP|MO|B|BC|HS)_/, ''))?.[1] ?? 1) || 1;
}

/** How many of a type are in each resource group. */
export function countsByGroup(stack: AzureStack, type: string): Map<Entry, number> {
  const counts = new Map<Entry, number>();
  for (const entry of stack.graph.all(type)) {
    const place = stack.named('azurerm_resource_group', entry.body.resource_group_name) ?? stack.graph.all(type)[0];
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
