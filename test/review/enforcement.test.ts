import { App } from 'cdktf';
import { Stage } from '../../src';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { stringify } from '../../src/environment/stringify';
import { toTerraformOnce } from '../../src/environment/synthesis';
import { buildModel } from '../../src/review/build';
import { CATALOGUE } from '../../src/review/catalogue';
import { enforcementOf } from '../../src/review/enforcement';
import { Enforcement, Permission, Reach, ReviewModel, Statement } from '../../src/review/model';
import { renderPage } from '../../src/review/page';
import { treeOf } from '../../src/review/tree';
import { ENFORCEMENT } from '../../patterns/customer-facing-api/enforcement';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';
import { sectionOf, textOf } from './page/markup';

const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];

/** The example, of which one thing is made weak. */
function modelOf(zone: string): ReviewModel {
  // The example is typed by the built package, which the tests replace by the sources.
  const env: any = new OrdersEnvironment(new App(), 'orders', { standards: acmeStandards(), stage: Stage.PRODUCTION, landingZone: zone });
  env.prepareStack();
  const tf = toTerraformOnce(env);
  const text = stringify(tf);
  return buildModel(tf, text, treeOf(env));
}

interface Weak { readonly statements?: Partial<Statement>[]; readonly reach?: Partial<Reach>[]; readonly permissions?: Partial<Permission>[] }

const isWeak = (e: Enforcement) => e.weak.length + (e.weakReach ?? []).length + (e.weakPermissions ?? []).length > 0;

describe.each(ZONES)('the properties of a card on %s', (zone) => {
  const model = modelOf(zone);
  const store = model.statements.find((s) => s.rule === 'data.key' && s.subject.includes('orders_database'))!.subject;
  const gateway = model.resources.find((r) => r.path.startsWith('orders/gateway/'))!.address;

  const cardOf = ({ statements = [], reach = [], permissions = [] }: Weak) => enforcementOf(
    { identity: model.identity, ...model.tree }, model.parts, model.resources,
    statements.map((s) => ({ rule: '', subject: store, value: false, text: '', weak: true, evidence: [], ...s })),
    reach.map((r) => ({ direction: 'in', from: 'internet', through: [], to: store, ports: '443', protocol: 'TCP', authentication: 'none', tls: 'none', filter: 'none', weak: true, evidence: [], ...r })),
    permissions.map((p) => ({ principal: 'anyone', effect: 'allow', verbs: ['read'], actions: [], resource: store, wildcard: true, foreign: true, weak: true, evidence: [], ...p })),
  );
  const marked = (weak: Weak) => cardOf(weak).filter(isWeak).map((e) => e.property);

  test.each<[string, Weak, RegExp]>([
    ['a store that is open', { statements: [{ rule: 'data.public', value: true }] }, /^Only the edge is public$/],
    ['a store that can be deleted', { statements: [{ rule: 'data.deletion-protection' }] }, /^Deletion protection/],
    ['a store under a key of somebody else', { statements: [{ rule: 'data.key', value: 'foreign' }] }, /^Encryption at rest/],
    ['a store without TLS', { statements: [{ rule: 'data.transit', value: 'none' }] }, /^Encryption in transit/],
    ['a store without backups', { statements: [{ rule: 'data.backup-days', value: 0 }] }, /^Backup$/],
    ['callers that nobody asks who they are', { statements: [{ rule: 'edge.authentication', subject: gateway, value: 'none' }] }, /^Authentication/],
    ['a firewall that only counts', { statements: [{ rule: 'edge.firewall', subject: gateway, value: 'counts' }] }, /^Web application firewall/],
    ['an alarm that is off', { statements: [{ rule: 'alarm.enabled' }] }, /^Availability and latency|^Probe/],
    ['a budget of which nobody hears', { statements: [{ rule: 'budget.alerts', value: [] }] }, /^Budget/],
    ['a way in', { reach: [{}] }, /^Only the edge is public$/],
    ['a way out', { reach: [{ direction: 'out', from: store, to: 'internet' }] }, /^Egress/],
    ['a permission of anybody', { permissions: [{}] }, /^Least privilege$/],
  ])('%s speaks of its property, and of no other', (_, weak, property) => {
    const found = marked(weak);
    expect(found.length).toBeGreaterThan(0);
    for (const name of found) { expect(name).toMatch(property); }
  });

  test('no property is marked for what is not weak, or belongs to another place', () => {
    expect(marked({ statements: [{ rule: 'data.public', weak: false }], reach: [{ weak: false }, { to: 'aws_instance.elsewhere' }], permissions: [{ weak: false }] })).toEqual([]);
  });

  test('every rule that can be weak speaks of some property of the card, but for those of what no card promises', () => {
    const silent = Object.entries(CATALOGUE).filter(([, rule]) => rule.weak).map(([id]) => id).filter((rule) => marked({ statements: [{ rule }] }).length === 0);
    expect(silent.filter((rule) => !/^(guard|image|network\.flow-logs|data\.redundancy)/.test(rule))).toEqual([]);
  });

  test('the page says the way in and the permission beside the property', () => {
    const reach: Reach = { direction: 'in', from: 'internet', through: [], to: store, ports: '5432', protocol: 'TCP', authentication: 'none', tls: 'none', filter: 'none', weak: true, evidence: [] };
    const permission: Permission = { principal: 'anyone', effect: 'allow', verbs: ['read'], actions: [], resource: store, wildcard: true, foreign: true, weak: true, evidence: [] };
    const made = { ...model, reach: [reach], permissions: [permission], statements: [] };
    const page = renderPage({ ...made, enforcement: cardOf({ reach: [reach], permissions: [permission] }) });
    const card = textOf(sectionOf(page, 'card'));
    expect(card).toMatch(/Only the edge is public .*Weak.*the internet reaches .* on 5432/);
    expect(card).toMatch(/Least privilege .*Weak.*anyone may read on /);
  });
});

test('every rule that the card names is in the catalogue, alone or as a family, and every property names some or none on purpose', () => {
  const known = (rule: string) => (rule.endsWith('.') ? Object.keys(CATALOGUE).some((id) => id.startsWith(rule)) : rule in CATALOGUE);
  for (const { property, cloud, rules } of ENFORCEMENT) { expect({ property, cloud, unknown: rules?.filter((rule) => !known(rule)) }).toEqual({ property, cloud, unknown: [] }); }
});

describe('a property of a team\'s own', () => {
  const resource = { address: 'x.y', type: 'x', path: 'own/y', part: 'own', key: 'y', line: 1 };
  const said = (rule: string): Statement => ({ rule, subject: 'x.y', value: true, text: '', weak: true, evidence: [] });
  const weakOf = (row: object, statements: Statement[]) => enforcementOf(
    { identity: { kind: 'environment', stack: 's', name: 's', patterns: [] }, parts: [], cards: [{ pattern: 'own', path: 'own', rows: [{ property: 'Audit of paper', by: 'us', types: ['x'], ...row }] }] },
    [], [resource], statements,
  )[0].weak;

  test('rests on all that its resources do, where it names no rules, whatever it is called', () => {
    expect(weakOf({}, [said('data.public')])).toEqual([0]);
    expect(weakOf({ types: ['z'] }, [said('data.public')])).toEqual([]);
  });

  test('rests on the rules that it names, and on no other that begins so', () => {
    const statements = [said('data.public'), said('data.public-blocked'), said('audit.enabled')];
    expect(weakOf({ rules: ['data.public'] }, statements)).toEqual([0]);
    expect(weakOf({ rules: ['audit.'] }, statements)).toEqual([2]);
    expect(weakOf({ rules: [] }, statements)).toEqual([]);
  });
});
