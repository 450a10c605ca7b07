import { Construct } from 'constructs';
import { IEnvironment } from './environment-props';
import { environmentOf } from './environment-rules';
import { markPattern } from './tags';

/** A delivery pattern: a composition of capabilities, named, versioned, the same on every cloud. */
export abstract class Pattern extends Construct {
  /** Id of the pattern: `customer-facing-api`. */
  public readonly patternId: string;
  /** Semantic version of the pattern. */
  public readonly patternVersion: string;
  protected readonly environment: IEnvironment;

  public constructor(scope: Construct, id: string, patternId: string, patternVersion: string) {
    super(scope, id);
    this.environment = environmentOf(this);
    this.patternId = patternId;
    this.patternVersion = patternVersion;
    markPattern(this, patternId, patternVersion);
  }
}
