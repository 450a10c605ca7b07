import { stringify } from '../../src/environment/stringify';
import { accessAccounts } from '../../src/governance/controls/access-accounts';
import { CONTROLS } from '../../src/governance/controls';
import { valuesReferences } from '../../src/governance/controls/values-references';
import { valuesUnresolved } from '../../src/governance/controls/values-unresolved';
import { runControls } from '../../src/governance/run';
import { Subject } from '../../src/governance/subject';
import { buildModel } from '../../src/review/build';
import { governedStacks } from './support';

const { model, terraform } = governedStacks('eu-aws').orders;

/** What controls say of changed Terraform, with the text of the file and without. */
function judged(change: (resource: any, all: any) => void, controls = [valuesReferences, valuesUnresolved, accessAccounts], readable = true) {
  const changed = JSON.parse(JSON.stringify(terraform));
  change(Object.values<any>(changed.resource.aws_dynamodb_table)[0], changed);
  const text = stringify(changed);
  const read = buildModel(changed, text, { identity: model.identity, parts: model.parts, cards: [] });
  const run = (written?: string) => runControls(new Subject(read, changed, ['eu-central-1'], written), { controls, settings: new Map(), frameworks: [] }, { readable });
  return { fast: run(text), slow: run() };
}

describe('a control that looks through everything', () => {
  const CHANGES: { readonly [what: string]: [string | undefined, (table: any, all: any) => void] } = {
    'nothing': [undefined, () => undefined],
    'a reference to what is not there': ['values.references', (table) => { table.table_class = '${aws_kms_key.gone.arn}'; }],
    'a dependency on what is not there': ['values.references', (table) => { table.depends_on = ['aws_kms_key.gone']; }],
    'an output of what is not there': ['values.references', (_, all) => { all.output = { ...all.output, gone: { value: '${aws_kms_key.gone.arn}' } }; }],
    'a program that speaks of what is not there': [undefined, (table) => { table.table_class = '$${aws_kms_key.gone.arn}'; }],
    'an unresolved token': ['values.unresolved', (table) => { table.name = 'orders-${TfToken[TOKEN.7]}'; }],
    'a name of nothing': ['values.unresolved', (table) => { table.name = 'orders-undefined'; }],
    'an object that became text': ['values.unresolved', (table) => { table.name = 'orders-[object Object]'; }],
    'a number that is none': ['values.unresolved', (table) => { table.read_capacity = NaN; }],
    'somebody else\'s account': ['access.accounts', (table) => { table.stream_arn = 'arn:aws:kinesis:eu-central-1:999999999999:stream/orders'; }],
  };

  test.each(Object.entries(CHANGES))('says of %s the same with the file at hand as without', (_, [control, change]) => {
    const { fast, slow } = judged(change);
    expect(fast.results).toEqual(slow.results);
    expect([...new Set(fast.results.filter((r) => r.outcome === 'fail').map((r) => r.control))]).toEqual(control ? [control] : []);
  });

  test('has one row where nothing is found, which says how much was looked through', () => {
    const { fast } = judged(() => undefined, [valuesReferences]);
    expect(fast.results).toEqual([expect.objectContaining({ outcome: 'pass', found: `${model.resources.length} resources looked through` })]);
  });

  test('has a row for what is found, and none that says the contrary', () => {
    const { fast } = judged((table) => { table.table_class = '${aws_kms_key.gone.arn}'; }, [valuesReferences]);
    expect(fast.results).toEqual([expect.objectContaining({ outcome: 'fail', address: expect.stringMatching(/^aws_dynamodb_table\./), argument: 'table_class' })]);
  });
});

test('where nobody reads the rows of what passed, they are counted all the same', () => {
  const change = (table: any) => { table.server_side_encryption = { enabled: false }; };
  const [all, few] = [judged(change, [...CONTROLS]).fast, judged(change, [...CONTROLS], false).fast];
  expect(few.controls).toEqual(all.controls);
  expect(few.results).toEqual(all.results.filter((r) => r.outcome !== 'pass' && r.outcome !== 'not applicable'));
  expect(few.results.length).toBeGreaterThan(0);
  expect(few.results.length).toBeLessThan(all.results.length);
});
