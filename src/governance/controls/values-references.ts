import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, lookThrough, nothingIn } from './build';

/** `$${` is text: programs have it. */
const EXPRESSION = /(?<!\$)\$\{((?:[^{}]|\{[^{}]*\})*)\}/g;
/** An address within an expression; what stands behind a dot (`data.`, `var.`) is none. */
const ADDRESS = /(?<![\w."-])([a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*)/g;

/** Addresses that a body refers to, each with the argument in which it first does. */
function referencesOf(node: any, place: string, found: Map<string, string>): void {
  if (typeof node === 'string') {
    if (place.startsWith('depends_on')) { found.set(node, place); return; }
    if (!node.includes('${')) { return; }
    for (const [, expression] of node.matchAll(EXPRESSION)) {
      for (const [, address] of expression.matchAll(ADDRESS)) { if (!found.has(address)) { found.set(address, place); } }
    }
    return;
  }
  if (node === null || typeof node !== 'object') { return; }
  for (const [key, value] of Object.entries(node)) { if (key !== '//') { referencesOf(value, place === '' ? key : `${place}.${key}`, found); } }
}

const DEPENDS = /"depends_on": \[([^\]]*)\]/g;

/** Whether all that is referred to anywhere in the file is there; a doubt says no, and every resource is looked into. */
function allThere(text: string, there: ReadonlySet<string>): boolean {
  const isThere = (address: string) => there.has(address) || address.startsWith('data.') || address.startsWith('module.');
  for (const [, expression] of text.matchAll(EXPRESSION)) {
    for (const [, address] of expression.matchAll(ADDRESS)) { if (!isThere(address)) { return false; } }
  }
  for (const [, list] of text.matchAll(DEPENDS)) {
    for (const [, address] of list.matchAll(/"([^"]*)"/g)) { if (!isThere(address)) { return false; } }
  }
  return true;
}

/** What is referred to is there. */
export const valuesReferences = control({
  id: 'values.references',
  title: 'Every reference leads to a resource',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'somebody took out what something else rests on: a key, a role, a network; Terraform says so too, but not whose it was',
  mend: 'Put the resource back, or take out what refers to it.',
}, (context) => {
  const resources = context.resources();
  const there = new Set(resources.map(({ address }) => address));
  const text = context._text();
  if (text !== undefined && resources.length > 0 && allThere(text, there)) { return [nothingIn(resources.length)]; }
  const lostIn = (node: any) => {
    const found = new Map<string, string>();
    referencesOf(node, '', found);
    return [...found].find(([address]) => !there.has(address) && !address.startsWith('data.') && !address.startsWith('module.'));
  };
  const outputs = Object.entries<any>(context.document('output') ?? {}).flatMap(([name, body]) => {
    const lost = lostIn(body);
    return lost ? [finding('', `output ${name} refers to ${lost[0]}, which is not there`, `output.${name}`)] : [];
  });
  return [...outputs, ...lookThrough(resources, (one) => {
    const lost: [string, string] | undefined = one._found('lost references', lostIn);
    return lost && finding(one.address, `refers to ${lost[0]}, which is not there`, lost[1]);
  })];
});
