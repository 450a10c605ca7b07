/** How an input of a pattern may vary. */
export enum InputKind {
  /** One of a few choices, each with a shape of its own: `database` is there or not. */
  STRUCTURAL = 'structural',
  /** Any value within bounds; it reaches known places and decides nothing else. */
  VALUE = 'value',
  /** A document whose content reaches known places, worked out by the pattern. */
  DOCUMENT = 'document',
}

/** One input of a pattern. */
export interface ContractInput {
  /** Property, by its path: `service.port`. */
  readonly path: string;
  readonly kind: InputKind;
  /**
   * Two values to try it with (`VALUE`, `DOCUMENT`: both must lead to the same resources), or the value of each choice (`STRUCTURAL`; the first
   * choice is always to leave it out). A document is a file name that begins with `memory:`.
   */
  readonly samples: any[];
  /** Whether the pattern cannot be made without it. @default false */
  readonly required?: boolean;
  /** Another input that makes this one unnecessary, where it is `required`. @default - none */
  readonly unless?: string;
  /** Whether resources of its own may come with it, that are not there without it (`VALUE`, `DOCUMENT`); reviewers are told which. @default false */
  readonly adds?: boolean;
  /** JSON Schema of what is allowed, where the published schema of the pattern's inputs says too little. @default - that of the published schema */
  readonly bounds?: any;
}

/** What a pattern takes, and how each input may vary. An approval covers everything within it. */
export interface PatternContract {
  readonly inputs: ContractInput[];
}
