import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { CloudName } from '../environment/landing-zone';
import { ControlContext } from './control-context';
import { ControlDefinition, ControlFinding, ControlOutcome, ControlSeverity, GovernanceFunction, IControl, Objective } from './control';
import { RegoControlProps } from './governance-props';
import { compiledPolicy } from './rego-bundle';

/** A loaded policy, as far as it is used. */
interface Policy {
  readonly entrypoints: { readonly [name: string]: number };
  setData(data: any): void;
  evaluate(input: any, entrypoint?: string | number): { readonly result: unknown }[];
}

/**
 * A control from a policy in Rego that was compiled to WebAssembly. What it reads of its input cannot be followed, so everything counts as read:
 * an approval that rests on it lapses with any change of the pattern.
 *
 * @param file the compiled policy, `.wasm` or bundle; it is there
 */
export function regoControl(props: RegoControlProps, file: string): IControl {
  let policy: Policy | undefined;
  return {
    definition: { ...definitionOf(props), version: createHash('sha256').update(readFileSync(file)).digest('hex') },
    evaluate(context) {
      policy ??= load(file);
      try {
        return findings(policy.evaluate(inputFor(context, props), entrypoint(policy, props)));
      } catch (error) {
        // What was interrupted inside WebAssembly may have left its memory half written.
        policy = undefined;
        throw readable(error);
      }
    },
  };
}

function definitionOf({ id, title, objective, owner, severity, why, mend, parameters = {}, clouds, clauses }: RegoControlProps): ControlDefinition {
  return {
    id, title, objective: objective as Objective, owner: owner as GovernanceFunction, severity: severity as ControlSeverity, why, mend,
    ...(clouds ? { clouds: clouds as CloudName[] } : {}), ...(clauses ? { clauses } : {}),
    parameters: Object.entries(parameters).map(([name, defaultValue]) => ({ name, description: `input.parameters.${name} of the policy`, defaultValue })),
  };
}

function load(file: string): Policy {
  // Loaded with the first policy: most enterprises have none.
  const { loadPolicySync } = require('@open-policy-agent/opa-wasm') as { loadPolicySync(wasm: Uint8Array, memory: object, builtIns: object): Policy };
  try {
    const { wasm, data } = compiledPolicy(readFileSync(file), file);
    const policy = loadPolicySync(wasm, {}, MISSING);
    if (data !== undefined) { policy.setData(data); }
    return policy;
  } catch (error) {
    throw readable(error);
  }
}

/** Stands for every built-in function that opa-wasm has not, so that whoever calls one reads its name. */
const MISSING = new Proxy({}, {
  get: (_, name) => () => { throw new Error(`the policy calls ${String(name)}, which a compiled policy cannot: it must be told everything by its input`); },
});

function entrypoint({ entrypoints }: Policy, { entrypoint: name }: RegoControlProps): string | number {
  if (name === undefined) { return 0; }
  const known = Object.keys(entrypoints);
  if (!known.includes(name)) { throw new Error(`the policy has no entry point ${name}; it was compiled with ${known.join(', ')}`); }
  return name;
}

function inputFor(context: ControlContext, { parameters = {} }: RegoControlProps): any {
  const { cloud, stage, kind, lasting, embedded, allowedRegions } = context;
  return {
    terraform: context._everything(),
    identity: { cloud, ...(stage === undefined ? {} : { stage }), kind, lasting, embedded, allowedRegions, patterns: context.patterns() },
    parameters: Object.fromEntries(Object.keys(parameters).map((name) => [name, context.parameter(name)])),
  };
}

/** A policy's answer: a list (a set is one too) of objects or texts, empty where nothing is wrong. No answer at all is not an empty one. */
function findings(answers: { readonly result: unknown }[]): ControlFinding[] {
  if (answers.length === 0) { throw new Error('the policy gives no answer: its entry point is undefined here, and must be a list or a set, empty where nothing is wrong'); }
  return answers.flatMap(({ result }) => {
    if (!Array.isArray(result)) { throw new Error(`the policy answers ${JSON.stringify(result)}, not a list of findings`); }
    return result.map(findingOf);
  });
}

function findingOf(said: any): ControlFinding {
  if (typeof said === 'string') { return { subject: '', outcome: ControlOutcome.FAIL, message: said }; }
  if (typeof said !== 'object' || said === null || Array.isArray(said)) { throw new Error(`the policy answers ${JSON.stringify(said)} for a finding`); }
  const { address = '', outcome = ControlOutcome.FAIL, argument, message, msg, found, mend } = said;
  const text = (name: string, value: unknown) => (value === undefined ? {} : { [name]: typeof value === 'string' ? value : JSON.stringify(value) });
  if (typeof address !== 'string') { throw new Error(`the policy answers the address ${JSON.stringify(address)}`); }
  return { subject: address, outcome, ...text('argument', argument), ...text('found', found), ...text('message', message ?? msg), ...text('mend', mend) };
}

/** opa-wasm throws texts and plain objects too. */
function readable(error: unknown): Error {
  if (error instanceof Error) { return error; }
  return new Error(typeof error === 'string' ? error : String((error as { message?: unknown } | null)?.message ?? JSON.stringify(error)));
}
