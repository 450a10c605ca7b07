import { TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isBlock, isSet } from '../../clouds/rule-values';
import { document, items } from './values';

/** One test of a condition: `StringEquals aws:SourceAccount 123456789012`. */
export interface Clause { readonly operator: string; readonly key: string; readonly values: string[] }

/** Who a statement is about, as the policy names it. */
export interface Named { readonly kind: string; readonly id: string }

/** One statement of a policy, whatever spelling it had. */
export interface Statement {
  readonly effect: 'allow' | 'deny';
  readonly principals: Named[];
  /** The principals are those that it is not about. */
  readonly otherPrincipals: boolean;
  readonly actions: string[];
  /** The actions are those that it leaves out. */
  readonly otherActions: boolean;
  readonly resources: string[];
  readonly otherResources: boolean;
  readonly condition: Clause[];
}

/** The statements of a policy; `undefined` where only apply will know them. */
export function readPolicy(graph: TerraformGraph, value: unknown, depth = 0): Statement[] | undefined {
  const source = typeof value === 'string' ? /^\s*\$\{\s*data\.aws_iam_policy_document\.([\w-]+)(?:\[[^\]]*\])?\.(?:json|minified_json)\s*\}\s*$/.exec(value) : null;
  if (source) {
    const body = graph.tf?.data?.aws_iam_policy_document?.[source[1]];
    return depth < 5 ? fromData(graph, blocksOf(body)[0], depth) : undefined;
  }
  const policy = document(value);
  if (!isBlock(policy)) { return undefined; }
  return blocksOf(policy.Statement).map(fromJson);
}

function fromJson(one: any): Statement {
  const other = !isSet(one.Principal) && isSet(one.NotPrincipal);
  return {
    effect: String(one.Effect).toLowerCase() === 'deny' ? 'deny' : 'allow',
    principals: principals(other ? one.NotPrincipal : one.Principal),
    otherPrincipals: other,
    actions: words(isSet(one.Action) ? one.Action : one.NotAction),
    otherActions: !isSet(one.Action) && isSet(one.NotAction),
    resources: words(isSet(one.Resource) ? one.Resource : one.NotResource),
    otherResources: !isSet(one.Resource) && isSet(one.NotResource),
    condition: Object.entries(isBlock(one.Condition) ? one.Condition : {}).flatMap(([operator, tests]) =>
      Object.entries(isBlock(tests) ? tests : {}).map(([key, values]) => ({ operator, key, values: words(values).sort() }))),
  };
}

function principals(value: any): Named[] {
  if (typeof value === 'string') { return [{ kind: 'AWS', id: value }]; }
  return Object.entries(isBlock(value) ? value : {}).flatMap(([kind, ids]) => words(ids).map((id) => ({ kind, id })));
}

// A policy document of Terraform's own, with those that it is made from.
function fromData(graph: TerraformGraph, body: any, depth: number): Statement[] | undefined {
  if (!body) { return undefined; }
  const parts = [...items(body.source_policy_documents), ...items(body.override_policy_documents)].map((part) => readPolicy(graph, part, depth + 1));
  if (parts.some((part) => part === undefined)) { return undefined; }
  return [...parts.flatMap((part) => part ?? []), ...blocksOf(body.statement).map((one): Statement => ({
    effect: String(one.effect).toLowerCase() === 'deny' ? 'deny' : 'allow',
    principals: blocksOf(isSet(one.principals) ? one.principals : one.not_principals).flatMap((p) => words(p.identifiers).map((id) => ({ kind: String(p.type) === '*' ? 'AWS' : String(p.type), id }))),
    otherPrincipals: !isSet(one.principals) && isSet(one.not_principals),
    actions: words(isSet(one.actions) ? one.actions : one.not_actions),
    otherActions: !isSet(one.actions) && isSet(one.not_actions),
    resources: words(isSet(one.resources) ? one.resources : one.not_resources),
    otherResources: !isSet(one.resources) && isSet(one.not_resources),
    condition: blocksOf(one.condition).map((c) => ({ operator: String(c.test), key: String(c.variable), values: words(c.values).sort() })),
  }))];
}

function words(value: any): string[] {
  return items(value).filter((v) => typeof v !== 'object').map(String);
}

/** Conditions that bind a statement to somebody or something known. */
const BINDING = new Set([
  'aws:principalaccount', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalarn', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourcevpc',
  'aws:sourcevpce', 'aws:sourceip', 'aws:vpcsourceip', 'aws:userid', 'aws:username', 'kms:calleraccount', 's3:dataaccesspointaccount', 'aws:sourceowner',
]);

/** Conditions that say how or when, not who or what: they make nothing smaller. */
const CIRCUMSTANCES = /^(aws:(requestedregion|securetransport|currenttime|epochtime|useragent|referer|multifactorauthpresent|multifactorauthage|tokenissuetime|viaawsservice)|s3:(tlsversion|signatureversion|authtype))$/;

/** Whether a condition makes what is allowed smaller. */
export function narrows(condition: Clause[]): boolean { return condition.some((c) => !CIRCUMSTANCES.test(c.key.toLowerCase())); }

/** Issuers that give tokens to everybody who has an account there: what a token is for says nothing of who has it. */
const SHARED = /^(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|api\.bitbucket\.org|oidc\.vercel\.com|sts\.windows\.net):/;

function saysWho(name: string, values: string[]): boolean {
  if (BINDING.has(name)) { return true; }
  if (/:sub$/.test(name)) { return values.every((v) => !/^([\w-]+:)?[*?]/.test(v)); }
  if (/:aud$/.test(name)) { return !SHARED.test(name) && !values.includes('sts.amazonaws.com'); }
  return /:(amr|repository|repository_owner|repository_id|repository_owner_id|namespace_path|namespace_id|project_path|project_id|terraform_organization_id|terraform_workspace_id)$/.test(name);
}

/** Whether a condition leaves only somebody known: it tests who asks, for a value that is not everything. */
export function binds(condition: Clause[]): boolean {
  return condition.some(({ operator, key, values }) => {
    const name = key.toLowerCase();
    const positive = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i.test(operator);
    return positive && saysWho(name, values) && values.length > 0
      && values.every((v) => !/^(\*|arn:\*.*|0\.0\.0\.0\/0|::\/0|arn:aws:\w+:::\*|arn:aws:iam::\*:.*)$/.test(v));
  });
}

/** Whether a policy lets anybody in. */
export function opens(statements: Statement[]): boolean {
  return statements.some((s) => s.effect === 'allow' && (s.otherPrincipals || s.principals.some((p) => p.kind === 'AWS' && p.id === '*')) && !binds(s.condition));
}
