import { Fn, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { GroundworkError } from '../errors';
import { FactSpec } from './landing-zone';
import { placeOf } from './place';

function specOf(scope: IConstruct, name: string): FactSpec {
  const place = placeOf(scope);
  const spec = place.cloud.facts.find((f) => f.name === name);
  if (!spec) {
    throw new GroundworkError('Unknown fact', [{ where: name, problem: `${place.cloud.cloudName} has no such fact`, mend: 'Add it to facts.ts of that cloud, and to the outputs of its foundation.' }]);
  }
  return spec;
}

/** Name of the Terraform variable that stands for a fact the standards do not state. */
export function factVariable(name: string): string {
  return `foundation_${name}`;
}

function variable(scope: IConstruct, spec: FactSpec): TerraformVariable {
  const stack = TerraformStack.of(scope);
  const group = (stack.node.tryFindChild('facts') as Construct | undefined) ?? new Construct(stack, 'facts');
  const existing = group.node.tryFindChild(spec.name) as TerraformVariable | undefined;
  if (existing) { return existing; }
  const zone = placeOf(scope).landingZone.name;
  const test = spec.list
    ? `alltrue([for v in var.${factVariable(spec.name)} : can(regex(${JSON.stringify(spec.pattern)}, v))])`
    : `can(regex(${JSON.stringify(spec.pattern)}, var.${factVariable(spec.name)}))`;
  const made = new TerraformVariable(group, spec.name, {
    type: spec.list ? 'list(string)' : 'string',
    description: `${spec.description}. Output ${spec.name} of the foundation of landing zone ${zone}.`,
    nullable: false,
    validation: [{ condition: `\${${test}}`, errorMessage: `Must match ${spec.pattern}: output ${spec.name} of the foundation.` }],
  });
  made.overrideLogicalId(factVariable(spec.name));
  return made;
}

/**
 * A text that the foundation of this landing zone made: as the standards state it, or else a Terraform variable
 * `foundation_<name>` of this stack.
 */
export function fact(scope: IConstruct, name: string): string {
  const spec = specOf(scope, name);
  const stated = placeOf(scope).landingZone.facts[name];
  return stated === undefined ? variable(scope, spec).stringValue : String(stated);
}

/** The same for a list. */
export function factList(scope: IConstruct, name: string): string[] {
  const spec = specOf(scope, name);
  const stated = placeOf(scope).landingZone.facts[name];
  if (stated === undefined) { return variable(scope, spec).listValue; }
  return typeof stated === 'string' ? JSON.parse(stated) : stated;
}

/** One element of a list fact, known or not. */
export function factElement(scope: IConstruct, name: string, index: number): string {
  const list = factList(scope, name);
  return placeOf(scope).landingZone.facts[name] === undefined ? Fn.element(list, index) : list[index];
}
