import { Entry } from '../../clouds/rule-graph';
import { Evidence, Permission, Verb } from '../model';
import { Notes } from '../reader';
import { admitsNarrower, escalates, kindOf, sensitive, spelled, verbsOf, wild } from './actions';
import { inWords } from './condition';
import { binds, Named, narrows, Statement } from './policy';
import { AwsStack } from './stack';
import { plainly } from './values';

/** Who or what a policy names, as the review shows it. */
interface Party {
  readonly name: string;
  readonly foreign: boolean;
  /** Somebody of another account or organisation. */
  readonly strange: boolean;
  readonly anyone: boolean;
}

/** A resource that a policy names. */
interface Thing {
  readonly name: string;
  /** Which part of it, if not all. */
  readonly part?: string;
  /** Everything, or everything of a kind. */
  readonly wide: boolean;
  readonly foreign: boolean;
}

const ANYONE = 'anyone';
const UNKNOWN = 'known only at apply';

/** Collects who may do what; statements with the same principal, resource, condition and effect are one row. */
export class Grants {
  private readonly rows = new Map<string, Permission>();

  public constructor(private readonly stack: AwsStack) {}

  /** What a policy on an identity lets it do. */
  public identity(principal: string, statements: Statement[] | undefined, evidence: Evidence, condition?: string): void {
    const party = { name: principal, foreign: false, strange: false, anyone: false };
    if (!statements) { this.unknown(party.name, '*', evidence); return; }
    for (const s of statements) {
      const things = s.resources.map((r) => this.thing(r));
      for (const one of byKind(s, things)) { this.statement(party, one.statement, one.things, evidence, condition, one.verbs); }
    }
  }

  /** What a policy on a resource lets others do. `own`: `*` in it means the resource itself. */
  public resource(self: Entry, statements: Statement[] | undefined, evidence: Evidence, own: boolean): void {
    if (!statements) { this.unknown(UNKNOWN, self.address, evidence); return; }
    for (const s of statements) {
      const things = (s.resources.length === 0 ? ['*'] : s.resources).map((r) => (own ? this.partOf(self, r) : this.thing(r)));
      for (const principal of s.principals) { this.statement(this.party(principal, s.otherPrincipals), s, things, evidence); }
    }
  }

  /** One row as it is. */
  public row(permission: Permission): void {
    const key = [permission.principal, permission.effect, permission.resource, permission.condition ?? ''].join('\n');
    const same = this.rows.get(key);
    this.rows.set(key, same ? {
      ...same,
      verbs: [...same.verbs, ...permission.verbs], actions: [...same.actions, ...permission.actions],
      wildcard: same.wildcard || permission.wildcard, foreign: same.foreign || permission.foreign, weak: same.weak || permission.weak,
      evidence: [...same.evidence, ...permission.evidence.filter((e) => !same.evidence.some((s) => s.address === e.address && s.argument === e.argument))],
    } : permission);
  }

  /** Hands the rows over. */
  public flush(notes: Notes): void {
    for (const row of this.rows.values()) { notes.permits(row); }
  }

  /** Who a policy means. */
  public party({ kind, id }: Named, other = false): Party {
    if (other) { return { name: `${ANYONE} but ${this.party({ kind, id }).name}`, foreign: true, strange: true, anyone: true }; }
    if (kind === 'Service') { return { name: `service ${plainly(id)}`, foreign: false, strange: false, anyone: false }; }
    if (id === '*') { return { name: ANYONE, foreign: true, strange: true, anyone: true }; }
    const found = this.stack.find(id);
    // Whoever logs in elsewhere is somebody else, also where this stack names the provider of the login.
    if (found && kind === 'Federated') { return { name: `federated ${found.address}`, foreign: true, strange: true, anyone: false }; }
    if (found) { return { name: found.address, foreign: false, strange: false, anyone: false }; }
    if (kind === 'Federated') { return { name: `federated ${plainly(id).split(':').pop()!.replace(/^(oidc|saml)-provider\//, '')}`, foreign: true, strange: true, anyone: false }; }
    if (kind !== 'AWS') { return { name: `${kind === 'CanonicalUser' ? 'canonical user' : kind} ${plainly(id)}`, foreign: true, strange: true, anyone: false }; }
    const arn = /^arn:[^:]*:(?:iam|sts)::([^:]*):(.+)$/.exec(id);
    const account = /^\d{12}$/.test(id) ? id : arn?.[1];
    const expression = account === undefined || account.includes('${');
    const strange = !expression && account !== this.stack.account;
    if (/^\d{12}$/.test(id) || arn?.[2] === 'root') { return { name: expression ? 'this account' : `account ${account}`, foreign: strange, strange, anyone: false }; }
    return { name: arn ? `${arn[2].replace('/', ' ')}${strange ? ` of account ${account}` : ''}` : plainly(id), foreign: true, strange, anyone: false };
  }

  private unknown(principal: string, resource: string, evidence: Evidence): void {
    this.row({ principal, effect: 'allow', verbs: ['other'], actions: [UNKNOWN], resource, wildcard: false, foreign: false, weak: true, evidence: [evidence] });
  }

  private statement(party: Party, s: Statement, things: Thing[], evidence: Evidence, also?: string, verbs?: Verb[]): void {
    const all = s.otherResources ? [{ name: '*', part: `other than ${things.map((t) => t.name).sort().join(', ')}`, wide: true, foreign: false }] : things;
    const allow = s.effect === 'allow';
    const bound = binds(s.condition);
    const wilds = s.otherActions || s.actions.some((a) => wild(a) === 'more');
    for (const thing of all) {
      const wideFor = (test: (action: string) => boolean) => thing.wide && s.actions.some((a) => admitsNarrower(a) && test(a));
      const more = [...(thing.part ? [thing.part] : []), ...(also ? [also] : [])];
      this.row({
        principal: party.name, effect: s.effect, resource: thing.name,
        verbs: verbs ?? (s.otherActions ? ['administer', 'delete', 'read', 'write'] : s.actions.flatMap((a) => verbsFor(a, thing))),
        actions: s.otherActions ? [`all but ${s.actions.map(spelled).sort().join(', ')}`] : s.actions.map(spelled),
        condition: inWords(this.stack, s.condition, s.effect, more),
        wildcard: allow && (wilds || s.actions.some((a) => wild(a) !== 'no') || wideFor(() => true) || party.anyone),
        foreign: allow && ((party.foreign && !(party.anyone && bound)) || thing.foreign),
        weak: allow && (wilds || (!narrows(s.condition) && wideFor(sensitive)) || (party.strange && !bound) || s.actions.some((a) => escalates(a, thing.wide))),
        evidence: [evidence],
      });
    }
  }

  // A resource in the policy of an identity: in this stack, elsewhere, or everything.
  private thing(written: string): Thing {
    const target = this.stack.graph.target(written);
    if (target) { return { name: target.address, part: this.rest(written), wide: false, foreign: false }; }
    const arn = this.stack.byArn(this.stack.graph.literal(written) ?? written);
    if (arn) { return { name: arn.entry.address, part: part(arn.rest), wide: false, foreign: false }; }
    const wide = /^\*+$/.test(written) || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*(\/\*)?$|^arn:[^:]*:(?!s3:)[^:]*:[^:]*:[^:]*:[\w-]+[/:]\*$/.test(written);
    return { name: written === '*' ? '*' : plainly(written), wide, foreign: !wide };
  }

  // A resource in the policy of a resource: it can be no other.
  private partOf(self: Entry, written: string): Thing {
    if (written === '*') { return { name: self.address, wide: false, foreign: false }; }
    const target = this.stack.graph.target(written);
    const literal = this.stack.graph.literal(written) ?? written;
    const s3 = /^arn:[^:]*:s3:::[^/]+(.*)$/.exec(literal)?.[1];
    return { name: self.address, part: target ? this.rest(written) : s3 !== undefined ? part(s3) : undefined, wide: false, foreign: false };
  }

  // What a reference is followed by: `/*` is all of it, `/logs/*` is a part.
  private rest(written: string): string | undefined {
    const login = /^arn:[^:]*:rds-db:.*\/([^/]+)$/.exec(written);
    if (login) { return `as ${plainly(login[1])}`; }
    if (/\.(master_user_secret|master_password_secret)\b/.test(written)) { return "for the administrator's secret"; }
    const behind = written.slice(written.indexOf('}', written.indexOf('${')) + 1);
    return part(behind.replace(/\$\{[^}]*\}/g, (expression) => this.stack.graph.literal(expression) ?? plainly(expression)));
  }
}

// What is about a kind of thing by itself is a row of its own; the rest on `*` is about everything.
function byKind(statement: Statement, things: Thing[]): { statement: Statement; things: Thing[]; verbs?: Verb[] }[] {
  const all = things.filter((t) => t.name === '*');
  if (all.length === 0 || statement.otherActions || statement.otherResources) { return [{ statement, things }]; }
  const kinds = new Map<string, { verbs?: Verb[]; actions: string[] }>();
  for (const action of statement.actions) {
    const known = kindOf(action);
    const name = known?.kind ?? '*';
    kinds.set(name, { verbs: known?.verbs, actions: [...kinds.get(name)?.actions ?? [], action] });
  }
  const narrower = things.filter((t) => t.name !== '*');
  return [
    ...[...kinds].map(([name, { verbs, actions }]) => ({ statement: { ...statement, actions }, things: name === '*' ? all : [{ name, wide: false, foreign: false }], verbs })),
    ...(narrower.length > 0 ? [{ statement, things: narrower }] : []),
  ];
}

function part(rest: string): string | undefined {
  const name = rest.replace(/^[/:]+/, '').replace(/[/:]+\*$/, '/*');
  return name === '' || name === '*' || name === '/*' ? undefined : `for ${name}`;
}

// A login to a database reads and writes as far as its name says.
function verbsFor(action: string, thing: Thing): Verb[] {
  const readsOnly = action.toLowerCase() === 'rds-db:connect' && /^as \w*(read|reader|readonly|ro)$/.test(thing.part ?? '');
  return readsOnly ? ['read'] : verbsOf(action);
}
