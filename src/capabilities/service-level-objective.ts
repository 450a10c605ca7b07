import { Construct } from 'constructs';
import { Capability } from './capability';
import { IApiGatewayBackend } from './backends';

/** Properties of the availability and latency objectives of an API, with fast and slow burn-rate alarms. */
export interface ServiceLevelObjectiveProps {
  readonly gateway: IApiGatewayBackend;
  /** Share of requests answered without a server error, 0.9 to 0.9999. @default 0.999 */
  readonly availability?: number;
  /** Milliseconds within which `latencyShare` of the requests is answered. @default 500 */
  readonly latencyMilliseconds?: number;
  /** Share of requests that is answered within `latencyMilliseconds`. @default 0.99 */
  readonly latencyShare?: number;
}

/** The objectives of an API, with burn-rate alarms. */
export class ServiceLevelObjective extends Capability {
  public constructor(scope: Construct, id: string, props: ServiceLevelObjectiveProps) {
    super(scope, id);
    this.environment.cloud.serviceLevelObjective(this, props);
  }
}
