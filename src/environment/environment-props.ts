import { IConstruct } from 'constructs';
import { NetworkProps } from '../capabilities/network';
import { IAlertChannelBackend, IAuditTrailBackend, IKeyBackend, INetworkBackend } from '../capabilities/backends';
import { CloudBackend } from '../clouds/cloud';
import { Standards } from '../standards/standards';
import { LandingZone } from './landing-zone';
import { Pod } from './pod';
import { Stage, StageProfile } from './stage';

/** Properties of an environment. */
export interface EnvironmentProps {
  readonly standards: Standards;
  /** Name of the pod. */
  readonly pod: string;
  readonly stage: Stage;
  /** Name of the environment, part of every physical name: 2 to 32 lower case letters, digits and dashes. @default - the construct id */
  readonly name?: string;
  /** Id of the pattern it is for, where placement rules ask for it. @default - none */
  readonly pattern?: string;
  /** Name of the landing zone. @default - context `groundwork:landingZone`, else the placement rules of the standards */
  readonly landingZone?: string;
  /** Implementation of the cloud. @default - AwsCloud, AzureCloud or GoogleCloud, as the landing zone says */
  readonly cloud?: CloudBackend;
  /** @default - no hosts outside the cloud may be called, except the identity provider */
  readonly network?: NetworkProps;
}

/** What capabilities and patterns need to know of where they are. */
export interface IEnvironment extends IConstruct {
  /** Name of the environment, part of every physical name. */
  readonly environmentName: string;
  readonly standards: Standards;
  readonly pod: Pod;
  readonly stage: Stage;
  readonly profile: StageProfile;
  readonly landingZone: LandingZone;
  readonly cloud: CloudBackend;
  /** Encrypts data. */
  readonly dataKey: IKeyBackend;
  /** Encrypts logs and alerts. */
  readonly logKey: IKeyBackend;
  readonly network: INetworkBackend;
  readonly auditTrail: IAuditTrailBackend;
  readonly alertChannel: IAlertChannelBackend;
}
