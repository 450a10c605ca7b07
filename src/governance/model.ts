import { Consequence, Direction, Evidence } from '../review/model';

/**
 * What governance says of one stack, as plain JSON: part of the review's model, and what page, comment, `verify`, evidence and fleet
 * report read. No time is in it: what expires carries its date.
 */
export interface GovernanceModel {
  /** Version of this structure. */
  readonly version: 1;
  readonly verdict: Verdict;
  readonly controls: EvaluatedControl[];
  /** Every result of every control, in the order of the controls and of the addresses. */
  readonly results: ControlResult[];
  /** What the approved patterns would not have produced. */
  readonly deviations: Deviation[];
  /** Exceptions of the standards that cover something here. */
  readonly exceptions: UsedException[];
  /** Approvals that this stack rests on, valid or not; one for each function and pattern. */
  readonly approvals: ApprovalState[];
  readonly digests: Digests;
}

/** From best to worst; only the last two call a person. */
export const VERDICTS = ['identical', 'within contract', 'tightened', 'deviated', 'stale'] as const;
export type VerdictWord = typeof VERDICTS[number];

/** What may be applied without a person, and what a person must look at. */
export interface Verdict {
  /** Undefined where the standards ask for no approvals: then nothing is compared. */
  readonly word?: VerdictWord;
  /** One sentence. */
  readonly text: string;
  /** Whether it may go on: no failed, unknown or erroneous control, no deviation and no lapsed approval that no exception covers. */
  readonly passes: boolean;
  /** What a person must look at, and nothing else; worst first. */
  readonly look: LookAt[];
}

/** One thing that one function must look at. */
export interface LookAt {
  /** security, compliance or architecture. */
  readonly owner: string;
  readonly kind: 'control' | 'deviation' | 'approval' | 'exception';
  readonly consequence: Consequence;
  /** Subject first: `orders/database: deletion protection was true, is false`. */
  readonly text: string;
  /** What to do. */
  readonly mend: string;
  readonly evidence: Evidence[];
}

/** One control, as it was applied. */
export interface EvaluatedControl {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly owner: string;
  /** As the standards set it. */
  readonly severity: string;
  readonly why: string;
  readonly mend: string;
  /** By framework: `{ "NIST 800-53 r5": ["SC-28(1)"] }`. */
  readonly clauses: { readonly [framework: string]: string[] };
  readonly scanners: string[];
  /** Property of the card that promises it. */
  readonly card?: string;
  /** Values of its parameters here. */
  readonly parameters: { readonly [name: string]: any };
  /** Whether a failure only is reported, as the standards say. */
  readonly reportOnly: boolean;
  /** Whether a value that is not known yet counts as a failure. */
  readonly unknownFails: boolean;
  /** Worst outcome of all results. */
  readonly outcome: Outcome;
  readonly counts: { readonly [outcome in Outcome]: number };
}

export const OUTCOMES = ['error', 'fail', 'unknown', 'pass', 'not applicable'] as const;
export type Outcome = typeof OUTCOMES[number];

/** What one control says of one resource. */
export interface ControlResult {
  readonly control: string;
  readonly outcome: Outcome;
  /** Terraform address; empty for the stack as a whole. */
  readonly address: string;
  /** Construct path within the stack; empty for the stack as a whole. */
  readonly path: string;
  readonly argument?: string;
  readonly found?: string;
  /** What is wrong, or that it holds: a clause without subject. */
  readonly message: string;
  readonly mend?: string;
  /** Id of the exception that accepts it. */
  readonly exception?: string;
}

/** One difference between the Terraform and what the approved patterns would have produced. */
export interface Deviation {
  /** Stable: digest of address, argument, approved and actual value. */
  readonly id: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'input' | 'elsewhere';
  readonly address: string;
  /** Construct path within the stack. */
  readonly path: string;
  /** Id of the pattern around it, if there is one. */
  readonly pattern?: string;
  readonly argument?: string;
  /** What the approved pattern says, in words or JSON; never a secret. */
  readonly approved?: string;
  readonly actual?: string;
  readonly consequence: Consequence;
  readonly direction: Direction;
  /** Function that must look. */
  readonly owner: string;
  /** Subject first, the smallest difference. */
  readonly text: string;
  /** Whether it only makes things safer, along a declared order. */
  readonly tightens: boolean;
  readonly exception?: string;
}

/** One exception of the standards. */
export interface ExceptionRecord {
  readonly id: string;
  /** Control that it accepts the failure of; one of `control` and `deviation` is given. */
  readonly control?: string;
  /** Argument whose deviation it accepts (`aws_rds_cluster.backup_retention_period`), or `added`, `removed`. */
  readonly deviation?: string;
  /** Construct path within the environment that it covers, that construct only. */
  readonly construct?: string;
  /** Id of the pattern that it covers, in every environment unless `environment` narrows it. */
  readonly pattern?: string;
  /** Name of the environment. */
  readonly environment?: string;
  readonly reason: string;
  readonly owner: string;
  readonly approver: string;
  /** ISO date: the last day on which it holds. */
  readonly expires: string;
}

/** An exception with what it covers here. */
export interface UsedException extends ExceptionRecord {
  /** How many results and deviations. */
  readonly covers: number;
}

/** Whether one approval holds. */
export interface ApprovalState {
  readonly pattern: string;
  readonly patternVersion: string;
  readonly function: string;
  readonly valid: boolean;
  /** `signed by … on 2026-11-01 (SEC-1041), until 2027-11-30`, or why it does not hold. */
  readonly text: string;
  readonly approver?: string;
  readonly reference?: string;
  /** ISO dates. */
  readonly approved?: string;
  readonly expires?: string;
  /** What was approved, SHA-256. */
  readonly digest?: string;
  /** Whether a trusted key has signed it. */
  readonly signed: boolean;
  /** Controls whose reading changed since, if that is why. */
  readonly changed?: string[];
}

/** What can be recomputed. */
export interface Digests {
  /** SHA-256 of `cdk.tf.json` as written. */
  readonly terraform: string;
  /** SHA-256 of the canonical form of the Terraform. */
  readonly inventory: string;
  /** SHA-256 of the definitions, severities and parameters of all controls. */
  readonly controls: string;
  /** SHA-256 of the standards, without approvals and exceptions. */
  readonly standards: string;
  /** Approved shape of each pattern variant: `customer-facing-api@1.0.0/aws/production/database+cache`. */
  readonly shapes: { readonly [variant: string]: string };
}
