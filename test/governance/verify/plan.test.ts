import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { Stage } from '../../../src';
import { comparePlan } from '../../../src/cli/verify/plan/compare';
import { planDeviations, readPlan } from '../../../src/cli/verify/plan';
import { Environment } from '../../../src/environment/environment';
import { bareRoot } from '../../../src/environment/synthesis/bare-root';
import { Deviation } from '../../../src/governance/model';
import { bareTree, buildModel } from '../../../src/review/build';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';

/** A few resources of each cloud as they were synthesized, and what `terraform show -json` said of a plan of them. */
interface Recorded { readonly terraform: any; readonly plan: any }
const recorded = (cloud: string): Recorded => JSON.parse(gunzipSync(fs.readFileSync(path.join(__dirname, 'plans', `${cloud}.json.gz`))).toString());
const CLOUDS = ['aws', 'azure', 'google'];

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const compare = ({ terraform, plan }: Recorded): Deviation[] => comparePlan(terraform, readPlan(JSON.stringify(plan)), (address) => address).deviations;
const changeOf = (plan: any, address: string): any => plan.resource_changes.find((c: any) => c.address === address).change;
const texts = (found: readonly Deviation[]) => found.map((d) => d.text);

/** Calls `visit` with every literal below a value, and how to put another in its place. */
function eachLiteral(value: any, visit: (literal: string | number | boolean, put: (other: any) => void) => void): void {
  for (const key of value && typeof value === 'object' ? Object.keys(value) : []) {
    const inner = value[key];
    if (inner !== null && typeof inner === 'object') { eachLiteral(inner, visit); } else if (inner !== null) { visit(inner, (other) => { value[key] = other; }); }
  }
}

const another = (literal: string | number | boolean): any => (typeof literal === 'boolean' ? !literal : typeof literal === 'number' ? literal + 7 : `${literal}-changed`);

describe.each(CLOUDS)('a plan on %s', (cloud) => {
  const given = recorded(cloud);

  test('that was made from what was judged has no difference', () => {
    expect(given.plan.resource_changes.length).toBeGreaterThan(8);
    expect(texts(compare(given))).toEqual([]);
  });

  test('every literal of its configuration that is another one is found, at its resource', () => {
    let count = 0;
    const missed: string[] = [];
    const mutant = clone(given);
    for (const resource of mutant.plan.configuration.root_module.resources) {
      eachLiteral(resource.expressions, (literal, put) => {
        if (typeof literal === 'string' && /^aws_|^azurerm_|^google_|^var\.|^data\./.test(literal)) { return; }
        put(another(literal));
        count++;
        if (!compare(mutant).some((d) => d.address === resource.address)) { missed.push(`${resource.address} ${literal}`); }
        put(literal);
      });
    }
    expect(count).toBeGreaterThan(80);
    expect(missed).toEqual([]);
  });

  test('every stated value that will be another one is found, though the configuration is the same', () => {
    let count = 0;
    const missed: string[] = [];
    const mutant = clone(given);
    for (const { address, type, name } of mutant.plan.resource_changes) {
      const { after, after_unknown: unknown } = changeOf(mutant.plan, address);
      const ignored: string[] = mutant.terraform.resource[type][name].lifecycle?.ignore_changes ?? [];
      for (const [argument, stated] of Object.entries<any>(mutant.terraform.resource[type][name])) {
        // Somebody judged that Terraform leaves it as it is.
        if (ignored.includes(argument)) { continue; }
        if (!['string', 'number', 'boolean'].includes(typeof stated) || after[argument] === null || unknown?.[argument] === true || String(stated).includes('${')) { continue; }
        const before = after[argument];
        after[argument] = another(before);
        count++;
        if (!compare(mutant).some((d) => d.address === address && d.argument === argument)) { missed.push(`${address} ${argument}`); }
        after[argument] = before;
      }
    }
    expect(count).toBeGreaterThan(25);
    expect(missed).toEqual([]);
  });

  test('a resource, a module, a data source and a command that nobody judged are named', () => {
    const { terraform, plan } = clone(given);
    const [one] = plan.resource_changes;
    const { root_module: root } = plan.configuration;
    plan.resource_changes.push({ ...clone(one), address: `${one.type}.extra`, name: 'extra' }, { ...clone(one), address: `module.side.${one.type}.inner`, name: 'inner' });
    root.module_calls = { side: { source: './side' } };
    root.resources.push({ address: 'data.external.any', mode: 'data', type: 'external', name: 'any', expressions: {} });
    root.resources[0].provisioners = [{ type: 'local-exec', expressions: {} }];
    const found = texts(compare({ terraform, plan }));
    for (const said of [`${one.type}.extra: the plan makes it`, `module.side.${one.type}.inner: the plan makes it`, 'module.side: the plan has a module', 'data.external.any: the plan has a data source', `${root.resources[0].address}: the plan has a provisioner`]) {
      expect(found.some((text) => text.startsWith(said))).toBe(true);
    }
  });

  test('a resource that was judged and is not planned, or will be gone, is named', () => {
    for (const change of [(plan: any) => { plan.resource_changes.shift(); }, (plan: any) => { plan.resource_changes[0].change.actions = ['delete']; }]) {
      const mutant = clone(given);
      const { address } = mutant.plan.resource_changes[0];
      change(mutant.plan);
      expect(texts(compare(mutant))).toContain(`${address}: ${address} was judged, the plan does not make it`);
    }
  });

  test('another place is named, another login is not', () => {
    const mutant = clone(given);
    const [provider] = Object.values<any>(mutant.plan.configuration.provider_config);
    const argument = { aws: 'region', azure: 'subscription_id', google: 'project' }[cloud]!;
    provider.expressions.access_token = { constant_value: 'somebody' };
    expect(compare(mutant)).toEqual([]);
    provider.expressions[argument] = { constant_value: 'elsewhere' };
    expect(compare(mutant)).toEqual([expect.objectContaining({ consequence: 'exposure', owner: 'security', text: expect.stringMatching(new RegExp(`provider.*: ${argument} was judged as .*, the plan has elsewhere$`)) })]);
  });

  test('what Terraform will make of a variable is what controls judge', () => {
    const mutant = clone(given);
    const [variable] = Object.keys(mutant.plan.variables);
    mutant.plan.variables[variable].value = 'docker.io/somebody/else:latest';
    const compared = comparePlan(mutant.terraform, readPlan(JSON.stringify(mutant.plan)), (address) => address);
    expect(JSON.stringify(compared.terraform)).toContain('docker.io/somebody/else:latest');
  });
});

describe('what a plan destroys', () => {
  const place = new Environment(bareRoot(), 'orders', { standards: acmeStandards(), pod: 'orders', stage: Stage.PRODUCTION, landingZone: 'eu-aws' });
  const found = ({ terraform, plan }: Recorded): Deviation[] => {
    const model = buildModel(terraform, '', bareTree('orders'), true);
    const results = [{ control: '', outcome: 'pass', address: '', path: '', message: '' }];
    return planDeviations(terraform, readPlan(JSON.stringify(plan)), { model: { ...model, governance: { results } }, remade: { place, terraform } } as any);
  };
  const STORES: { [cloud: string]: string } = { aws: 'aws_rds_cluster', azure: 'azurerm_postgresql_flexible_server', google: 'google_sql_database_instance' };

  test.each(CLOUDS)('a store that is replaced on %s is named, whoever agreed to its configuration', (cloud) => {
    const mutant = recorded(cloud);
    const { address, change } = mutant.plan.resource_changes.find((c: any) => c.type === STORES[cloud]);
    change.actions = ['delete', 'create'];
    expect(found(mutant)).toContainEqual(expect.objectContaining({ address, consequence: 'data-loss', owner: 'security', text: expect.stringContaining('the plan destroys it and makes it anew, with the data that it holds') }));
  });

  test('a store that is only in the state is named when it goes; what holds nothing may go', () => {
    const { terraform, plan } = recorded('aws');
    const gone = (type: string, before: any) => ({ address: `${type}.old`, mode: 'managed', type, name: 'old', change: { actions: ['delete'], before, after: null, after_unknown: {} } });
    plan.resource_changes.push(gone('aws_rds_cluster', { cluster_identifier: 'old', storage_encrypted: true, deletion_protection: false }), gone('aws_iam_role', { name: 'old', assume_role_policy: '{}' }));
    const destroyed = texts(found({ terraform, plan })).filter((text) => text.includes('destroys'));
    expect(destroyed).toEqual(['aws_rds_cluster.old: the plan destroys it, with the data that it holds (aws_rds_cluster.old)']);
  });

  test('a control that fails only on what the plan knows is named', () => {
    const { terraform, plan } = recorded('aws');
    const cluster = plan.resource_changes.find((c: any) => c.type === 'aws_rds_cluster');
    const before = texts(found({ terraform, plan }));
    delete terraform.resource.aws_rds_cluster[cluster.name].storage_encrypted;
    delete plan.configuration.root_module.resources.find((r: any) => r.address === cluster.address).expressions.storage_encrypted;
    Object.assign(cluster.change.after, { publicly_accessible: true, storage_encrypted: false });
    expect(texts(found({ terraform, plan })).filter((text) => !before.includes(text) && text.includes('as it is planned'))).not.toEqual([]);
  });
});

describe('what is no plan', () => {
  test.each([
    ['nonsense', /The plan is not JSON/],
    ['{}', /This is not the JSON of a plan/],
    [JSON.stringify({ format_version: '1.2', errored: true, configuration: {} }), /ended with errors/],
    [JSON.stringify({ format_version: '1.2', values: {} }), /This is not the JSON of a plan/],
  ])('%s', (text, message) => {
    expect(() => readPlan(text)).toThrow(message);
  });

  test('an expression that the plan does not quote counts as the same where it refers to the same', () => {
    const { terraform, plan } = recorded('aws');
    const alarm = plan.configuration.root_module.resources.find((r: any) => Object.values<any>(r.expressions).some((e) => e.references));
    const [argument, expression] = Object.entries<any>(alarm.expressions).find(([, e]) => e.references && typeof e.constant_value === 'string')!;
    alarm.expressions[argument] = { references: expression.references };
    expect(texts(compare({ terraform, plan }))).toEqual([]);
    alarm.expressions[argument] = { references: ['aws_kms_key.other.arn', 'aws_kms_key.other'] };
    expect(compare({ terraform, plan })).toEqual([expect.objectContaining({ address: alarm.address, argument, actual: expect.stringContaining('aws_kms_key.other') })]);
  });
});
