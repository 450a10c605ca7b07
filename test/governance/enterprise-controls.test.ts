import { stringify } from 'yaml';
import { QuarterOfLogs } from '../../examples/controls/quarter-of-logs';
import { ControlOutcome } from '../../src/governance/control';
import { CONTROLS } from '../../src/governance/controls';
import { Standards } from '../../src/standards/standards';
import { LEAST, Workplace } from '../environment-file/support';
import { Folder } from '../standards/support';
import { STANDARDS } from '../support/standards';
import { CLOUDS, controlOf, finding, outcomeOf, standardsWith } from './own';

const DAYS = { id: 'acme.quarter-of-logs', parameters: { days: 366 } };

describe('a class of the enterprise', () => {
  test.each(CLOUDS)('passes and fails on %s as a built-in control does', (cloud) => {
    const passed = outcomeOf(standardsWith({}, [new QuarterOfLogs()]), { cloud });
    const results = passed.governance!.results.filter((r) => r.control === 'acme.quarter-of-logs');
    expect(results.length).toBeGreaterThan(0);
    expect(new Set(results.map((r) => r.outcome))).toEqual(new Set(['pass']));

    const { faults } = outcomeOf(standardsWith({ controls: [DAYS] }, [new QuarterOfLogs()]), { cloud });
    expect(faults.length).toBeGreaterThan(0);
    for (const { where, problem, mend } of faults) {
      expect(where).toMatch(/^orders-dev\/.+ \((aws|azurerm|google)_\w+\.[\w-]+\.\w+.*\)$/);
      expect(problem).toMatch(/^Logs are kept for a quarter: the log is kept \d+ days \(found: \d+ days\)$/);
      expect(mend).toBe('Raise retention in the standards. [acme.quarter-of-logs, compliance: an attack is found months after it began, and its beginning is gone]');
    }
  });

  test('it has the severity that the standards say, and its clauses stand beside those of its objective', () => {
    const { governance } = outcomeOf(standardsWith({ controls: [{ id: 'acme.quarter-of-logs', severity: 'low' }], frameworks: ['PCI DSS 4.0.1'] }, [new QuarterOfLogs()]));
    const [control] = governance!.controls.filter((c) => c.id === 'acme.quarter-of-logs');
    expect(control).toMatchObject({ severity: 'low', parameters: { days: 90 }, owner: 'compliance' });
    expect(Object.keys(control.clauses)).toEqual(['PCI DSS 4.0.1']);
    expect(control.clauses['PCI DSS 4.0.1']).toContain('10.5.1');
  });

  test('it only reports where the standards say so, for itself or for all', () => {
    for (const governance of [{ controls: [{ ...DAYS, reportOnly: true }] }, { controls: [DAYS], mode: 'report' }]) {
      const outcome = outcomeOf(standardsWith(governance, [new QuarterOfLogs()]));
      expect(outcome.faults).toEqual([]);
      expect(outcome.governance!.results.filter((r) => r.control === DAYS.id).map((r) => r.outcome)).toContain('fail');
    }
  });

  test('an exception accepts it in its place, stays visible, and fails once it has expired', () => {
    const exception = {
      id: 'short-logs', control: DAYS.id, construct: 'worker', environment: 'orders-dev', reason: 'The worker logs nothing that an auditor asks for.',
      owner: 'bob@acme.example', approver: 'alice@acme.example', expires: '2020-01-01',
    };
    const apply = (expires: string) => {
      const soon = new Date(Date.now() + 30 * 86400000).toISOString().slice(0, 10);
      return outcomeOf(standardsWith({ controls: [DAYS], exceptions: [{ ...exception, expires: expires === 'soon' ? soon : expires }] }, [new QuarterOfLogs()]));
    };
    const held = apply('soon');
    const failed = held.governance!.results.filter((r) => r.control === DAYS.id && r.outcome === 'fail');
    expect(held.faults).toEqual([]);
    expect(failed.map((r) => r.exception)).toEqual(failed.map(() => 'short-logs'));
    expect(held.governance!.exceptions).toEqual([expect.objectContaining({ id: 'short-logs', covers: failed.length })]);

    const { faults } = apply('2020-01-01');
    expect(faults.map((f) => f.problem)).toContain('the exception "short-logs" (acme.quarter-of-logs) expired on 2020-01-01; bob@acme.example owns it');
    expect(faults.filter((f) => f.mend.includes('[acme.quarter-of-logs,')).length).toBe(failed.length);
  });
});

describe('a control that breaks', () => {
  class Broken {
    public readonly definition = controlOf(() => []).definition;
    public evaluate(): never { throw new TypeError('no such thing'); }
  }

  test('is an error with its stack, fails the synthesis, and names no folder of the machine', () => {
    const { faults } = outcomeOf(standardsWith({}, [new Broken()]));
    expect(faults).toHaveLength(1);
    expect(faults[0].where).toBe('orders-dev');
    expect(faults[0].problem).toMatch(/^Something holds: the control broke: TypeError: no such thing\n\s+at Broken\.evaluate \(governance\/enterprise-controls\.test\.ts:\d+:\d+\)/);
    expect(faults[0].problem).not.toContain(process.cwd());
    expect(faults[0].problem).not.toContain('findingsOf');
  });

  test.each<[string, () => any, RegExp]>([
    ['a promise', async () => [], /it returned no list of findings/],
    ['nothing', () => undefined, /it returned no list of findings/],
    ['an outcome that there is not', () => [{ subject: '', outcome: 'ok' }], /it returned the outcome "ok"/],
    ['a text that is thrown', () => { throw 'plain text'; }, /the control broke: it threw plain text$/],
  ])('%s is no pass', (_title, evaluate, expected) => {
    const { faults } = outcomeOf(standardsWith({}, [controlOf(evaluate)]));
    expect(faults.map((f) => f.problem)).toEqual([expect.stringMatching(expected)]);
  });

  test('the others are judged all the same', () => {
    const later = controlOf(() => [finding(ControlOutcome.FAIL, { message: 'it does not' })], { id: 'acme.later' });
    expect(outcomeOf(standardsWith({}, [new Broken(), later])).faults.map((f) => f.mend)).toEqual([expect.stringContaining('[acme.some,'), expect.stringContaining('[acme.later,')]);
  });

  test('an exception does not cover it: nobody knows what it would say', () => {
    const exception = {
      id: 'broken', control: 'acme.some', construct: '.', environment: 'orders-dev', reason: 'It is known to break, and we wait.', owner: 'bob@acme.example', approver: 'alice@acme.example',
      expires: new Date(Date.now() + 30 * 86400000).toISOString().slice(0, 10),
    };
    expect(outcomeOf(standardsWith({ exceptions: [exception] }, [new Broken()])).faults).toHaveLength(1);
  });
});

describe('Standards.addControl refuses', () => {
  const add = (...controls: any[]) => () => { const standards = Standards.fromProps(STANDARDS); controls.forEach((control) => standards.addControl(control)); };
  const builtIn = CONTROLS[0].definition;

  test.each<[string, any[], RegExp]>([
    ['one that is there already', [controlOf(() => []), controlOf(() => [])], /The control "acme\.some" is there already\. Give each control its own id\./],
    ['the id of a built-in one', [controlOf(() => [], { id: builtIn.id })], /is in the family ".*", which is Groundwork's own\. Begin the id with a family of your own, such as acme\./],
    ['a family of Groundwork', [controlOf(() => [], { id: `${builtIn.id.split('.')[0]}.our-own` })], /which is Groundwork's own/],
    ['an id without a family', [controlOf(() => [], { id: 'ports' })], /has no id of the form that is wanted/],
    ['an empty mend', [controlOf(() => [], { mend: ' ' })], /has no mend\. Give it a mend/],
    ['a severity that there is not', [controlOf(() => [], { severity: 'huge' as any })], /has the severity "huge"\. Use one of low, medium, high, critical\./],
    ['a clause of no framework', [controlOf(() => [], { clauses: ['COBIT: 1'] })], /names the clause "COBIT: 1" of no known framework/],
    ['what is no control', [{ definition: { id: 'acme.x' } }], /has no definition, or cannot be evaluated\. Implement IControl/],
  ])('%s', (_title, controls, expected) => {
    expect(add(...controls)).toThrow(expected);
  });
});

describe('what the standards say of a control that code adds', () => {
  test('is taken when it comes, and refused at the synthesis when it does not', () => {
    const settings = { controls: [{ id: 'acme.some', severity: 'low', parameters: { days: 3 } }] };
    const withParameter = controlOf((context) => [finding(ControlOutcome.FAIL, { message: `less than ${context.parameter('days')}` })], { parameters: [{ name: 'days', description: 'Days', defaultValue: 1 }] });
    expect(outcomeOf(standardsWith(settings, [withParameter])).faults.map((f) => f.problem)).toEqual(['Something holds: less than 3']);
    expect(outcomeOf(standardsWith(settings)).faults).toEqual([{
      where: `governance.controls[${CONTROLS.length}].id`, problem: 'There is no control "acme.some"',
      mend: '`npx groundwork controls` lists those there are; controls of your own come from governance.rego, governance.modules or Standards.addControl.',
    }]);
    expect(outcomeOf(standardsWith(settings, [controlOf(() => [])])).faults.map((f) => f.problem)).toEqual(['The control "acme.some" has no parameter "days"']);
  });
});

describe('modules that the standards name', () => {
  const place = new Workplace();
  const folder = new Folder();
  afterAll(() => folder.remove());
  const module = (name: string, text: string) => folder.write(name, text);
  const definition = (id: string) => JSON.stringify({ ...controlOf(() => []).definition, id });
  const failing = (message: string) => `[{ subject: '', outcome: 'fail', message: '${message}' }]`;

  test('export classes or objects of controls, which fail the synthesis as any other', () => {
    const file = module('acme.js', [
      `class Own { constructor() { this.definition = ${definition('acme.class')}; } evaluate() { return ${failing('by a class')}; } }`,
      `module.exports = { Own, object: { definition: ${definition('acme.object')}, evaluate: () => ${failing('by an object')} }, helper: () => 1, number: 7 };`,
    ].join('\n'));
    expect(outcomeOf(standardsWith({ modules: [file] })).faults.map((f) => f.problem)).toEqual(['Something holds: by a class', 'Something holds: by an object']);
  });

  test('judge the environments of files too, which no code adds controls to', () => {
    place.write('controls/acme.js', `module.exports = { definition: ${definition('acme.object')}, evaluate: () => ${failing('by an object')} };`);
    place.write('own.yaml', stringify({
      ...STANDARDS, governance: { modules: ['controls/acme.js'], controls: CONTROLS.map((c) => ({ id: c.definition.id, reportOnly: true })) },
    }));
    expect(place.faults(LEAST.replace('standards.yaml', 'own.yaml'))).toEqual([expect.stringMatching(/^environment\.yaml:\d+:\d+: .*Something holds: by an object\. Make it hold\. \[acme\.object,/)]);
  });

  test('may export one class alone', () => {
    const file = module('alone.js', `module.exports = class { constructor() { this.definition = ${definition('acme.alone')}; } evaluate() { return []; } };`);
    expect(standardsWith({ modules: [file] })._governance.controls.map((c) => c.definition.id)).toContain('acme.alone');
  });

  test.each<[string, string | undefined, RegExp]>([
    ['missing', undefined, /governance\.modules\[0\]: The module ".*missing\.js" is not there\./],
    ['broken', 'throw new Error("too early");', /The module ".*broken\.js" cannot be loaded \(too early\)\./],
    ['empty', 'module.exports = { a: 1 };', /The module ".*empty\.js" exports no control\. Export classes or objects/],
    ['wrong', 'module.exports = { definition: { id: "acme.x" }, evaluate: () => [] };', /The control "acme\.x" has no title\./],
  ])('a %s one is a fault of the file', (name, text, expected) => {
    const file = text === undefined ? `${folder.path}/${name}.js` : module(`${name}.js`, text);
    expect(() => standardsWith({ modules: [file] })).toThrow(expected);
  });
});

test('a secret that a control shows is hidden, in the fault and in what is written', () => {
  const token = `ghp_${'a1B2c3D4e5F6g7H8'}i9J0k1L2m3N4o5P6q7R8`;
  const shows = controlOf(() => [
    finding(ControlOutcome.FAIL, { found: token, message: `it is ${token}` }), finding(ControlOutcome.PASS, { found: 'hunter2', argument: 'master_password' }),
  ]);
  const { faults } = outcomeOf(standardsWith({}, [shows]));
  expect(faults.map((f) => f.problem)).toEqual(['Something holds: (hidden: looks like a secret)']);
  const written = JSON.stringify(outcomeOf(standardsWith({ mode: 'report' }, [shows])).governance);
  expect(written).not.toContain(token);
  expect(written).not.toContain('hunter2');
  expect(written).toContain('(hidden: looks like a secret)');
});
