import { diffOutputs } from '../../../src/review/diff';
import { folderOf, removeFolders } from './folders';
import { Copy, lines } from './support';

afterAll(removeFolders);

const shorter = (c: Copy) => { c.one('aws_cloudwatch_log_group', 'orders_audit-log').retention_in_days = 30; c.one('aws_rds_cluster').deletion_protection = false; };
const fleet = (change: (i: number) => ((copy: Copy) => void) | undefined, count = 5) =>
  folderOf(Object.fromEntries(Array.from({ length: count }, (_, i) => [`pod-${i}`, { zone: 'eu-aws' as const, change: change(i) }])));

describe('two folders', () => {
  test('which are equal', () => {
    const base = fleet(() => undefined, 2);
    expect(diffOutputs(base, base)).toMatchObject({ verdict: 'Nothing changes.', stacks: [], unchanged: ['pod-0', 'pod-1'], counts: { changes: 0 } });
  });

  test('say equal changes of many stacks once, name what differs, and count each change once', () => {
    const report = diffOutputs(fleet(() => undefined), fleet((i) => (i === 3 ? undefined : i === 4 ? (c) => c.drop('aws_dynamodb_table') : shorter)));
    expect(report.folds.map((f) => [f.stacks, f.changes.length])).toEqual([[['pod-0', 'pod-1', 'pod-2'], 2], [['pod-4'], report.stacks[3].changes.length]]);
    expect(report.fleet).toBe('same 2 changes in 3 of 5 stacks; different: pod-4');
    expect(report.unchanged).toEqual(['pod-3']);
    expect(report.counts.changes).toBe(2 + report.stacks[3].changes.length);
    expect(report.stacks[0].counts.changes).toBe(2);
    expect(report.verdict).toMatch(/needs? a decision in 4 of 5 stacks: \d+ data loss/);
  });

  test('of which one has more stacks: what is new is judged too', () => {
    const base = folderOf({ one: { zone: 'eu-aws' } });
    const next = folderOf({ one: { zone: 'eu-aws' }, two: { zone: 'eu-google', change: (c) => { c.add('google_storage_bucket_iam_member', 'orders/objects/everybody', { bucket: '${google_storage_bucket.orders_objects_bucket_44672B70.name}', role: 'roles/storage.objectViewer', member: 'allUsers' }); } } });
    const report = diffOutputs(base, next);
    expect(report.added).toEqual(['two']);
    const said = lines(report.stacks[0]);
    expect(said).toContainEqual(expect.stringMatching(/^exposure wider .*internet can reach it/));
    expect(said).toContainEqual(expect.stringMatching(/^permission wider .*(anyone|allUsers|everybody).* may now /));
    expect(said).toContainEqual(expect.stringMatching(/^configuration same .*the stack is new: \d+ resources/));
    // A new environment is not two hundred sentences.
    expect(said.length).toBeLessThan(40);
  });

  test('of which one has fewer: the stack stays until somebody destroys it', () => {
    const report = diffOutputs(folderOf({ one: { zone: 'eu-aws' } }), folderOf({ two: { zone: 'eu-aws' } }));
    expect([report.added, report.removed]).toEqual([['two'], ['one']]);
    expect(lines(report.stacks[0])).toEqual([expect.stringMatching(/^data-loss unknown .*no longer synthesized: \d+ resources with \d+ stores and keys/)]);
  });

  test('without the files of the review give the same changes', () => {
    const bare = diffOutputs(folderOf({ one: { zone: 'eu-aws', bare: true } }), folderOf({ one: { zone: 'eu-aws', bare: true, change: shorter } }));
    const full = diffOutputs(folderOf({ one: { zone: 'eu-aws' } }), folderOf({ one: { zone: 'eu-aws', change: shorter } }));
    expect(bare.stacks[0].changes.map((c) => c.id)).toEqual(full.stacks[0].changes.map((c) => c.id));
    expect(full.stacks[0].title).toBe('one / production');
  });

  test('that are none are named', () => { expect(() => diffOutputs('nowhere', 'nowhere')).toThrow(/nowhere has no folder stacks/); });
});

describe('an output under another name', () => {
  const renamed = (c: Copy) => { c.tf.output.address = c.tf.output.orders_url; delete c.tf.output.orders_url; };
  const reading = (c: Copy) => { c.tf.locals = { url: '${data.terraform_remote_state.cross-stack-reference-input-one.outputs.orders_url}' }; };

  test('is a change where another stack reads it', () => {
    const report = diffOutputs(folderOf({ one: { zone: 'eu-aws' }, two: { zone: 'eu-aws', change: reading } }), folderOf({ one: { zone: 'eu-aws', change: renamed }, two: { zone: 'eu-aws', change: reading } }));
    expect(lines(report.stacks[0])).toContainEqual(expect.stringMatching(/^availability wider .*output orders_url is removed; another stack reads it/));
  });

  test('is none where nobody does', () => {
    expect(diffOutputs(folderOf({ one: { zone: 'eu-aws' } }), folderOf({ one: { zone: 'eu-aws', change: renamed } })).stacks).toEqual([]);
  });
});

describe('what is no resource', () => {
  const only = (change: (c: Copy) => void) => lines(diffOutputs(folderOf({ one: { zone: 'eu-aws' } }), folderOf({ one: { zone: 'eu-aws', change } })).stacks[0]);

  test.each<[string, (c: Copy) => void, RegExp]>([
    ['state in another place', (c) => { c.tf.terraform.backend.s3.bucket = 'elsewhere'; }, /^data-loss unknown .*state moves/],
    ['provider in another place', (c) => { [c.tf.provider.aws].flat()[0].region = 'us-east-1'; }, /^data-loss unknown .*region eu-central-1 -> us-east-1/],
    ['version of a provider', (c) => { c.tf.terraform.required_providers.aws.version = '6.26.0'; }, /^cosmetic same .*provider aws 6\.25\.0 -> 6\.26\.0/],
    ['version of Terraform', (c) => { c.tf.terraform.required_version = '>= 1.11.0'; }, /^cosmetic same .*required_version/],
    ['default of a variable', (c) => { c.tf.variable.image_orders_service.default = 'registry/other@sha256:1'; }, /^configuration unknown .*variable image_orders_service: default/],
    ['variable that must be set', (c) => { c.tf.variable.more = { type: 'string' }; }, /^configuration unknown .*it must be set/],
    ['output in the clear', (c) => { c.tf.output.orders_url.sensitive = false; }, /^exposure wider .*output orders_url: sensitive/],
  ])('%s', (_, change, says) => { expect(only(change)).toEqual([expect.stringMatching(says)]); });
});
