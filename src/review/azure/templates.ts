import { TerraformGraph, Entry } from '../../clouds/rule-graph';
import { blocksOf, isBlock, json, listOf } from '../../clouds/rule-values';

/** One resource of a template deployment. */
export interface TemplateResource {
  readonly type: string;
  /** `vault/key`, as the template has it. */
  readonly name: string;
  readonly properties: { readonly [name: string]: any };
  /** The deployment that makes it. */
  readonly entry: Entry;
  /** Terraform's expressions for the parameters. */
  readonly parameters: { readonly [name: string]: unknown };
}

/** What a reader knows, or what only sets something more on a resource that Terraform makes. */
const KNOWN = [
  'microsoft.keyvault/vaults/keys', 'microsoft.keyvault/vaults/secrets', 'microsoft.authorization/roleassignments', 'microsoft.resources/deployments', 'microsoft.apimanagement/service/loggers',
  'microsoft.apimanagement/service/diagnostics', 'microsoft.operationalinsights/workspaces', 'microsoft.cache/redis/accesspolicyassignments', 'microsoft.cache/redisenterprise/databases/accesspolicyassignments',
  'microsoft.cdn/profiles/customdomains', 'microsoft.cdn/profiles/secrets', 'microsoft.azureactivedirectory/ciamdirectories',
];

/** Whether nobody reads a resource of a template. */
export function isUnread(made: TemplateResource): boolean { return !KNOWN.includes(made.type.toLowerCase()); }

/** All that the template deployments of a stack make, also by deployments within templates. */
export function templateResources(graph: TerraformGraph): TemplateResource[] {
  return graph.all('azurerm_resource_group_template_deployment', 'azurerm_subscription_template_deployment').flatMap((entry) => {
    const parameters = parametersOf(entry.body.parameters_content);
    return resourcesOf(json(entry.body.template_content), 0).map((resource) => ({ ...resource, entry, parameters }));
  });
}

function resourcesOf(template: any, depth: number): { type: string; name: string; properties: { [name: string]: any } }[] {
  if (!isBlock(template) || depth > 5) { return []; }
  const listed = isBlock(template.resources) ? Object.values(template.resources) : listOf(template.resources);
  return blocksOf(listed).flatMap((resource) => {
    if (typeof resource.type !== 'string' || typeof resource.name !== 'string') { return []; }
    const properties = isBlock(resource.properties) ? resource.properties : {};
    const nested = resource.type.toLowerCase() === 'microsoft.resources/deployments' ? resourcesOf(properties.template, depth + 1) : [];
    return [{ type: resource.type, name: resource.name, properties }, ...nested];
  });
}

function parametersOf(content: unknown): { [name: string]: unknown } {
  const parsed = json(content);
  return isBlock(parsed) ? Object.fromEntries(Object.entries(parsed).map(([name, parameter]) => [name, isBlock(parameter) ? parameter.value : parameter])) : {};
}

/** Terraform's expression behind `[parameters('x')]`, or the text itself. */
export function argumentOf(resource: TemplateResource, value: unknown): unknown {
  const name = typeof value === 'string' ? /^\[parameters\('([^']+)'\)\]$/.exec(value)?.[1] : undefined;
  return name === undefined ? value : resource.parameters[name];
}
