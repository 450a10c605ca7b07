import { CostDriver, Flow, Permission, Reach, Statement } from '../../../src/review/model';
import { reachChanges } from '../../../src/review/diff/access';
import { Draft } from '../../../src/review/diff/change';
import { permissionChanges } from '../../../src/review/diff/permissions';
import { Models, statementChanges } from '../../../src/review/diff/statements';
import { costChanges, flowChanges } from '../../../src/review/diff/traffic';
import { Said } from '../../../src/review/diff/values';
import { Names } from '../../../src/review/words';

interface Sets { readonly statements?: Statement[]; readonly reach?: Reach[]; readonly permissions?: Permission[]; readonly flows?: Flow[]; readonly costs?: CostDriver[] }

function models(base: Sets, next: Sets, removed: string[] = [], added: string[] = []): Models {
  const full = (sets: Sets): any => ({ statements: [], reach: [], permissions: [], flows: [], costs: [], ...sets });
  return { base: full(base), next: full(next), names: new Names({ resources: [] }), removed: new Set(removed), added: new Set(added) };
}

const said = (drafts: Draft[]) => drafts.map((d) => [d.consequence, d.direction, d.clause.replace('{from}', d.from ?? '').replace('{to}', d.to ?? '')].join(' | '));

describe('statements', () => {
  const statement = (rule: string, value: any, more: Partial<Statement> = {}): Statement => ({ rule, subject: 'a.b', value, text: `said ${value}`, weak: false, evidence: [{ address: 'a.b', argument: rule }], ...more });
  const change = (from: Statement[], to: Statement[], ...rest: string[][]) => said(statementChanges(models({ statements: from }, { statements: to }, ...rest)));

  test('what is no longer said was as good as it was', () => {
    expect(change([statement('data.backup-days', 35)], [])).toEqual(['data-loss | wider | automatic backups kept 35 days -> not set; older restores are impossible']);
    expect(change([statement('data.backup-days', 0)], [])[0]).toMatch(/^data-loss \| unknown/);
    expect(change([statement('data.deletion-protection', true)], [])[0]).toMatch(/^data-loss \| wider/);
    expect(change([statement('edge.firewall-rule', 'blocks', { detail: 'size' })], [])).toEqual(['exposure | wider | firewall rule blocks -> removed; what it stopped passes']);
  });

  test('what is said for the first time is judged by itself', () => {
    expect(change([], [statement('data.backup-days', 35)])[0]).toMatch(/^data-loss \| narrower/);
    expect(change([], [statement('data.public', true, { weak: true })])[0]).toMatch(/^exposure \| wider/);
  });

  test('lists say what comes and what goes', () => {
    expect(change([statement('alert.receivers', ['a', 'b'])], [statement('alert.receivers', ['b', 'c'])])).toEqual(['protection | unknown | receivers: adds c; removes a (2 -> 2)']);
    expect(change([statement('alert.receivers', ['a', 'b'])], [statement('alert.receivers', ['b'])])[0]).toMatch(/^protection \| wider/);
  });

  test('of a new resource only what is weak is news; of one that is gone nothing', () => {
    expect(change([], [statement('data.public', false)], [], ['a.b'])).toEqual([]);
    expect(change([], [statement('data.public', true, { weak: true })], [], ['a.b'])).toEqual(['exposure | wider | said true (new); anybody can try']);
    expect(change([statement('data.backup-days', 35)], [], ['a.b'])).toEqual([]);
  });

  test('two rules that read one argument say one change', () => {
    const both = (days: number) => ['data.backup-days', 'data.undelete-days'].map((rule) => statement(rule, days, { evidence: [{ address: 'a.b', argument: 'days' }] }));
    expect(change(both(35), both(7))).toHaveLength(1);
  });
});

describe('reach', () => {
  const reach = (more: Partial<Reach>): Reach => ({ direction: 'in', from: 'internet', through: [], to: 'a.b', ports: '443', protocol: 'HTTPS', authentication: 'token', tls: 'TLS 1.2', filter: 'web application firewall blocks', weak: false, evidence: [], ...more });
  const change = (from: Reach[], to: Reach[]) => said(reachChanges(models({ reach: from }, { reach: to }), []));

  test('a new way in is wider and says what it was', () => {
    expect(change([], [reach({})])).toEqual(['exposure | wider | internet can reach it on 443, authentication: token']);
    expect(change([reach({ from: '10.0.0.0/8' })], [reach({})])).toEqual(['exposure | wider | internet can reach it on 443 (was: 10.0.0.0/8), authentication: token']);
    expect(change([reach({})], [reach({ from: '10.0.0.0/8' })])[0]).toMatch(/^exposure \| narrower/);
    expect(change([reach({})], [])).toEqual(['exposure | narrower | internet can no longer reach it on 443']);
  });

  test('inside one way its facets are weaker or stronger', () => {
    expect(change([reach({})], [reach({ authentication: 'none' })])).toEqual(['exposure | wider | authentication for internet on 443 token -> none']);
    expect(change([reach({ tls: 'TLS 1.2' })], [reach({ tls: 'TLS 1.3' })])[0]).toMatch(/^exposure \| narrower/);
    expect(change([reach({})], [reach({ filter: 'web application firewall counts' })])[0]).toMatch(/^exposure \| wider/);
    expect(change([reach({})], [reach({ authentication: 'token of another' })])[0]).toMatch(/^exposure \| unknown/);
  });
});

describe('permissions', () => {
  const permission = (more: Partial<Permission>): Permission => ({ principal: 'role', effect: 'allow', verbs: ['read'], actions: ['s3:Get'], resource: 'bucket', wildcard: false, foreign: false, weak: false, evidence: [], ...more });
  const change = (from: Permission[], to: Permission[]) => said(permissionChanges(models({ permissions: from }, { permissions: to })));

  test('each action counts, however the statements are cut', () => {
    const [get, put] = [permission({}), permission({ actions: ['s3:Put'], verbs: ['write'] })];
    expect(change([permission({ actions: ['s3:Get', 's3:Put'] })], [put, get])).toEqual([]);
    expect(change([get], [get, put])).toEqual(['permission | wider | may now s3:Put on bucket']);
    expect(change([get, put], [get])).toEqual(['permission | narrower | may no longer s3:Put on bucket']);
    expect(change([permission({ actions: ['S3:GET'] })], [get])).toEqual([]);
  });

  test('what is denied counts the other way', () => {
    const denied = permission({ effect: 'deny', principal: 'anyone' });
    expect(change([denied], [])).toEqual(['permission | wider | is no longer denied s3:Get on bucket']);
    expect(change([], [denied])).toEqual(['permission | narrower | is now denied s3:Get on bucket']);
  });

  test.each([
    ['allow', 'only through x', undefined, 'wider'], ['allow', undefined, 'only through x', 'narrower'], ['allow', 'only through x', 'only through y', 'unknown'],
    ['deny', 'without TLS', undefined, 'narrower'], ['deny', undefined, 'without TLS', 'wider'],
  ] as const)('a condition of what is %s: from %s to %s is %s', (effect, from, to, direction) => {
    const found = change([permission({ effect, condition: from })], [permission({ effect, condition: to })]);
    expect(found).toEqual([`permission | ${direction} | condition of s3:Get on bucket ${from ?? 'none'} -> ${to ?? 'none'}`]);
  });

  test('many actions are said by their verbs, few by their names', () => {
    const many = permission({ actions: ['a', 'b', 'c', 'd', 'e'], verbs: ['read', 'write'] });
    expect(change([], [many])).toEqual(['permission | wider | may now read, write (5 actions) on bucket']);
    expect(change([permission({ actions: ['a'] })], [many])[0]).toMatch(/may now b, c, d, e on bucket$/);
  });
});

describe('flows and costs', () => {
  const flow = (verb: string): Flow => ({ from: 'a.b', to: 'c.d', verb, evidence: [{ address: 'e.f', argument: 'x' }] });
  const cost = (weight: number): CostDriver => ({ subject: 'a.b', driver: 'capacity', quantity: `${weight} units`, billed: 'running', weight, evidence: [{ address: 'a.b', argument: 'size' }] });

  test('a lost record is a lost protection, other traffic is configuration', () => {
    expect(said(flowChanges(models({ flows: [flow('sends logs to')] }, {}), new Said()))).toEqual(['protection | wider | no longer sends logs to c.d']);
    expect(said(flowChanges(models({}, { flows: [flow('calls')] }), new Said()))).toEqual(['configuration | wider | now calls c.d']);
    expect(flowChanges(models({}, { flows: [flow('calls')] }, [], ['c.d']), new Said())).toEqual([]);
  });

  test('more weight costs more', () => {
    expect(said(costChanges(models({ costs: [cost(1)] }, { costs: [cost(2)] }), new Said()))).toEqual(['cost | wider | capacity 1 units -> 2 units']);
    expect(said(costChanges(models({ costs: [cost(2)] }, { costs: [cost(1)] }), new Said()))[0]).toMatch(/^cost \| narrower/);
  });

  test('what is said already is not said again', () => {
    const known = new Said();
    known.add([{ address: 'a.b', argument: 'size' }, { address: 'e.f', argument: 'x.0' }], 'cost');
    expect(costChanges(models({ costs: [cost(1)] }, { costs: [cost(2)] }), known)).toEqual([]);
    expect(flowChanges(models({}, { flows: [flow('calls')] }), known)).toEqual([]);
    expect([known.covers('a.b', 'size'), known.covers('a.b', 'sizes'), known.covers('a.b', 'size.0.unit'), known.covers('c.d', 'size')]).toEqual([true, false, true, false]);
  });
});
