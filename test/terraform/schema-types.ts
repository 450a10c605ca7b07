import { isUnresolved } from '../../src/clouds/rule-values';
import { TypeNotation } from '../../scripts/lib/schema-format';

/** What is wrong with a value of an attribute's type; an expression fits every type, a template only strings. */
export function typeProblem(value: any, type: TypeNotation): string | undefined {
  if (value === null || isExpression(value)) {
    return undefined;
  }
  if (typeof type === 'string') {
    return scalarProblem(value, type);
  }
  if (type[0] === 'object') {
    return objectProblem(value, type[1] as { [name: string]: TypeNotation });
  }
  const element = type[1] as TypeNotation;
  if (type[0] === 'map') {
    if (!isObject(value)) {
      return `a map is needed, not ${kind(value)}`;
    }
    return firstProblem(Object.entries(value), element);
  }
  if (!Array.isArray(value)) {
    return `a ${type[0]} is needed, not ${kind(value)}`;
  }
  return firstProblem([...value.entries()], element);
}

/** A string that is one expression and nothing else, so Terraform decides its type. */
export function isExpression(value: any): boolean {
  return typeof value === 'string' && isUnresolved(value) && /^\$\{[\s\S]*\}$/.test(value);
}

function scalarProblem(value: any, type: string): string | undefined {
  if (type === 'dynamic') {
    return undefined;
  }
  if (typeof value === 'object') {
    return `a ${type} is needed, not ${kind(value)}`;
  }
  if (type === 'number' && !(typeof value === 'number' || typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))) {
    return `a number is needed, not ${JSON.stringify(value)}`;
  }
  if (type === 'bool' && ![true, false, 'true', 'false'].includes(value)) {
    return `true or false is needed, not ${JSON.stringify(value)}`;
  }
  return undefined;
}

function objectProblem(value: any, members: { [name: string]: TypeNotation }): string | undefined {
  if (!isObject(value)) {
    return `an object is needed, not ${kind(value)}`;
  }
  const unknown = Object.keys(value).find((name) => !(name in members));
  if (unknown) {
    return `${unknown} is not known`;
  }
  return Object.entries(members).map(([name, member]) => (name in value ? within(name, typeProblem(value[name], member)) : `${name} is missing`)).find(Boolean);
}

function firstProblem(entries: [string | number, any][], element: TypeNotation): string | undefined {
  return entries.map(([key, item]) => within(key, typeProblem(item, element))).find(Boolean);
}

function within(key: string | number, problem: string | undefined): string | undefined {
  return problem && `[${key}]: ${problem}`;
}

function isObject(value: any): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kind(value: any): string {
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
