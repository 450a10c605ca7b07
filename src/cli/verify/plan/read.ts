import { UsageError } from '../../errors';

/** What `terraform show -json` says of one managed resource. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  readonly before: any;
  readonly after: any;
  /** True where a value is known only after the apply. */
  readonly unknown: any;
  /** True where a value is sensitive. */
  readonly sensitive: any;
}

/** A plan, as far as it is compared. */
export interface Plan {
  /** By address. */
  readonly changes: ReadonlyMap<string, PlannedChange>;
  /** What the configuration says of each resource, by address: `expressions` of the plan. */
  readonly configuration: ReadonlyMap<string, any>;
  readonly providers: readonly { readonly name: string; readonly alias?: string; readonly expressions: any }[];
  readonly variables: { readonly [name: string]: any };
  /** What no resource of the root is: modules, data sources, commands. Words for each. */
  readonly beside: readonly { readonly address: string; readonly what: string }[];
}

/** Reads the JSON of a plan. @throws UsageError if it is none, or one that cannot be applied */
export function readPlan(text: string): Plan {
  const plan = parsed(text);
  if (typeof plan?.format_version !== 'string' || !/^[01]\./.test(plan.format_version) || !plan.configuration) {
    throw new UsageError('This is not the JSON of a plan: pipe in what terraform show -json says of a saved plan.');
  }
  if (plan.errored === true) { throw new UsageError('The plan ended with errors: there is nothing to verify.'); }
  const changes: any[] = (plan.resource_changes ?? []).filter((c: any) => c.mode !== 'data');
  const root = plan.configuration.root_module ?? {};
  const configured: any[] = root.resources ?? [];
  return {
    changes: new Map(changes.map((c) => [c.address, {
      address: c.address, type: c.type, actions: c.change?.actions ?? [], before: c.change?.before ?? undefined, after: c.change?.after ?? undefined,
      unknown: c.change?.after_unknown ?? {}, sensitive: c.change?.after_sensitive ?? {},
    }])),
    configuration: new Map(configured.filter((r) => r.mode === 'managed').map((r) => [r.address, r])),
    providers: Object.values<any>(plan.configuration.provider_config ?? {})
      .map((p) => ({ name: p.name, ...(p.alias ? { alias: p.alias } : {}), expressions: p.expressions ?? {} })),
    variables: Object.fromEntries(Object.entries<any>(plan.variables ?? {}).map(([name, v]) => [name, v?.value])),
    beside: [
      ...Object.keys(root.module_calls ?? {}).map((name) => ({ address: `module.${name}`, what: 'a module' })),
      ...configured.filter((r) => r.mode === 'data').map((r) => ({ address: r.address as string, what: 'a data source' })),
      ...configured.filter((r) => (r.provisioners ?? []).length > 0).map((r) => ({ address: r.address as string, what: 'a provisioner, which runs commands' })),
    ],
  };
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('The plan is not JSON. Save it with terraform plan -out=plan, and pipe in terraform show -json plan.');
  }
}

/** What the configuration says at a place, as it was written; an `Unquoted` for an expression that the plan does not quote. */
export function written(expression: any): any {
  if (Array.isArray(expression)) { return expression.map(block); }
  if (expression === null || typeof expression !== 'object') { return expression; }
  if ('constant_value' in expression) { return expression.constant_value; }
  return isUnquoted(expression) ? new Unquoted(expression.references ?? []) : block(expression);
}

function block(body: any): any {
  return Object.fromEntries(Object.entries(body).map(([key, inner]) => [key, written(inner)]));
}

/** An expression of which the plan only says what it refers to: the source was no JSON. */
export class Unquoted {
  public constructor(public readonly references: readonly string[]) {}
}

function isUnquoted(expression: any): boolean {
  return Object.keys(expression).every((key) => key === 'references') && (expression.references ?? []).every((r: unknown) => typeof r === 'string');
}
