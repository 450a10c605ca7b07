import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, isUnresolved, texts } from '../../../clouds/rule-values';
import { Scope } from '../scope';

/** Who a member of a grant is. */
export interface Member {
  /** Address in this stack, or words. */
  readonly principal: string;
  readonly entry?: Entry;
  /** Anyone, or everybody of a kind. */
  readonly everyone: boolean;
  readonly foreign: boolean;
}

const AGENT = /^(?:service-|project-|p|cmek-p)(\d+)@(.+?)(?:\.iam)?\.gserviceaccount\.com$/;
/** Projects of Google that its own agents live in; anybody can call an account of theirs `service-1`. */
const GOOGLE = /^(gcp-(sa|gae)-[a-z0-9-]+|gs-project-accounts|serverless-robot-prod|storage-transfer-service|compute-system|container-engine-robot|containerregistry|cloud-(filer|redis|memcache-sa|tpu)|gcf-admin-robot|bigquery-encryption|dataflow-service-producer-prod|dataproc-accounts|cloudcomposer-accounts|service-networking|firebase-rules|endpoints-portal|sourcerepo-service-accounts|remotebuildexecution|gcp-gae-service|gae-api-prod\.google\.com)$/;
const DEFAULT = /^(\d+)(?:-compute@developer|@cloudservices|@cloudbuild)\.gserviceaccount\.com$/;

const numbers = new WeakMap<Scope, Set<string>>();

/** Reads a member as IAM writes it: `serviceAccount:…`, `group:…`, `allUsers`. */
export function memberOf(scope: Scope, member: string): Member {
  const entry = scope.graph.target(member) ?? scope.lookup.account(member);
  if (entry) { return { principal: entry.address, entry, everyone: false, foreign: false }; }
  if (member === 'allUsers') { return { principal: 'anyone', everyone: true, foreign: true }; }
  if (member === 'allAuthenticatedUsers') { return { principal: 'anyone with a Google account', everyone: true, foreign: true }; }
  if (isUnresolved(member)) { return { principal: 'an identity known at apply', everyone: false, foreign: true }; }
  const [kind, name] = split(member);
  if (kind === 'serviceAccount') { return account(scope, name); }
  if (/^project(Owner|Editor|Viewer|Writer|Reader)$/.test(kind)) { return ofProject(scope, kind, name); }
  if (kind === 'principal' || kind === 'principalSet') { return federated(kind, name); }
  const words: { readonly [kind: string]: string } = { user: 'person', group: 'group', domain: 'everybody of domain', deleted: 'deleted identity' };
  return { principal: `${words[kind] ?? kind} ${name}`.trim(), everyone: kind === 'domain', foreign: true };
}

function split(member: string): [string, string] {
  const colon = member.indexOf(':');
  return colon < 0 ? [member, ''] : [member.slice(0, colon), member.slice(colon + 1)];
}

function account(scope: Scope, email: string): Member {
  const agent = AGENT.exec(email);
  if (agent && GOOGLE.test(agent[2])) {
    const own = ownNumbers(scope);
    return { principal: `service ${agent[2]} of project ${agent[1]}`, everyone: false, foreign: own.size > 0 && !own.has(agent[1]) };
  }
  const standard = DEFAULT.exec(email);
  if (standard) { return { principal: `default account ${email}`, everyone: false, foreign: !ownNumbers(scope).has(standard[1]) }; }
  return { principal: `account ${email}`, everyone: false, foreign: true };
}

function ofProject(scope: Scope, kind: string, project: string): Member {
  const who = kind.replace('project', '').toLowerCase();
  const named = project || scope.lookup.project || 'the project';
  return { principal: `${who}s of project ${named}`, everyone: false, foreign: named !== scope.lookup.project && project !== '' };
}

function federated(kind: string, name: string): Member {
  const pool = /(?:workloadIdentity|workforce)Pools\/([^/]+)/.exec(name)?.[1];
  const rest = name.replace(/^.*Pools\/[^/]+\/?/, '');
  const all = kind === 'principalSet' && rest === '*';
  return { principal: `${all ? 'every identity' : 'identity'} of pool ${pool ?? 'unknown'}${all || rest === '' ? '' : ` with ${rest}`}`, everyone: all, foreign: true };
}

/** Numbers of the projects that this stack says are its own: in budgets, liens, contacts. */
function ownNumbers(scope: Scope): Set<string> {
  let own = numbers.get(scope);
  if (!own) {
    const stated = [
      ...scope.all('google_billing_budget').flatMap((budget) => blocksOf(budget.body.budget_filter).flatMap((filter) => texts(filter.projects))),
      ...scope.all('google_resource_manager_lien').flatMap((lien) => texts(lien.body.parent)),
    ];
    own = new Set(stated.map((name) => /^projects\/(\d+)$/.exec(name)?.[1]).filter((number): number is string => number !== undefined));
    numbers.set(scope, own);
  }
  return own;
}
