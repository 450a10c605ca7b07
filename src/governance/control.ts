import { CloudName } from '../environment/landing-zone';
import { ControlContext } from './control-context';

/** What a control says of one resource. Only `PASS` and `NOT_APPLICABLE` let an environment through. */
export enum ControlOutcome {
  /** The requirement holds. */
  PASS = 'pass',
  /** It does not hold. */
  FAIL = 'fail',
  /** There is nothing here that it is about. */
  NOT_APPLICABLE = 'not applicable',
  /** It hangs on a value that is known only when the Terraform is applied. */
  UNKNOWN = 'unknown',
  /** The control itself broke. */
  ERROR = 'error',
}

/** How much a failed control weighs. */
export enum ControlSeverity {
  LOW = 'low',
  MEDIUM = 'medium',
  HIGH = 'high',
  CRITICAL = 'critical',
}

/** Who signs off: the owner of a control is asked when it fails, and its approval lapses when what the control reads changes. */
export enum GovernanceFunction {
  SECURITY = 'security',
  COMPLIANCE = 'compliance',
  ARCHITECTURE = 'architecture',
}

/** What controls are for. Each supports clauses of the frameworks: see `frameworks.ts`. */
export enum Objective {
  ENCRYPTION_AT_REST = 'encryption at rest',
  ENCRYPTION_IN_TRANSIT = 'encryption in transit',
  KEY_MANAGEMENT = 'key management',
  AUTHENTICATION = 'authentication',
  LEAST_PRIVILEGE = 'least privilege',
  NETWORK_ISOLATION = 'network isolation',
  EDGE_PROTECTION = 'edge protection',
  INPUT_VALIDATION = 'input validation',
  CONSENT = 'consent',
  DATA_MASKING = 'data masking',
  IMMUTABLE_AUDIT = 'immutable audit',
  LOGGING_AND_ALERTING = 'logging and alerting',
  BACKUP_AND_RECOVERY = 'backup and recovery',
  DELETION_PROTECTION = 'deletion protection',
  VULNERABILITY_MANAGEMENT = 'vulnerability management',
  SECRETS = 'secrets',
  COST = 'cost',
  TAGGING = 'tagging',
  DATA_RESIDENCY = 'data residency',
  ARCHITECTURE = 'architecture',
  CHANGE_APPROVAL = 'change approval',
}

/** A value that enterprise standards may set for a control. */
export interface ControlParameter {
  /** Lower camel case. */
  readonly name: string;
  /** What it decides, with its unit. */
  readonly description: string;
  /** What holds where the standards say nothing: text, number, boolean, or a list of texts or of numbers. */
  readonly defaultValue: any;
}

/** What a control is, apart from its code. */
export interface ControlDefinition {
  /** Stable, lower case, `<objective family>.<what>`: `encryption.data-stores`. */
  readonly id: string;
  /** The requirement, as a sentence without a full stop: `Data stores are encrypted with a customer-managed key`. */
  readonly title: string;
  readonly objective: Objective;
  readonly owner: GovernanceFunction;
  readonly severity: ControlSeverity;
  /** What happens where it does not hold. */
  readonly why: string;
  /** What to do, for somebody who builds with Groundwork. */
  readonly mend: string;
  /** Clouds on which the requirement exists. @default - all three */
  readonly clouds?: CloudName[];
  /** Clauses that this control supports beyond those of its objective: `CIS AWS 7.0: 3.2.1`. @default - none */
  readonly clauses?: string[];
  /** Rules of public scanners that ask for the same: `CKV_AWS_7`. @default - none */
  readonly scanners?: string[];
  /** Property of the patterns' cards that promises it, word for word. @default - none */
  readonly card?: string;
  /** Whether a value that is not known yet fails it. @default true */
  readonly unknownFails?: boolean;
  /** @default - none */
  readonly parameters?: ControlParameter[];
  /** Version of its code: approvals that rest on it name it. @default - that of Groundwork; of a policy, the digest of what was compiled */
  readonly version?: string;
}

/** What a control found on one resource. */
export interface ControlFinding {
  /** Terraform address of the resource, or construct path of what it is about as a whole; empty for the environment. */
  readonly subject: string;
  readonly outcome: ControlOutcome;
  /** Argument that decided: `settings.0.backup.days`. @default - the resource as a whole */
  readonly argument?: string;
  /** What stands there, in words; never a secret. @default - nothing is shown */
  readonly found?: string;
  /** What is wrong, as a clause without subject. @default - the title of the control */
  readonly message?: string;
  /** What to do here, where the definition's words are too general. @default - of the definition */
  readonly mend?: string;
}

/**
 * One governance requirement: data and one method that reads resolved Terraform. It must read through its context only: what it reads is
 * recorded, and an approval holds as long as that stays the same. If it throws, the result is an error, never a pass.
 */
export interface IControl {
  readonly definition: ControlDefinition;
  /** One finding for each resource that it is about; none if there is no such resource. */
  evaluate(context: ControlContext): ControlFinding[];
}
