import { Construct } from 'constructs';
import { CloudBackend } from '../clouds/cloud';
import { Standards } from '../standards/standards';
import { LandingZoneStack } from './landing-zone-stack';

/** Properties of a foundation. */
export interface FoundationProps {
  readonly standards: Standards;
  /** Name of the landing zone. */
  readonly landingZone: string;
  /** Implementation of the cloud. @default - AwsCloud, AzureCloud or GoogleCloud, as the landing zone says */
  readonly cloud?: CloudBackend;
}

/**
 * What the platform team deploys once for each landing zone, before any environment: everything shared, slow, costly,
 * singular or irreversible. Its outputs are the facts that environments refer to.
 */
export class Foundation extends LandingZoneStack {
  public constructor(scope: Construct, id: string, props: FoundationProps) {
    super(scope, id, { standards: props.standards, landingZone: props.standards.landingZone(props.landingZone), cloud: props.cloud }, false);
    this.cloud.foundation(this, this.landingZone, this.standards);
  }
}
