import { createHash, generateKeyPairSync, KeyObject } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { statementFor, Decision } from '../../../src/governance/approvals/compose';
import { seal } from '../../../src/governance/approvals/dsse';
import { readApprovals } from '../../../src/governance/approvals/read';
import { ApprovalGround, approvalState } from '../../../src/governance/approvals/state';
import { ApprovalStatement, fileNameOf } from '../../../src/governance/approvals/statement';
import { ControlSeverity, GovernanceFunction, IControl, Objective } from '../../../src/governance/control';
import { control } from '../../../src/governance/controls/build';
import { ApprovalState } from '../../../src/governance/model';
import { ApprovalSettings, GovernanceSettings } from '../../../src/governance/settings';
import { ShapeLock } from '../../../src/governance/shape/lock';
import { temporaryFolder } from '../../support/terraform';

export const FUNCTIONS = ['security', 'compliance', 'architecture'];
export const PATTERN = 'customer-facing-api';
export const TODAY = '2026-11-23';
/** The controls of the tests, by owner. */
export const CONTROL_IDS: { [fn: string]: string[] } = {
  security: ['encryption.stores', 'access.wildcards'], compliance: ['audit.sink', 'logs.kept'], architecture: ['architecture.gateway'],
};
export const CLOUDS = ['aws', 'azure', 'google'];

export const hash = (text: string) => createHash('sha256').update(text).digest('hex');

export function testControl(id: string, owner: string, days = 30): IControl {
  return control({
    id, title: `What ${id} asks for`, objective: Objective.ARCHITECTURE, owner: owner as GovernanceFunction, severity: ControlSeverity.HIGH, why: 'It matters.', mend: 'Mend it.',
    parameters: [{ name: 'days', description: 'Least days.', defaultValue: days }],
  }, () => []);
}

export const CONTROLS = Object.entries(CONTROL_IDS).flatMap(([owner, ids]) => ids.map((id) => testControl(id, owner)));

/** A lock of the pattern: three clouds, two stages, two variants. */
export function aLock(change: (lock: Mutable) => void = () => undefined): ShapeLock {
  const lock: Mutable = {
    version: 1, pattern: PATTERN, patternVersion: '1.0.0', contract: hash('contract'), controlPack: hash('pack'),
    providers: { aws: '6.1.0', azure: '4.2.0', google: '6.3.0' },
    slices: Object.fromEntries(CLOUDS.flatMap((cloud) => ['development', 'production'].map((stage) => [`${cloud}/${stage}`, {
      variants: { '-': hash(`${cloud} ${stage}`), 'database': hash(`${cloud} ${stage} database`) },
      controls: Object.fromEntries(Object.values(CONTROL_IDS).flat().map((id) => [id, { reads: hash(`${id} ${cloud} ${stage}`), outcome: 'pass' }])),
    }]))),
    places: Object.fromEntries(CLOUDS.map((cloud) => [cloud, { 'service.port': ['orders/service task.port'] }])),
  };
  change(lock);
  return lock;
}

type Mutable = { -readonly [key in keyof ShapeLock]: ShapeLock[key] extends object ? any : ShapeLock[key] };

export function governance(approvals: Partial<ApprovalSettings> = {}, more: Partial<GovernanceSettings> = {}): GovernanceSettings & { readonly approvals: ApprovalSettings } {
  return {
    enforce: true, controls: CONTROLS, settings: new Map(), exceptions: [],
    ...more,
    approvals: { folder: '', functions: FUNCTIONS, approvers: [], requireSignatures: false, authors: new Map([[PATTERN, ['paul@acme.example']]]), ...approvals },
  };
}

export const EMAILS: { [fn: string]: string } = { security: 'alice@acme.example', compliance: 'carol@acme.example', architecture: 'bob@acme.example' };

export function decision(fn: string, change: Partial<Decision> = {}): Decision {
  return { function: fn, email: EMAILS[fn], reference: `${fn.slice(0, 3).toUpperCase()}-1041`, approved: TODAY, expires: '2027-11-30', summary: ['An interface with a database.'], ...change };
}

export function keyPair(type: 'ed25519' | 'ec' | 'rsa' = 'ed25519'): { privateKey: KeyObject; publicKey: string; pem: string } {
  const pair = type === 'ed25519' ? generateKeyPairSync('ed25519') : type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { privateKey: pair.privateKey, publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string, pem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

// Hooks cannot be made within a test, folders can.
const ROOT = temporaryFolder();

/** A folder of approvals. */
export class Folder {
  public readonly path = fs.mkdtempSync(path.join(ROOT, 'approvals-'));

  public write(statement: ApprovalStatement, key?: KeyObject, file = fileNameOf(statement.predicate, key !== undefined)): string {
    const place = path.join(this.path, file);
    fs.writeFileSync(place, JSON.stringify(key ? seal(JSON.stringify(statement), key) : statement, undefined, 2));
    return place;
  }

  /** Approvals of a lock by all functions. */
  public approve(lock: ShapeLock, settings: GovernanceSettings = governance(), functions = FUNCTIONS): this {
    for (const fn of functions) { this.write(statementFor(lock, decision(fn), settings)); }
    return this;
  }

  public edit(file: string, change: (content: any) => void): void {
    const place = path.join(this.path, file);
    const content = JSON.parse(fs.readFileSync(place, 'utf8'));
    change(content);
    fs.writeFileSync(place, JSON.stringify(content));
  }

  public state(fn: string, ground: Partial<ApprovalGround> = {}, asked: { version?: string; cloud?: string; pattern?: string } = {}): ApprovalState {
    return approvalState({ pattern: PATTERN, version: '1.0.0', function: fn, ...asked }, { approvals: readApprovals(this.path), governance: governance(), lock: aLock(), date: TODAY, ...ground });
  }

  /** Functions whose approval holds. */
  public holding(ground: Partial<ApprovalGround> = {}): string[] {
    return FUNCTIONS.filter((fn) => this.state(fn, ground).valid);
  }
}
