import { HSTS } from '../../edge/hsts';
import { element, literal, PolicyElement, PolicyNode } from './policy-xml';

/** Longest list of operations in one condition; an expression may have 16384 characters. */
const MOST_IDS_CHARACTERS = 8000;

/** Refuses a request with a problem document that says no more than it must. */
export function refuse(status: number, reason: string, title: string): PolicyElement {
  return element('return-response', {}, [
    element('set-status', { code: String(status), reason }),
    setHeader('Content-Type', 'application/problem+json'),
    setHeader('Strict-Transport-Security', HSTS),
    element('set-body', {}, [JSON.stringify({ status, title })]),
  ]);
}

/** A branch that is taken where `condition` holds. */
export function when(condition: string, children: PolicyNode[]): PolicyElement {
  return element('when', { condition: `@(${condition})` }, children);
}

/** Condition that the request is for one of some operations. */
export function isOneOf(ids: string[]): string {
  return `(new string[] {${ids.map(literal).join(', ')}}).Contains(context.Operation.Id)`;
}

/** The same list in pieces that an expression can hold. */
export function pieces(ids: string[]): string[][] {
  const out: string[][] = [];
  let length = Infinity;
  for (const id of ids) {
    if (length + id.length + 4 > MOST_IDS_CHARACTERS) { out.push([]); length = 0; }
    out[out.length - 1].push(id);
    length += id.length + 4;
  }
  return out;
}

/** Keeps the value of an expression for later policies. */
export function setVariable(name: string, value: string): PolicyElement {
  return element('set-variable', { name, value: `@(${value})` });
}

/** Sets a header, whatever it was. */
export function setHeader(name: string, value: string): PolicyElement {
  return element('set-header', { name, 'exists-action': 'override' }, [element('value', {}, [value])]);
}

/** Takes a header away. */
export function removeHeader(name: string): PolicyElement {
  return element('set-header', { name, 'exists-action': 'delete' });
}
