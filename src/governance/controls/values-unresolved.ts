import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, lookThrough, nothingIn } from './build';

/** What is left where a value was turned into text too early. */
const LEFT = /<unresolved-token>|\$\{TfToken\[|#\{Token\[|\[object \w+\]/;
/** A word of a name, an address or a number that came of nothing. Programs and queries speak of such values, so only short text without spaces counts. */
const NOTHING = /(^|[-_./:,=])(undefined|NaN)($|[-_./:,=])/;

/** The first place in a body at which something unresolved stands. */
function unresolved(node: any, place: string): string | undefined {
  if (typeof node === 'string') { return LEFT.test(node) || (node.length < 300 && !/\s/.test(node) && NOTHING.test(node)) ? place : undefined; }
  if (node === null || typeof node !== 'object') { return typeof node === 'number' && Number.isNaN(node) ? place : undefined; }
  for (const [key, value] of Object.entries(node)) {
    if (key === '//') { continue; }
    const below = place === '' ? key : `${place}.${key}`;
    const found = LEFT.test(key) ? below : unresolved(value, below);
    if (found !== undefined) { return found; }
  }
  return undefined;
}

/** Where none of these words stands in the file, nothing is unresolved but a number that is none, which is written as null. */
const WORDS = ['<unresolved-token>', '${TfToken[', '#{Token[', '[object ', 'undefined', 'NaN'];

function isClean(text: string, document: any): boolean {
  return !WORDS.some((word) => text.includes(word)) && !(text.includes('null') && holdsNoNumber(document));
}

function holdsNoNumber(node: any): boolean {
  if (node === null || typeof node !== 'object') { return typeof node === 'number' && Number.isNaN(node); }
  for (const key in node) { if (key !== '//' && holdsNoNumber(node[key])) { return true; } }
  return false;
}

function judged(subject: string, body: any): ControlFinding | undefined {
  const place = unresolved(body, '');
  return place === undefined ? undefined : finding(subject, 'holds a value that was never resolved', place);
}

/** What is written is meant. */
export const valuesUnresolved = control({
  id: 'values.unresolved',
  title: 'Every value is resolved',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'a policy for `<unresolved-token>` protects nothing, a bucket called `undefined` is everybody\'s, and the plan shows neither as an error',
  mend: 'Pass tokens on as they are: no JSON.stringify, no template of an object, no arithmetic; use Fn or Lazy.',
  clauses: ['NIST 800-53 r5: SI-10'],
}, (context) => {
  const [resources, text] = [context.resources(), context._text()];
  if (text !== undefined && isClean(text, context.document(''))) { return [nothingIn(resources.length)]; }
  const beside = ['output', 'provider', 'variable', 'locals'].map((block) => judged('', { [block]: context.document(block) ?? {} }));
  return [...lookThrough(resources, (one) => judged(one.address, one.argument(''))), ...beside.filter((one) => one !== undefined)];
});
