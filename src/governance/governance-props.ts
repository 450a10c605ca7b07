/** An accepted deviation or failed control: who, why, until when. */
export interface ExceptionProps {
  /** Short name, unique among the exceptions. */
  readonly id: string;
  /** Control whose failure is accepted. @default - `deviation` says what is accepted */
  readonly control?: string;
  /**
   * Deviation that is accepted, as the verdict names it: `<resource type>.<argument>` (with what is in it), `input <property>`,
   * `added <resource type>`, `removed <resource type>` or, of another stack, `elsewhere <resource type>`.
   * @default - `control` says what is accepted
   */
  readonly deviation?: string;
  /**
   * Construct path within the environment (`orders/database`): covers what this capability is made of, or the one resource of this path, and
   * nothing below a plain scope. `.` stands for the environment itself, of which a control may say that something is missing; it needs
   * `environment`. At least one of `construct` and `pattern` is required.
   * @default - wherever the pattern is
   */
  readonly construct?: string;
  /** Id of the pattern in which it is accepted. @default - only at `construct` */
  readonly pattern?: string;
  /** Name of the environment or foundation; required for a critical control, with `construct`. @default - every environment */
  readonly environment?: string;
  /** Why it is accepted, at least 20 characters. */
  readonly reason: string;
  /** E-mail address of who mends it or answers for it. */
  readonly owner: string;
  /** E-mail address of who accepted it; not the owner. */
  readonly approver: string;
  /** ISO date of the last day on which it holds, at most 400 days after today. */
  readonly expires: string;
}

/** What the enterprise sets for one control. */
export interface ControlSettingProps {
  /** Id of the control. */
  readonly id: string;
  /** low, medium, high or critical. @default - of the control */
  readonly severity?: string;
  /** Report a failure instead of failing the synthesis. @default false */
  readonly reportOnly?: boolean;
  /** Values of its parameters. @default - of the control */
  readonly parameters?: { [name: string]: any };
}

/** A control written in Rego and compiled to WebAssembly. */
export interface RegoControlProps {
  /** File that `opa build -t wasm` made: the `.wasm`, or the bundle (`.tar.gz`) with it. */
  readonly file: string;
  /** `<family of your own>.<what>`: `acme.allowed-ports`. */
  readonly id: string;
  /** The requirement, as a sentence without a full stop. */
  readonly title: string;
  /** One of `Objective`: `network isolation`. */
  readonly objective: string;
  /** security, compliance or architecture. */
  readonly owner: string;
  /** low, medium, high or critical. */
  readonly severity: string;
  /** What happens where it does not hold. */
  readonly why: string;
  /** What to do. */
  readonly mend: string;
  /** Entry point that was compiled: `acme/ports/deny`. @default - the first one */
  readonly entrypoint?: string;
  /** `input.parameters` of the policy, by name: text, number, boolean, or a list of texts or of numbers. @default - none */
  readonly parameters?: { [name: string]: any };
  /** Clouds on which the requirement exists. @default - all three */
  readonly clouds?: string[];
  /** Clauses that it supports beyond those of its objective: `PCI DSS 4.0.1: 1.2.5`. @default - none */
  readonly clauses?: string[];
}

/** Who may approve for one function. */
export interface ApproverProps {
  /** security, compliance or architecture. */
  readonly function: string;
  readonly email: string;
  /** PEM file with the public key (Ed25519, ECDSA P-256 or RSA) whose signature is trusted. @default - none: an unsigned record counts, under the repository's own review */
  readonly publicKeyFile?: string;
}

/** Who maintains a pattern, and so may not approve it. */
export interface AuthorProps {
  /** Id of the pattern. */
  readonly pattern: string;
  /** E-mail addresses. */
  readonly emails: string[];
}

/** What the enterprise decided about governance. */
export interface GovernanceProps {
  /** `enforce` fails the synthesis where a control fails; `report` only says so, for the time of an adoption. @default 'enforce' */
  readonly mode?: string;
  /** Frameworks whose clauses are shown: `NIST 800-53 r5`, `PCI DSS 4.0.1`, `SOC 2`, `ISO 27001:2022`, `HIPAA`, `GDPR`, `CIS` or one of its three. @default - all */
  readonly frameworks?: string[];
  /** @default - every control as it is */
  readonly controls?: ControlSettingProps[];
  /** Controls in Rego. @default - none */
  readonly rego?: RegoControlProps[];
  /** CommonJS modules (`.js`) that export controls, as classes or as objects; code adds its own with `Standards.addControl`. @default - none */
  readonly modules?: string[];
  /** Folder of the approvals. @default - no approvals are asked for, and no verdict is given */
  readonly approvals?: string;
  /** Functions that must approve each pattern. @default - security, compliance and architecture */
  readonly functions?: string[];
  /** @default - anybody but an author */
  readonly approvers?: ApproverProps[];
  /** Whether an approval counts only with a trusted signature. @default false */
  readonly requireSignatures?: boolean;
  /** @default - none */
  readonly authors?: AuthorProps[];
  /** @default - none */
  readonly exceptions?: ExceptionProps[];
}
