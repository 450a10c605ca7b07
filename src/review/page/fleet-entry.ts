import { createHash } from 'crypto';
import { coverageOf } from '../../governance/fleet/coverage';
import { GovernanceModel } from '../../governance/model';
import { Level, lookCounts, verdictLevel, verdictWord } from '../governed';
import { Consequence, ReviewModel } from '../model';
import { safeText } from '../redact';
import { verdictOf } from '../verdict';
import { checks } from './decide';

/** One stack in the index of a fleet: a small summary of its review, so that a thousand fit in memory and on a page. */
export interface FleetEntry {
  readonly stack: string;
  /** Address of its page, relative to the index. */
  readonly href: string;
  readonly name: string;
  readonly kind: 'environment' | 'foundation' | 'stack';
  readonly stage?: string;
  readonly pod?: string;
  readonly contact?: string;
  readonly cloud?: string;
  readonly account?: string;
  readonly region?: string;
  readonly patterns: string[];
  readonly budget?: { readonly amount: number; readonly currency: string };
  readonly resources: number;
  readonly checks: number;
  readonly decisions: number;
  readonly reachable: number;
  /** Resources of types that no reader knows. */
  readonly unread: number;
  readonly verdict: string;
  /** The decision of the highest rank. */
  readonly worst?: { readonly consequence: Consequence; readonly text: string };
  /** Of all decisions, without order: equal for stacks with the same findings. */
  readonly fingerprint: string;
  /** First 12 digits of the digest of `cdk.tf.json`. */
  readonly digest: string;
  /** What governance says; absent where it was switched off. */
  readonly governance?: FleetVerdict;
  /** Why there is no review: the stack could not be synthesized or read. */
  readonly failed?: string;
}

/** The verdict of one stack. */
export interface FleetVerdict {
  readonly word: string;
  readonly level: Level;
  /** How many things a person must look at, by function: `security 3`. */
  readonly look: string;
  readonly first?: string;
  /** Whether approved patterns serve it wholly; undefined where that is not asked of it. */
  readonly covered?: boolean;
}

/** Longest sentence kept of a stack; its page has the rest. */
const LONGEST = 200;

/**
 * The summary of a review for the index.
 * @param folder of its page, below the output folder
 */
export function fleetEntry(model: ReviewModel, folder = `review/${model.identity.stack}`): FleetEntry {
  const { identity, decisions, counts } = model;
  const { stack, name, kind, stage, pod, cloud, account, region, budget } = identity;
  const [worst] = decisions;
  const unread = new Set(model.unread);
  return {
    stack, href: hrefOf(folder), name, kind, ...(stage ? { stage } : {}), ...(pod ? { pod: pod.name, contact: pod.contact } : {}),
    ...(cloud ? { cloud } : {}), ...(account ? { account } : {}), ...(region ? { region } : {}), ...(budget ? { budget } : {}),
    patterns: [...new Set(identity.patterns.map((p) => `${p.id} ${p.version}`))],
    resources: counts.resources, checks: checks(model), decisions: decisions.length, reachable: counts.reachable,
    unread: model.resources.filter((r) => unread.has(r.type)).length,
    verdict: verdictOf(model),
    ...(worst ? { worst: { consequence: worst.consequence, text: shortened(safeText(worst.text)) } } : {}),
    fingerprint: createHash('sha256').update(decisions.map((d) => `${d.consequence}\n${d.text}`).sort().join('\u0000')).digest('hex').slice(0, 12),
    digest: model.digest.slice(0, 12),
    ...(model.governance ? { governance: verdictIn(model, model.governance) } : {}),
  };
}

function verdictIn(model: ReviewModel, { verdict }: GovernanceModel): FleetVerdict {
  const [first] = verdict.look;
  const covered = coverageOf(model);
  return {
    word: verdictWord(verdict), level: verdictLevel(verdict), look: lookCounts(verdict.look),
    ...(first ? { first: shortened(safeText(first.text)) } : {}), ...(covered === undefined ? {} : { covered }),
  };
}

/** The entry of a stack that has no review. */
export function failedEntry(stack: string, failed: string): FleetEntry {
  const [line] = failed.split('\n');
  return {
    stack, href: '', name: stack, kind: 'stack', patterns: [], resources: 0, checks: 0, decisions: 0, reachable: 0, unread: 0,
    verdict: 'No review.', fingerprint: '', digest: '', failed: shortened(safeText(line)),
  };
}

/** The index is in the folder `review`. Half a pair of surrogates has no place in an address. */
function hrefOf(folder: string): string {
  return `${folder.replace(/^review\//, '').replace(/\p{Cs}/gu, '\uFFFD').split('/').map(encodeURIComponent).join('/')}/index.html`;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
}
