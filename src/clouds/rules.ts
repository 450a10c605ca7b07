import { RuleFinding } from './cloud';
import { Entry, TerraformGraph } from './rule-graph';
import { isBlock, isUnresolved, listOf } from './rule-values';

/** One block of resolved Terraform: argument names to values. */
export interface Block { readonly [argument: string]: any }

/**
 * Judges one value. Gets the value at the rule's argument (`undefined` where it is not set), the block that holds it, and
 * the whole stack; answers what is wrong, with the value found, or nothing.
 */
export type Check = (value: any, block: Block, context: RuleContext) => string | undefined;

/** What a check can ask about the resource at hand and the stack around it. */
export interface RuleContext extends Entry {
  readonly graph: TerraformGraph;
}

/**
 * One thing that a provider or its cloud demands of an argument, as data.
 *
 * A rule never judges what Terraform knows only later: strings that still hold an expression after references to literal
 * arguments of the same stack were followed do not reach `problem`, unless `references` says that it reads them.
 */
export interface Rule {
  /** Stable, begins with the cloud: `aws/s3-bucket-name`. */
  readonly id: string;
  /** Terraform resource types it applies to. */
  readonly types: readonly string[];
  /** Path of the argument; `.` steps into blocks (each one of a list), `*` into the elements of a list. Empty: the whole resource. */
  readonly argument: string;
  readonly problem: Check;
  /** What to do, as an order to the reader. */
  readonly mend: string;
  /** Page that says so. */
  readonly source: string;
  /** Hands expressions (`${...}`) to `problem` as they are. */
  readonly references?: boolean;
}

/** Applies rules to the content of a `cdk.tf.json`. Never throws: what it cannot read, it does not judge. */
export function checkRules(rules: readonly Rule[], tf: any): RuleFinding[] {
  const byType = indexByType(rules);
  const graph = new TerraformGraph(tf);
  const findings: RuleFinding[] = [];
  for (const entry of graph.entries) {
    const applicable = byType.get(entry.type);
    if (!applicable) {
      continue;
    }
    const context: RuleContext = { ...entry, graph };
    for (const { rule, path } of applicable) {
      judge(rule, path, context, findings);
    }
  }
  return findings;
}

interface Indexed { readonly rule: Rule; readonly path: readonly string[] }
const indexes = new WeakMap<readonly Rule[], Map<string, Indexed[]>>();

function indexByType(rules: readonly Rule[]): Map<string, Indexed[]> {
  let index = indexes.get(rules);
  if (!index) {
    index = new Map();
    for (const rule of rules) {
      const path = rule.argument === '' ? [] : rule.argument.split('.');
      for (const type of rule.types) {
        index.set(type, [...index.get(type) ?? [], { rule, path }]);
      }
    }
    indexes.set(rules, index);
  }
  return index;
}

function judge(rule: Rule, path: readonly string[], context: RuleContext, findings: RuleFinding[]): void {
  visit(context.body, context.body, path, 0, '', (found, block, argument) => {
    const value = rule.references ? found : literal(found, context);
    if (!rule.references && isUnresolved(value)) {
      return;
    }
    const problem = attempt(() => rule.problem(value ?? undefined, block, context));
    if (problem) {
      findings.push({ rule: rule.id, address: context.address, argument: argument || rule.argument, problem, mend: rule.mend, source: rule.source });
    }
  });
}

function literal(value: any, context: RuleContext): any {
  return isUnresolved(value) ? context.graph.literal(value) ?? value : value;
}

// A value of an impossible kind (a number where the schema wants a block) is the schema's business, not a rule's.
function attempt(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch {
    return undefined;
  }
}

type Visitor = (value: any, block: Block, argument: string) => void;

function visit(value: any, block: Block, path: readonly string[], step: number, argument: string, visitor: Visitor): void {
  if (step === path.length) {
    visitor(value, block, argument);
    return;
  }
  const name = path[step];
  if (name === '*') {
    listOf(value).forEach((element, i) => visit(element, isBlock(element) ? element : block, path, step + 1, `${argument}[${i}]`, visitor));
    return;
  }
  const several = Array.isArray(value) && value.length > 1;
  listOf(value).forEach((element, i) => {
    if (isBlock(element)) {
      const here = several ? `${argument}[${i}]` : argument;
      visit(element[name], element, path, step + 1, here === '' ? name : `${here}.${name}`, visitor);
    }
  });
}
