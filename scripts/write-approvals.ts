/**
 * Gives the approvals of the example enterprise anew, after a change of a pattern, a control or its standards: `npm run approvals`. Alice's key is
 * made for this one signature and thrown away; only its public half stays.
 */
import { generateKeyPairSync } from 'crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { prepare, writeRecord } from '../src/cli/approve/give';
import { groundOf } from '../src/cli/approve/ground';
import { patternNamed } from '../src/cli/approve/pattern';
import { checkedRequest } from '../src/cli/approve/request';
import { computeShape } from '../src/cli/approve/shapes';
import { shown } from '../src/cli/approve/show';
import { lockDigest } from '../src/governance/approvals/digest';

const ACME = join(__dirname, '..', 'examples', 'acme');
const STANDARDS = join(ACME, 'standards.yaml');
const DAY = { date: '2026-11-23', expires: '2027-11-30' };
const PATTERN = 'customer-facing-api';
const REQUESTS = [
  { function: 'security', by: 'alice@acme.example', reference: 'SEC-1041' },
  { function: 'compliance', by: 'carol@acme.example', reference: 'GRC-77' },
  { function: 'architecture', by: 'bob@acme.example', reference: 'ARB-2026-31' },
];

const secrets = mkdtempSync(join(tmpdir(), 'approvals-'));
try {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keyFile = join(secrets, 'alice.pem');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  rmSync(join(ACME, 'approvals'), { recursive: true, force: true });
  mkdirSync(join(ACME, 'approvals', 'keys'), { recursive: true });
  writeFileSync(join(ACME, 'approvals', 'keys', 'alice.pem'), publicKey.export({ type: 'spki', format: 'pem' }));

  const ground = groundOf(STANDARDS);
  const pattern = patternNamed(PATTERN, []);
  const computed = computeShape(pattern, ground.standards, (text) => process.stderr.write(`${text}\n`));
  for (const request of REQUESTS) {
    const key = request.function === 'security' ? keyFile : undefined;
    const who = checkedRequest({ ...request, ...DAY, pattern: PATTERN, standards: STANDARDS, require: [], yes: true, key }, ground.settings);
    process.stdout.write(`${writeRecord(ground.settings.folder, prepare(ground, computed.lock, who, shown(ground, computed, who.function, who.approved)))}\n`);
  }
  computed.write(ground.settings.folder, new Set([lockDigest(computed.lock)])).forEach((file) => process.stdout.write(`${file}\n`));
} finally {
  rmSync(secrets, { recursive: true });
}
