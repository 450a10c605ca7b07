import { componentDefinition, evidenceOf } from '../../../src/governance/evidence';
import { handMade, governedStacks } from '../support';
import { rich } from '../../review/page/rich';
import { faultsOf } from './validate';

// Most of these look at what is written where nobody states a day.
delete process.env.SOURCE_DATE_EPOCH;

const model = rich({ resources: 24 });
const governance = handMade(model);
const parsed = (made = governance, folder = 'orders-production') => JSON.parse(evidenceOf({ ...model, governance: made }, folder, {})[`evidence/${folder}/assessment-results.json`])['assessment-results'];
const propOf = (thing: any, name: string) => thing.props?.find((p: any) => p.name === name)?.value;

describe('OSCAL assessment results', () => {
  const document = parsed();
  const [result] = document.results;

  test.each(['eu-aws', 'eu-azure', 'eu-google'])('follow the published schema for the example in %s', (zone) => {
    for (const [stack, { model: real, terraform }] of Object.entries(governedStacks(zone))) {
      const files = evidenceOf(real, stack, terraform);
      expect(faultsOf('oscal-assessment-results-1.2.1', JSON.parse(files[`evidence/${stack}/assessment-results.json`]))).toEqual([]);
    }
  });

  test('follow it without any control, approval and exception too', () => {
    const bare = parsed({ ...governance, controls: [], results: [], deviations: [], exceptions: [], approvals: [], verdict: { text: 'Nothing is asked for.', passes: true, look: [] } });
    expect(faultsOf('oscal-assessment-results-1.2.1', { 'assessment-results': bare })).toEqual([]);
  });

  test('have every result of every control with its resource', () => {
    const addresses = new Map(result['local-definitions']['inventory-items'].map((i: any) => [i.uuid, propOf(i, 'terraform-address')]));
    const said = result.observations.flatMap((o: any) => o.subjects.map((s: any) => [propOf(o, 'control'), propOf(o, 'outcome'), addresses.get(s['subject-uuid']) ?? '']));
    expect(said).toEqual(expect.arrayContaining(governance.results.map((r) => [r.control, r.outcome, r.address])));
    expect(said.filter(([control]: string[]) => control)).toHaveLength(governance.results.length);
  });

  test('what differs in its outcome only is not said of both', () => {
    const [fail] = governance.results;
    const results = [fail, { ...fail, outcome: 'pass' as const, address: model.resources[7].address, path: model.resources[7].path }];
    const { observations } = parsed({ ...governance, results, deviations: [] }).results[0];
    expect(observations.map((o: any) => [propOf(o, 'outcome'), o.subjects.length])).toEqual([['fail', 1], ['pass', 1]]);
    const [together] = parsed({ ...governance, results: results.map((r) => ({ ...r, outcome: 'fail' as const })), deviations: [] }).results[0].observations;
    expect(together.subjects).toHaveLength(2);
  });

  test('name only what they define', () => {
    const defined = new Set([...result['local-definitions']['inventory-items'], ...result['local-definitions'].components, ...result['local-definitions']['assessment-assets'].components, ...result.observations, ...result.risks, ...document.metadata.parties].map((x: any) => x.uuid));
    const named = [...JSON.stringify(result).matchAll(/"(?:subject|component|observation|risk|party|actor)-uuids?":(?:\[)?"([0-9a-f-]+)"/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((id) => !defined.has(id))).toEqual([]);
    const roles = new Set(document.metadata.roles.map((r: any) => r.id));
    expect([...JSON.stringify(result).matchAll(/"role-id":"([^"]+)"/g)].filter(([, id]) => !roles.has(id))).toEqual([]);
    const all = [...JSON.stringify(document).matchAll(/"uuid":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(all).size).toBe(all.length);
  });

  test('say of each control whether its own objective holds, and which clauses it supports', () => {
    const states = Object.fromEntries(result.findings.map((f: any) => [f.target['target-id'], `${f.target.status.state}, ${f.target.status.reason}`]));
    expect(states).toEqual({
      'encryption.data-stores': 'not-satisfied, fail', 'backup.kept': 'not-satisfied, fail', 'network.closed': 'not-satisfied, other', 'identity.least-privilege': 'not-satisfied, other', 'cost.budget': 'not-satisfied, fail',
      'audit.immutable': 'satisfied, pass', 'consent.purpose': 'satisfied, other', 'tags.all': 'not-satisfied, fail', 'groundwork.verdict': 'not-satisfied, fail',
    });
    const [first] = result.findings;
    expect(propOf(first, 'supports')).toBe('NIST 800-53 r5: SC-28(1), SC-13; SOC 2: CC6.1; CIS AWS 7.0: 3.2.0');
    expect(propOf(first, 'results')).toBe('1 fail, 1 pass, 1 not applicable');
    expect(result['reviewed-controls']['control-selections'][0]['include-controls']).toEqual([{ 'control-id': 'sc-28.1' }, { 'control-id': 'sc-13' }]);
  });

  test('a value that is not known yet fails a control only where the control says so', () => {
    const lenient = parsed({ ...governance, controls: governance.controls.map((c) => ({ ...c, unknownFails: false })) });
    expect(lenient.results[0].findings.find((f: any) => f.target['target-id'] === 'network.closed').target.status.state).toBe('satisfied');
    expect(lenient.results[0].risks).toHaveLength(result.risks.length - 1);
  });

  test('a failure and a deviation is a risk: open, or accepted until the last day of its exception', () => {
    const risks = result.risks.map((r: any) => [r.status, r.deadline, propOf(r, 'control') ?? propOf(r, 'deviation')]);
    expect(risks).toEqual([
      ['open', undefined, 'encryption.data-stores'], ['deviation-approved', '2027-03-31T23:59:59Z', 'backup.kept'], ['open', undefined, 'network.closed'], ['open', undefined, 'identity.least-privilege'], ['open', undefined, 'cost.budget'],
      ['deviation-approved', '2027-01-01T23:59:59Z', 'tags.all'], ['open', undefined, 'changed'], ['deviation-approved', '2027-03-31T23:59:59Z', 'added'], ['open', undefined, 'removed'], ['open', undefined, 'input'], ['open', undefined, 'elsewhere'],
    ]);
    const accepted = result.risks[1]['risk-log'].entries[0];
    expect(accepted.description).toBe('The data can be made again from the archive within an hour.');
    const approver = document.metadata.parties.find((p: any) => p.uuid === accepted['logged-by'][0]['party-uuid']);
    expect(approver.name).toBe('grace@acme.example');
  });

  test('have each approval with who gave it, on what digest, until when', () => {
    const parts = result.attestations.map((a: any) => a.parts[0]);
    expect(parts.map((p: any) => [p.title, propOf(p, 'valid'), propOf(p, 'signed'), propOf(p, 'expires')])).toEqual([
      ['customer-facing-api 1.0.0: security', 'true', 'true', '2027-11-30'], ['customer-facing-api 1.0.0: compliance', 'true', 'false', '2027-11-30'], ['customer-facing-api 1.0.0: architecture', 'false', 'false', '2027-11-30'],
      ['data-pipeline 1.0.0: security', 'false', 'false', '2026-10-31'], ['data-pipeline 1.0.0: architecture', 'false', 'false', undefined],
    ]);
    expect(propOf(parts[2], 'changed-controls')).toBe('backup.kept');
  });

  test('have no date of their own, and say so', () => {
    expect([...new Set([...JSON.stringify(document).matchAll(/"(?:start|collected|last-modified)":"([^"]+)"/g)].map(([, d]) => d))]).toEqual(['1970-01-01T00:00:00Z']);
    expect(propOf(document.metadata, 'dates')).toContain('record of the pipeline');
  });

  test('take the date of SOURCE_DATE_EPOCH', () => {
    process.env.SOURCE_DATE_EPOCH = '1795392000';
    try {
      expect(parsed().metadata['last-modified']).toBe('2026-11-23T00:00:00Z');
    } finally {
      delete process.env.SOURCE_DATE_EPOCH;
    }
  });

  test('the message of a broken control names no folder of this machine', () => {
    const error = result.observations.find((o: any) => propOf(o, 'outcome') === 'error');
    expect(error.description).toBe('the control broke: Error: no policy');
  });

  test('point at the Terraform and at the definition of the controls', () => {
    const links = (made: any) => made['back-matter'].resources.map((r: any) => r.rlinks[0].href);
    expect(links(document)).toEqual(['../../stacks/orders-production/cdk.tf.json', '../../evidence/component-definition.json']);
    expect(links(parsed(governance, 'team/orders'))[1]).toBe('../../../evidence/component-definition.json');
    const definition = JSON.parse(componentDefinition(governance.controls))['component-definition'];
    expect(propOf(document['back-matter'].resources[1], 'component-uuid')).toBe(definition.components[0].uuid);
  });
});

describe('OSCAL component definition', () => {
  const definition = JSON.parse(componentDefinition(governance.controls));

  test('follows the published schema', () => {
    expect(faultsOf('oscal-component-definition-1.2.1', definition)).toEqual([]);
    expect(faultsOf('oscal-component-definition-1.2.1', JSON.parse(componentDefinition()))).toEqual([]);
  });

  test('says of each clause which controls support it', () => {
    const [component] = definition['component-definition'].components;
    const nist = component['control-implementations'].find((i: any) => propOf(i, 'framework') === 'NIST 800-53 r5');
    expect(nist['implemented-requirements'].map((r: any) => r['control-id'])).toEqual(['sc-28.1', 'sc-13']);
    expect(nist['implemented-requirements'][0].props.map((p: any) => p.value)).toEqual(governance.controls.filter((c) => c.id !== 'tags.all').map((c) => c.id));
    expect(nist.source).toMatch(/NIST_SP-800-53_rev5_catalog\.json$/);
  });

  test('is the same whatever the controls found, and has a component for each way in which standards set them', () => {
    const others = governance.controls.map((c) => ({ ...c, outcome: 'pass' as const, counts: { 'error': 0, 'fail': 0, 'unknown': 0, 'pass': 9, 'not applicable': 0 } }));
    expect(componentDefinition(others, governance.controls)).toBe(componentDefinition(governance.controls));
    const stricter = governance.controls.map((c) => ({ ...c, severity: 'critical' }));
    const both = componentDefinition(governance.controls, stricter);
    expect(JSON.parse(both)['component-definition'].components).toHaveLength(2);
    expect(componentDefinition(stricter, governance.controls)).toBe(both);
    expect(faultsOf('oscal-component-definition-1.2.1', JSON.parse(both))).toEqual([]);
  });
});
