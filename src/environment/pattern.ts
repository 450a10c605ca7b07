import { Construct } from 'constructs';
import { IEnvironment } from './environment-props';
import { environmentOf } from './environment-rules';
import { CloudName } from './landing-zone';
import { PatternContract } from '../governance/pattern-contract';
import { GroundworkError } from '../errors';
import { markSource } from './source';
import { markPattern } from './tags';

/** One cell of a pattern's card: what enforces a property on one cloud. */
export interface CardRow {
  /** Property that the pattern promises. */
  readonly property: string;
  /** The cloud. */
  readonly cloud: CloudName;
  /** What enforces it, in words. */
  readonly by: string;
  /** Terraform resource types that do. */
  readonly resources: string[];
  /**
   * Rules of the review that speak of the property: where one of them is weak, the property does not hold. A rule that ends in a dot stands for its
   * family; an empty list says that no rule does. `docs/controls.md` lists the rules.
   * @default - any rule, on the resources that enforce it
   */
  readonly rules?: string[];
  /** `in` or `out`, if weak ways in or out of the pattern speak against it. @default - they do not */
  readonly reach?: string;
  /** Whether weak permissions speak against it. @default false */
  readonly permissions?: boolean;
}

/** A delivery pattern: a composition of capabilities, named, versioned, the same on every cloud. */
export abstract class Pattern extends Construct {
  /** Id of the pattern: `customer-facing-api`. */
  public readonly patternId: string;
  /** Semantic version of the pattern. */
  public readonly patternVersion: string;
  /** What it was made with, for governance: to compare it with what it would be without changes from outside. */
  public readonly inputs: any;
  protected readonly environment: IEnvironment;

  /**
   * @param inputs the properties it is made with. A pattern that does not pass them on cannot be approved
   */
  public constructor(scope: Construct, id: string, patternId: string, patternVersion: string, inputs?: any) {
    super(scope, id);
    this.inputs = inputs;
    markSource(this);
    this.environment = environmentOf(this);
    this.patternId = patternId;
    this.patternVersion = patternVersion;
    markPattern(this, patternId, patternVersion);
  }

  /** What enforces each property that the pattern promises; reviews show it beside the resources that do. @default - none */
  public get card(): CardRow[] {
    return [];
  }

  /** What it takes, and how each input may vary. @default - nothing may vary */
  public get contract(): PatternContract {
    return { inputs: [] };
  }

  /**
   * Makes the pattern once more, somewhere else: governance compares an environment with what its patterns make when nobody interferes.
   * A pattern in another language than TypeScript or JavaScript overrides this.
   *
   * @param inputs the properties to make it with
   * @param id id of the construct; that of this one if not given
   */
  public again(scope: Construct, inputs: any, id?: string): Pattern {
    const made: any = this.constructor;
    if (made === Pattern || made.PATTERN_ID === undefined) {
      throw new GroundworkError('Pattern', [{
        where: this.node.path, problem: 'this pattern does not say how it is made again', mend: 'Give its class a static PATTERN_ID and the constructor (scope, id, inputs), or override again.',
      }]);
    }
    return new made(scope, id ?? this.node.id, inputs);
  }
}
