import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ResourceGroupTemplateDeployment } from './resources';

/** Parameters of a template that Terraform fills in: name to value. */
export interface TemplateParameters { readonly [name: string]: string }

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** What a template says besides the parameters that Terraform fills in. */
export interface Template {
  readonly name: string;
  readonly group: string;
  readonly parameters?: TemplateParameters;
  /** Parameters with a default that Azure works out while it deploys: `[newGuid()]`, `[utcNow()]`. */
  readonly computed?: { readonly [name: string]: { readonly type: string; readonly defaultValue: string } };
  readonly resources: any[];
  readonly outputs?: { readonly [name: string]: { readonly type: string; readonly value: string } };
}

/**
 * Deploys Resource Manager resources for which azurerm has no type, or whose values must not pass through Terraform.
 * Terraform sees no drift in them, and deletes nothing of them.
 */
export function deployTemplate(scope: Construct, id: string, template: Template): ResourceGroupTemplateDeployment {
  const given = Object.keys(template.parameters ?? {});
  const parameters = { ...Object.fromEntries(given.map((name) => [name, { type: 'String' }])), ...template.computed };
  return new ResourceGroupTemplateDeployment(scope, id, {
    name: template.name,
    resourceGroupName: template.group,
    deploymentMode: 'Incremental',
    templateContent: JSON.stringify({
      $schema: SCHEMA,
      contentVersion: '1.0.0.0',
      parameters,
      resources: template.resources,
      ...(template.outputs ? { outputs: template.outputs } : {}),
    }),
    parametersContent: given.length === 0 ? undefined
      : JSON.stringify(Object.fromEntries(given.map((name) => [name, { value: template.parameters![name] }]))),
  });
}

/**
 * A deployment inside a template, whose `computed` values Azure works out anew whenever it is deployed. Those of the outer template would
 * be sent again as they were: azurerm reads them into its state, dates of the first time and secure ones without their value.
 */
export function workedOutAnew(name: string, computed: NonNullable<Template['computed']>, resources: any[]): object {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name,
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: { scope: 'inner' },
      template: { $schema: SCHEMA, contentVersion: '1.0.0.0', parameters: computed, resources },
    },
  };
}

/** Expression for an output of a template. */
export function templateOutput(deployment: ResourceGroupTemplateDeployment, name: string): string {
  return Token.asString(Fn.lookupNested(Fn.jsondecode(deployment.outputContent), [name, 'value']));
}
