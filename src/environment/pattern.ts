import { Construct } from 'constructs';
import { IEnvironment } from './environment-props';
import { environmentOf } from './environment-rules';
import { CloudName } from './landing-zone';
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
}

/** A delivery pattern: a composition of capabilities, named, versioned, the same on every cloud. */
export abstract class Pattern extends Construct {
  /** Id of the pattern: `customer-facing-api`. */
  public readonly patternId: string;
  /** Semantic version of the pattern. */
  public readonly patternVersion: string;
  protected readonly environment: IEnvironment;

  public constructor(scope: Construct, id: string, patternId: string, patternVersion: string) {
    super(scope, id);
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
}
