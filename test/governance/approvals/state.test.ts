import * as fs from 'fs';
import * as path from 'path';
import { statementFor } from '../../../src/governance/approvals/compose';
import { readApprovals } from '../../../src/governance/approvals/read';
import { contentDigest, withContent } from '../../../src/governance/approvals/statement';
import { aLock, CONTROLS, decision, EMAILS, Folder, FUNCTIONS, governance, hash, keyPair, PATTERN, testControl } from './support';

const SECURITY = `${PATTERN}@1.0.0.security.json`;
const lock = aLock();
const approved = () => new Folder().approve(lock);

test('what was approved holds, and says by whom, when, why and until when', () => {
  for (const fn of FUNCTIONS) {
    for (const cloud of ['aws', 'azure', 'google']) {
      expect(approved().state(fn, {}, { cloud })).toMatchObject({
        valid: true, signed: false, function: fn, approver: EMAILS[fn], approved: '2026-11-23', expires: '2027-11-30', digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        text: `approved by ${EMAILS[fn]} on 2026-11-23 (${fn.slice(0, 3).toUpperCase()}-1041), until 2027-11-30`,
      });
    }
  }
});

test('locks, snapshots and notes beside the approvals are left alone', () => {
  const folder = approved();
  fs.writeFileSync(path.join(folder.path, `${PATTERN}@1.0.0.lock.json`), JSON.stringify(lock));
  fs.writeFileSync(path.join(folder.path, 'README.md'), '# Approvals');
  fs.writeFileSync(path.join(folder.path, 'package.json'), '{ not JSON');
  expect(readApprovals(folder.path)).toMatchObject({ faults: [], files: { length: 3 } });
});

test('a folder that is not there holds nothing', () => {
  expect(readApprovals('nowhere')).toEqual({ folder: 'nowhere', files: [], faults: [] });
});

describe('refused, with the reason:', () => {
  test('none given', () => {
    expect(new Folder().state('security')).toMatchObject({ valid: false, text: 'security has not approved it' });
  });

  test('given for another version', () => {
    expect(approved().state('security', {}, { version: '1.1.0' })).toMatchObject({ valid: false, text: 'security has approved 1.0.0, not 1.1.0' });
  });

  test('given for other clouds', () => {
    const folder = new Folder().approve(aLock(({ slices }) => { for (const stage of ['development', 'production']) { delete slices[`google/${stage}`]; } }));
    expect(folder.state('security', {}, { cloud: 'google' })).toMatchObject({ valid: false });
    const narrow = aLock(({ slices }) => { for (const stage of ['development', 'production']) { delete slices[`google/${stage}`]; } });
    expect(folder.state('security', { lock: narrow }, { cloud: 'aws' })).toMatchObject({ valid: true });
    expect(folder.state('security', { lock: narrow }, { cloud: 'google' })).toMatchObject({ valid: false, text: 'it lapsed: it was not given for google' });
  });

  test('copied to another pattern', () => {
    const folder = approved();
    fs.copyFileSync(path.join(folder.path, SECURITY), path.join(folder.path, 'data-pipeline@1.0.0.security.json'));
    const state = folder.state('security', { lock: aLock((one) => { one.pattern = 'data-pipeline'; }) }, { pattern: 'data-pipeline' });
    expect(state).toMatchObject({ valid: false, text: expect.stringContaining('It is the security approval of customer-facing-api 1.0.0, under another name') });
    expect(readApprovals(folder.path).faults).toEqual([expect.objectContaining({ where: path.join(folder.path, 'data-pipeline@1.0.0.security.json') })]);
  });

  test.each(['customer-facing-api@1.0.0.compliance.json', 'customer-facing-api@2.0.0.security.json', 'approval.json', 'customer-facing-api@1.0.0.security.dsse.json'])('renamed to %s', (name) => {
    const folder = new Folder().approve(lock, governance(), ['security']);
    fs.renameSync(path.join(folder.path, SECURITY), path.join(folder.path, name));
    expect(folder.holding()).toEqual([]);
    expect(readApprovals(folder.path).faults).toEqual([expect.objectContaining({ problem: 'It is the security approval of customer-facing-api 1.0.0, under another name' })]);
  });

  test.each([['{ "_type": ', 'It cannot be read'], ['[]', 'An approval is'], ['{}', 'This property is missing']])('unreadable: %s', (text, problem) => {
    const folder = approved();
    fs.writeFileSync(path.join(folder.path, SECURITY), text);
    expect(folder.state('security')).toMatchObject({ valid: false, text: expect.stringContaining(problem) });
    expect(folder.holding()).toEqual(['compliance', 'architecture']);
  });

  test('all faults of a folder are told together', () => {
    const folder = approved();
    for (const fn of FUNCTIONS) { folder.edit(`${PATTERN}@1.0.0.${fn}.json`, (content) => { content.predicate.reference = 'X'; content.predicate.note = 'Y'; }); }
    expect(readApprovals(folder.path).faults.length).toBeGreaterThanOrEqual(3);
  });

  test('subjects of something else, also where the digest was recomputed', () => {
    const folder = approved();
    folder.edit(SECURITY, (content) => {
      content.subject[0].name = 'data-pipeline@1.0.0 on aws';
      content.predicate.content = contentDigest(content);
    });
    expect(folder.state('security')).toMatchObject({ valid: false, text: expect.stringContaining('Its subjects are not those of its pattern and version') });
  });

  test('expired, the day after the last one', () => {
    expect(approved().state('security', { date: '2027-11-30' }).valid).toBe(true);
    expect(approved().state('security', { date: '2027-12-01' })).toMatchObject({ valid: false, text: 'it expired on 2027-11-30' });
  });

  test('not valid yet', () => {
    expect(approved().state('security', { date: '2026-11-22' })).toMatchObject({ valid: false, text: 'it holds only from 2026-11-23 on' });
  });

  test('given for longer than anybody may', () => {
    const folder = new Folder();
    folder.write(statementFor(lock, decision('security', { expires: '2031-01-01' }), governance()));
    expect(folder.state('security')).toMatchObject({ valid: false, text: 'it was given for more than 400 days (until 2031-01-01)' });
  });

  test('given by an author, also in other letters, and also one who was an author then', () => {
    const folder = approved();
    const authors = new Map([[PATTERN, ['Alice@ACME.example']]]);
    expect(folder.state('security', { governance: governance({ authors }) })).toMatchObject({ valid: false, text: 'alice@acme.example maintains customer-facing-api, and so cannot approve it' });
    const then = new Folder().approve(lock, governance({ authors }));
    expect(then.state('security', { governance: governance({ authors: new Map() }) })).toMatchObject({ valid: false, text: expect.stringContaining('maintains customer-facing-api') });
  });

  test('given by somebody who is no approver for the function', () => {
    const approvers = [{ function: 'security', email: 'dan@acme.example' }, { function: 'compliance', email: EMAILS.security }];
    expect(approved().state('security', { governance: governance({ approvers }) })).toMatchObject({ valid: false, text: 'alice@acme.example is no approver for security: the standards name dan@acme.example' });
    expect(approved().state('architecture', { governance: governance({ approvers }) })).toMatchObject({ valid: false, text: 'bob@acme.example is no approver for architecture: the standards name nobody' });
  });
});

describe('signatures', () => {
  const [alice, bob, mallory] = [keyPair('ed25519'), keyPair('ec'), keyPair('rsa')];
  const approvers = [
    { function: 'security', email: EMAILS.security, publicKey: alice.publicKey }, { function: 'architecture', email: EMAILS.architecture, publicKey: bob.publicKey },
    { function: 'compliance', email: EMAILS.compliance },
  ];
  const settings = governance({ approvers });
  const signedWith = (key: ReturnType<typeof keyPair>) => {
    const folder = new Folder();
    folder.write(statementFor(lock, decision('security'), settings), key.privateKey);
    return folder;
  };

  test.each(['ed25519', 'ec', 'rsa'] as const)('%s: signed by the approver', (type) => {
    const key = keyPair(type);
    const trusted = governance({ approvers: [{ function: 'security', email: EMAILS.security, publicKey: key.publicKey }] });
    expect(signedWith(key).state('security', { governance: trusted })).toMatchObject({ valid: true, signed: true, text: expect.stringMatching(/^signed by alice@acme.example on/) });
  });

  test('by an unknown key', () => {
    expect(signedWith(mallory).state('security', { governance: settings })).toMatchObject({ valid: false, signed: false, text: expect.stringMatching(/^it is signed by an unknown key \([0-9a-f]{16}…\)$/) });
    expect(signedWith(mallory).state('security')).toMatchObject({ valid: false, text: expect.stringContaining('unknown key') });
  });

  test('by the key of another person, for another function', () => {
    expect(signedWith(bob).state('security', { governance: settings })).toMatchObject({
      valid: false, text: 'it is signed with the key of bob@acme.example for architecture, not with that of alice@acme.example for security',
    });
  });

  test('by the key of another approver for the same function', () => {
    const two = governance({ approvers: [...approvers, { function: 'security', email: 'dan@acme.example', publicKey: mallory.publicKey }] });
    expect(signedWith(mallory).state('security', { governance: two })).toMatchObject({ valid: false, text: expect.stringContaining('with the key of dan@acme.example for security, not') });
  });

  test('by the key of the same person for another function', () => {
    const both = governance({ approvers: [{ function: 'architecture', email: EMAILS.security, publicKey: alice.publicKey }, { function: 'security', email: EMAILS.security, publicKey: bob.publicKey }] });
    expect(signedWith(alice).state('security', { governance: both })).toMatchObject({ valid: false, text: expect.stringContaining('alice@acme.example for architecture, not') });
  });

  test('missing, though the standards ask for all, or know the key', () => {
    const folder = approved();
    expect(folder.holding({ governance: settings })).toEqual(['compliance']);
    expect(folder.holding({ governance: governance({ approvers, requireSignatures: true }) })).toEqual([]);
    expect(folder.state('security', { governance: settings }).text).toBe('it is not signed, and the standards ask for the signature of alice@acme.example');
  });

  test('an unsigned record that stayed behind does no harm', () => {
    const folder = signedWith(alice);
    folder.write(statementFor(lock, decision('security'), settings));
    expect(folder.state('security', { governance: settings })).toMatchObject({ valid: true, signed: true });
  });

  test('nor does a signed one that does not count', () => {
    const folder = signedWith(mallory).approve(lock, governance(), ['security']);
    expect(folder.state('security')).toMatchObject({ valid: true, signed: false });
  });

  test('whoever edits what was signed, and recomputes its digest, breaks the signature', () => {
    const folder = signedWith(alice);
    folder.edit(`${PATTERN}@1.0.0.security.dsse.json`, (envelope) => {
      const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString());
      statement.predicate.expires = '2027-12-20';
      envelope.payload = Buffer.from(JSON.stringify(withContent(statement))).toString('base64');
    });
    expect(folder.state('security', { governance: settings })).toMatchObject({ valid: false, signed: false, text: 'it was edited by hand: the signature does not fit the content' });
  });

  test('an envelope of another type of content', () => {
    const folder = signedWith(alice);
    folder.edit(`${PATTERN}@1.0.0.security.dsse.json`, (envelope) => { envelope.payloadType = 'text/plain'; });
    expect(folder.state('security', { governance: settings })).toMatchObject({ valid: false, text: expect.stringContaining('It holds text/plain') });
  });
});

describe('the lock', () => {
  test('missing', () => {
    expect(approved().state('security', { lock: undefined })).toMatchObject({ valid: false, text: 'there is no lock for customer-facing-api 1.0.0 beside it' });
  });

  test.each<[string, Parameters<typeof aLock>[0]]>([
    ['a variant', ({ slices }) => { slices['aws/production'].variants['-'] = hash('other'); }],
    ['a provider', ({ providers }) => { providers.aws = '7.0.0'; }],
    ['the digest of the controls', (one) => { one.controlPack = hash('other'); }],
    ['what a control read', ({ slices }) => { slices['azure/production'].controls['audit.sink'].reads = hash('other'); }],
    ['a place', ({ places }) => { places.google['service.port'].push('elsewhere'); }],
  ])('edited by hand: %s; no approval holds, not even of those whose digest stays the same', (_what, change) => {
    expect(approved().holding({ lock: aLock(change) })).toEqual([]);
    expect(approved().state('compliance', { lock: aLock(change) }).text).toMatch(/^the lock was edited by hand/);
  });

  test('only an approval that counts, of a function that must approve, carries a lock', () => {
    const edited = aLock(({ slices }) => { slices['aws/production'].variants['-'] = hash('other'); });
    const folder = approved().approve(edited, governance(), ['architecture']);
    expect(folder.holding({ lock: edited })).toEqual(FUNCTIONS);
    expect(folder.holding({ lock: edited, governance: governance({ functions: ['security', 'compliance'] }) })).toEqual([]);
    expect(folder.holding({ lock: edited, governance: governance({ authors: new Map([[PATTERN, [EMAILS.architecture]]]) }) })).toEqual([]);
  });
});

describe('what moves on', () => {
  const changed = (fn: string, ground: object) => approved().state(fn, ground);

  test('a new control lapses the approval of its function only, and is named', () => {
    const more = governance({}, { controls: [...CONTROLS, testControl('secrets.none', 'security')] });
    expect(approved().holding({ governance: more })).toEqual(['compliance', 'architecture']);
    expect(changed('security', { governance: more })).toMatchObject({ text: 'it lapsed: secrets.none is a new control', changed: ['secrets.none'] });
  });

  test('a control that asks for something else', () => {
    const parameter = governance({}, { settings: new Map([['logs.kept', { id: 'logs.kept', parameters: { days: 7 } }]]) });
    expect(approved().holding({ governance: parameter })).toEqual(['security', 'architecture']);
    expect(changed('compliance', { governance: parameter })).toMatchObject({ text: 'it lapsed: logs.kept asks for something else', changed: ['logs.kept'] });
    const silent = governance({}, { settings: new Map([['logs.kept', { id: 'logs.kept', reportOnly: true }]]) });
    expect(approved().holding({ governance: silent })).toEqual(['security', 'architecture']);
    const policy = governance({}, { controls: CONTROLS.map((one) => (one.definition.id === 'logs.kept' ? { ...one, definition: { ...one.definition, version: hash('policy') } } : one)) });
    expect(approved().holding({ governance: policy })).toEqual(['security', 'architecture']);
    const louder = governance({}, { settings: new Map([['logs.kept', { id: 'logs.kept', severity: 'low' }]]) });
    expect(approved().holding({ governance: louder })).toEqual(FUNCTIONS);
  });

  test('a control that is not applied any more', () => {
    const less = governance({}, { controls: CONTROLS.filter(({ definition }) => definition.id !== 'audit.sink') });
    expect(approved().holding({ governance: less })).toEqual(['security', 'architecture']);
    expect(changed('compliance', { governance: less })).toMatchObject({ text: expect.stringContaining('audit.sink is gone on aws, azure and google'), changed: ['audit.sink'] });
  });

  test('a provider: on its cloud', () => {
    const providers = { ...lock.providers, aws: '6.2.0' };
    expect(approved().state('security', { providers }, { cloud: 'aws' })).toMatchObject({ valid: false, text: 'it lapsed: the provider of aws was 6.1.0, is 6.2.0' });
    expect(approved().state('security', { providers }, { cloud: 'google' })).toMatchObject({ valid: true });
  });
});
