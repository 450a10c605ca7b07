import { Construct } from 'constructs';
import { Capability } from './capability';

/** Properties of a probe that calls a public address from outside the cloud. */
export interface ProbeProps {
  readonly hostname: string;
  /** Path that answers without a token. */
  readonly path: string;
  /** Status that means healthy. @default 200 */
  readonly expectedStatus?: number;
}

/** A probe from outside. */
export class Probe extends Capability {
  public constructor(scope: Construct, id: string, props: ProbeProps) {
    super(scope, id);
    this.environment.cloud.probe(this, props);
  }
}
