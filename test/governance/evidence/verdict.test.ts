import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import canonicalize from 'canonicalize';
import { evidenceOf } from '../../../src/governance/evidence';
import { uuid } from '../../../src/governance/evidence/uuid';
import { temporaryFolder } from '../../support/terraform';
import { governedStacks } from '../support';

const folder = temporaryFolder();

describe('Verdict', () => {
  const { model, terraform, text } = governedStacks().orders;
  const files = evidenceOf(model, 'orders', terraform);
  const written = files['evidence/orders/verdict.intoto.json'];
  const statement = JSON.parse(written);

  test('is an in-toto statement, version 1', () => {
    expect(Object.keys(statement).sort()).toEqual(['_type', 'predicate', 'predicateType', 'subject']);
    expect(statement._type).toBe('https://in-toto.io/Statement/v1');
    expect(statement.predicateType).toBe('https://groundwork.example/attestation/verdict/v1');
    for (const subject of statement.subject) {
      expect(subject.name).not.toBe('');
      expect(subject.digest.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(new Set(statement.subject.map((s: any) => s.name)).size).toBe(statement.subject.length);
  });

  test('its first subject is the Terraform: sha256sum of the file finds it', () => {
    const file = path.join(folder, 'cdk.tf.json');
    fs.writeFileSync(file, text);
    const [digest] = execFileSync('sha256sum', [file]).toString().split(' ');
    expect(statement.subject[0]).toEqual({ name: 'stacks/orders/cdk.tf.json', digest: { sha256: digest } });
    expect(statement.subject[1].digest.sha256).toBe(model.governance.digests.inventory);
  });

  test('binds the other evidence by the digest of each file', () => {
    const others = Object.entries(files).filter(([file]) => file !== 'evidence/orders/verdict.intoto.json');
    expect(statement.predicate.evidence).toEqual(Object.fromEntries(others.map(([file, content]) => [path.basename(file), createHash('sha256').update(content).digest('hex')])));
  });

  test('has verdict, counts, approvals, exceptions and deviations', () => {
    expect(statement.predicate).toMatchObject({
      verdict: { word: 'deviated', passes: false }, counts: { 'error': 1, 'fail': 4, 'unknown': 1, 'pass': 3, 'not applicable': 2 }, place: { cloud: 'aws', stage: 'production', patterns: [{ id: 'customer-facing-api', version: '1.0.0' }] },
      approvals: model.governance.approvals, exceptions: model.governance.exceptions, reportOnly: ['cost.budget'], digests: model.governance.digests,
    });
    expect(statement.predicate.deviations).toHaveLength(6);
  });

  test('is canonical JSON, so that its own digest can be computed from what it says', () => {
    expect(written).toBe(`${canonicalize(statement)}\n`);
  });

  test('changes with everything that it rests on', () => {
    const other = { ...model, governance: { ...model.governance, exceptions: model.governance.exceptions.slice(1) } };
    expect(evidenceOf(other, 'orders', terraform)['evidence/orders/verdict.intoto.json']).not.toBe(written);
  });
});

test('UUIDs are of version 5, as any tool computes them', () => {
  // python3 -c "import uuid; print(uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, 'https://groundwork.example/evidence'), 'a\0b'))"
  expect(uuid('a', 'b')).toBe('ee1ef76a-6f20-5dba-8b2a-8dc3a52374c6');
});
