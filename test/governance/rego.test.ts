import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { TerraformResource } from 'cdktf';
import { Environment } from '../../src';
import { ControlContext } from '../../src/governance/control-context';
import { RegoControlProps } from '../../src/governance/governance-props';
import { definitionsDigest } from '../../src/governance/digests';
import { ReadLog } from '../../src/governance/read-log';
import { regoControl } from '../../src/governance/rego';
import { Subject } from '../../src/governance/subject';
import { Folder } from '../standards/support';
import { CLOUDS, CloudId, outcomeOf, standardsWith } from './own';
import { governedStacks } from './support';

const FOLDER = join(__dirname, 'rego');
const BUNDLE = join(FOLDER, 'odd.tar.gz');
const PORTS: RegoControlProps = {
  file: join(FOLDER, 'ports.wasm'), id: 'acme.agreed-ports', title: 'Only the agreed ports are open', objective: 'network isolation', owner: 'security', severity: 'high',
  why: 'every further port is a way in that nobody looks after', mend: 'Close the port, or ask the network team for it.', parameters: { ports: [443, 5432] },
};

test('what was compiled is what the sources say (see rego/README.md)', () => {
  const lines = readFileSync(join(FOLDER, 'compiled.sha256'), 'utf8').trim().split('\n').map((line) => line.split(/\s+/));
  expect(lines.map(([, file]) => file)).toEqual(['ports.rego', 'ports.wasm', 'odd/odd.rego', 'odd/data.json', 'odd.tar.gz']);
  for (const [digest, file] of lines) { expect([file, createHash('sha256').update(readFileSync(join(FOLDER, file))).digest('hex')]).toEqual([file, digest]); }
});

/** A port of a team's own, as each cloud has it. */
const OPENED: { readonly [cloud in CloudId]: { readonly type: string; readonly body: any; readonly argument: string } } = {
  aws: {
    type: 'aws_security_group', argument: 'ingress.0.from_port',
    body: { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'], description: '', ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false }] },
  },
  azure: {
    type: 'azurerm_network_security_rule', argument: 'destination_port_range',
    body: {
      access: 'Allow', direction: 'Inbound', destination_port_range: '22', protocol: 'Tcp', priority: 200, name: 'ssh', source_port_range: '*', source_address_prefix: '10.0.0.0/8',
      destination_address_prefix: '*', network_security_group_name: 'nsg', resource_group_name: 'rg',
    },
  },
  google: { type: 'google_compute_firewall', argument: 'allow.0.ports', body: { name: 'ssh', network: 'shared', direction: 'INGRESS', allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['10.0.0.0/8'] } },
};

function open(cloud: CloudId) {
  return (environment: Environment) => {
    const { type, body } = OPENED[cloud];
    const resource = new TerraformResource(environment, 'ssh', { terraformResourceType: type });
    for (const [key, value] of Object.entries(body)) { resource.addOverride(key, value); }
  };
}

describe('a control in Rego', () => {
  test.each(CLOUDS)('fails the synthesis on %s as a built-in control does', (cloud) => {
    const { faults } = outcomeOf(standardsWith({ rego: [PORTS] }), { cloud, build: open(cloud) });
    const [fault] = faults;
    expect(faults).toHaveLength(1);
    expect(fault.where).toBe(`orders-dev/ssh (${OPENED[cloud].type}.ssh.${OPENED[cloud].argument})`);
    expect(fault.problem).toMatch(/^Only the agreed ports are open: port 22 is open, agreed are 443, 5432 \(found: 22\)$/);
    expect(fault.mend).toBe('Close the port, or ask the network team for it. [acme.agreed-ports, security: every further port is a way in that nobody looks after]');
  });

  test('passes with parameters that the standards set, and leaves a row of evidence', () => {
    const standards = standardsWith({ rego: [{ ...PORTS, parameters: { ports: ['443'] } }], controls: [{ id: PORTS.id, parameters: { ports: ['22'] } }] });
    expect(outcomeOf(standards).governance!.results.filter((r) => r.control === PORTS.id)).toEqual([expect.objectContaining({ outcome: 'not applicable' })]);
  });

  test('is named in the standards, with a did-you-mean and its file', () => {
    expect(() => standardsWith({ rego: [{ ...PORTS, file: 'nowhere.wasm' }] })).toThrow('governance.rego[0].file: The compiled policy "nowhere.wasm" is not there.');
    expect(() => standardsWith({ rego: [{ ...PORTS, objective: 'network isolatoin' }] })).toThrow('Did you mean "network isolation"?');
    expect(() => standardsWith({ rego: [PORTS, PORTS] })).toThrow(/The control "acme\.agreed-ports" is stated twice, first at governance\.rego\[0\]\.id/);
    expect(() => standardsWith({ rego: [{ ...PORTS, id: 'encryption.ports' }] })).toThrow(/is in the family "encryption", which is Groundwork's own/);
  });
});

/** What the compiled policy says of the example's production environment. */
function say(entrypoint: string | undefined, rest: Partial<RegoControlProps> = {}, log = new ReadLog()) {
  const { model, terraform } = governedStacks().orders;
  const control = regoControl({ ...PORTS, parameters: {}, ...(entrypoint ? { entrypoint } : {}), ...rest }, BUNDLE);
  return control.evaluate(ControlContext._of(new Subject(model, terraform, []), log, rest.parameters ?? {}));
}

test('another policy under the same name is another control', () => {
  const [ports, other] = [PORTS.file, BUNDLE].map((file) => definitionsDigest(standardsWith({ rego: [{ ...PORTS, file }] })._governance));
  expect(ports).not.toBe(other);
});

describe('what a policy may answer', () => {
  test('texts, which fail the environment as a whole', () => {
    expect(say('odd/texts')).toEqual([{ subject: '', outcome: 'fail', message: 'nothing is right' }]);
    expect(say(undefined)).toEqual(say('odd/texts'));
  });

  test('objects with an outcome, from data of its bundle', () => {
    expect(say('odd/outcomes')).toEqual([{ subject: 'aws_s3_bucket.logs', outcome: 'pass', message: 'as bundled' }]);
  });

  test('nothing, in an empty set', () => {
    expect(say('odd/nothing')).toEqual([]);
  });

  test('it knows whose environment it judges, and sees no note of the host', () => {
    expect(say('odd/whose').map((f) => f.message)).toEqual(['aws production true customer-facing-api']);
    expect(say('odd/notes')).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ['a number', 'odd/number', /the policy answers 7, not a list of findings/],
    ['a list of numbers', 'odd/numbers', /the policy answers 7 for a finding/],
    ['no answer', 'odd/undefined_rule', /the policy gives no answer: its entry point is undefined here/],
    ['an entry point that there is not', 'odd/other', /the policy has no entry point odd\/other; it was compiled with .*odd\/texts/],
    ['the clock', 'odd/clock', /the policy calls time\.now_ns, which a compiled policy cannot/],
    ['the network', 'odd/network', /the policy calls http\.send, which a compiled policy cannot/],
  ])('%s is an error', (_title, entrypoint, expected) => {
    expect(() => say(entrypoint)).toThrow(expected);
  });

  test('a file that is no policy is an error', () => {
    const folder = new Folder();
    try {
      const { model, terraform } = governedStacks().orders;
      const control = regoControl(PORTS, folder.write('no.wasm', 'no policy'));
      expect(() => control.evaluate(ControlContext._of(new Subject(model, terraform, []), new ReadLog(), {}))).toThrow('no.wasm is neither WebAssembly nor a bundle of opa build -t wasm');
    } finally { folder.remove(); }
  });

  test('an error stops no later answer of the same policy', () => {
    const { model, terraform } = governedStacks().orders;
    const parameters = { ports: [443] };
    const control = regoControl(PORTS, PORTS.file);
    const ask = (p: any) => control.evaluate(ControlContext._of(new Subject(model, terraform, []), new ReadLog(), p));
    const before = ask(parameters);
    expect(() => ask({})).toThrow(/no parameter ports/);
    expect(ask(parameters)).toEqual(before);
  });
});

describe('in a synthesis', () => {
  const bundle = (entrypoint: string) => ({ ...PORTS, file: BUNDLE, parameters: {}, entrypoint });

  test.each([['odd/clock', 'time.now_ns'], ['odd/network', 'http.send']])('%s is an error result that names the built-in function', (entrypoint, name) => {
    const { faults } = outcomeOf(standardsWith({ rego: [bundle(entrypoint)] }));
    expect(faults.map((f) => f.problem)).toEqual([expect.stringContaining(`the control broke: Error: the policy calls ${name}`)]);
  });

  test('an outcome that there is not is an error', () => {
    expect(outcomeOf(standardsWith({ rego: [bundle('odd/wrong')] })).faults.map((f) => f.problem)).toEqual([expect.stringContaining('it returned the outcome "fine"')]);
  });
});

test('everything counts as read: any change of the Terraform, and no note of the host, changes the digest', () => {
  const { model, terraform } = governedStacks().orders;
  const digest = (tf: any) => {
    const log = new ReadLog();
    regoControl({ ...PORTS, parameters: {}, entrypoint: 'odd/nothing' }, BUNDLE).evaluate(ControlContext._of(new Subject(model, tf, []), log, {}));
    return log.digest;
  };
  const changed = (change: (tf: any) => void) => { const copy = JSON.parse(JSON.stringify(terraform)); change(copy); return copy; };
  const [type, named] = Object.entries<any>(terraform.resource)[3];
  const [name] = Object.keys(named);
  expect(digest(changed((tf) => { tf.resource[type][name].anything = 1; }))).not.toBe(digest(terraform));
  expect(digest(changed((tf) => { tf.provider = {}; }))).not.toBe(digest(terraform));
  expect(digest(changed((tf) => { tf.resource[type][name]['//'] = { metadata: 'other' }; tf['//'] = {}; }))).toBe(digest(terraform));
});

test('the WebAssembly of policies is loaded with the first of them', () => {
  jest.isolateModules(() => {
    let loaded = 0;
    jest.doMock('@open-policy-agent/opa-wasm', () => { loaded++; return jest.requireActual('@open-policy-agent/opa-wasm'); });
    const isolated = require('../../src/governance/rego') as { regoControl: typeof regoControl };
    const control = isolated.regoControl(PORTS, PORTS.file);
    expect(loaded).toBe(0);
    const { model, terraform } = governedStacks().orders;
    control.evaluate(ControlContext._of(new Subject(model, terraform, []), new ReadLog(), { ports: [443] }));
    expect(loaded).toBe(1);
  });
});
