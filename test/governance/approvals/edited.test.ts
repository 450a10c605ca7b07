import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { statementFor } from '../../../src/governance/approvals/compose';
import { aLock, decision, EMAILS, Folder, FUNCTIONS, governance, keyPair, PATTERN } from './support';

const lock = aLock();

/** Paths of every value in a document that is no object and no list. */
function leaves(value: any, at: string[] = []): string[][] {
  return value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, item]) => leaves(item, [...at, key])) : [at];
}

function change(document: any, at: string[], how: (holder: any, key: string) => void): void {
  how(at.slice(0, -1).reduce((node, step) => node[step], document), at[at.length - 1]);
}

describe.each(FUNCTIONS)('%s: a record that is edited by hand', (fn) => {
  const file = `${PATTERN}@1.0.0.${fn}.json`;
  const fields = leaves(statementFor(lock, decision(fn), governance()));
  const folder = new Folder().approve(lock);
  const original = fs.readFileSync(path.join(folder.path, file), 'utf8');
  const stateAfter = (at: string[], how: (holder: any, key: string) => void) => {
    fs.writeFileSync(path.join(folder.path, file), original);
    folder.edit(file, (content) => change(content, at, how));
    return folder.state(fn);
  };

  test('holds as it was', () => {
    expect(stateAfter(['predicate', 'reference'], () => undefined).valid).toBe(true);
    expect(fields.length).toBeGreaterThan(30);
  });

  test('holds no more, whichever field is another', () => {
    fc.assert(fc.property(fc.constantFrom(...fields), fc.string(), (at, text) => {
      let same = false;
      const state = stateAfter(at, (holder, key) => { same = holder[key] === text; holder[key] = text; });
      expect(state.valid).toBe(same);
    }), { numRuns: 300 });
  });

  test('holds no more without any one of them', () => {
    for (const at of fields) {
      const { valid } = stateAfter(at, (holder, key) => { if (Array.isArray(holder)) { holder.splice(Number(key), 1); } else { delete holder[key]; } });
      expect(`${at.join('.')}: ${valid}`).toBe(`${at.join('.')}: false`);
    }
  });

  test('nor with anything added', () => {
    for (const holder of [[], ['predicate'], ['predicate', 'approver'], ['predicate', 'controls']]) { expect(stateAfter([...holder, 'more'], (node, key) => { node[key] = 'x'; }).valid).toBe(false); }
  });

  test('white space and order of properties are nobody\'s edit', () => {
    const { predicate, ...rest } = JSON.parse(original);
    fs.writeFileSync(path.join(folder.path, file), JSON.stringify({ predicate: Object.fromEntries(Object.entries(predicate).reverse()), ...rest }));
    expect(folder.state(fn).valid).toBe(true);
  });
});

test('a signed record: any byte of payload or signature that is another', () => {
  const key = keyPair();
  const settings = governance({ approvers: [{ function: 'security', email: EMAILS.security, publicKey: key.publicKey }] });
  const folder = new Folder();
  const place = folder.write(statementFor(lock, decision('security'), settings), key.privateKey);
  const original = JSON.parse(fs.readFileSync(place, 'utf8'));
  expect(folder.state('security', { governance: settings }).valid).toBe(true);
  const flipped = (base64: string, at: number) => {
    const bytes = Buffer.from(base64, 'base64');
    bytes[at % bytes.length] ^= 1;
    return bytes.toString('base64');
  };
  fc.assert(fc.property(fc.nat(), fc.boolean(), (at, inPayload) => {
    const [signature] = original.signatures;
    fs.writeFileSync(place, JSON.stringify(inPayload
      ? { ...original, payload: flipped(original.payload, at) }
      : { ...original, signatures: [{ ...signature, sig: flipped(signature.sig, at) }] }));
    expect(folder.state('security', { governance: settings }).valid).toBe(false);
  }), { numRuns: 200 });
});
