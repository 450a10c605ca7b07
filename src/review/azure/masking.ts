import { Entry } from '../../clouds/rule-graph';
import { blocksOf, text, texts } from '../../clouds/rule-values';
import { AzureStack } from './stack';
import { argumentOf } from './templates';
import { append } from '../group';

/** The rule that changes lines before a workspace keeps them: named by the workspace, or by a template that sets it there. */
export function transformOf(stack: AzureStack, workspace: Entry): Entry | undefined {
  const named = stack.find(workspace.body.data_collection_rule_id);
  if (named) { return named; }
  const name = stack.graph.literal(workspace.body.name)?.toLowerCase();
  for (const made of linksByWorkspace(stack).get(name ?? '') ?? []) {
    const rule = stack.find(argumentOf(made, made.properties.defaultDataCollectionRuleResourceId));
    if (rule) { return rule; }
  }
  return undefined;
}

/** Whether a table's lines lose what matches before they are kept. `undefined` where the rule is known at apply only. */
export function masksTable(stack: AzureStack, workspace: Entry, table: string): boolean {
  const rule = transformOf(stack, workspace);
  if (!rule || rule.body.kind !== 'WorkspaceTransforms') { return false; }
  return blocksOf(rule.body.data_flow).some((flow) => texts(flow.streams).includes(`Microsoft-Table-${table}`) && /\breplace\w*\s*\(|\bproject-away\b/.test(text(flow.transform_kql) ?? ''));
}

/** Names of fields that the transformation of a table looks for. */
export function maskedFields(stack: AzureStack, workspace: Entry, table: string): string[] {
  const flows = blocksOf(transformOf(stack, workspace)?.body.data_flow).filter((flow) => texts(flow.streams).includes(`Microsoft-Table-${table}`));
  return flows.flatMap((flow) => [...(text(flow.transform_kql) ?? '').matchAll(/\(\\b\(\?:([^()]+)\)\\b/g)].flatMap(([, names]) => names.split('|').map((name) => name.replace(/\\/g, ''))));
}

const links = new WeakMap<AzureStack, Map<string, AzureStack['templates']>>();

function linksByWorkspace(stack: AzureStack): Map<string, AzureStack['templates']> {
  let found = links.get(stack);
  if (!found) {
    found = new Map();
    for (const made of stack.templates) {
      if (made.type.toLowerCase() !== 'microsoft.operationalinsights/workspaces') { continue; }
      const key = made.name.toLowerCase();
      append(found, key, made);
    }
    links.set(stack, found);
  }
  return found;
}
