import { Construct, IConstruct } from 'constructs';
import { IAlertChannelBackend, IAuditTrailBackend, IKeyBackend, INetworkBackend } from '../capabilities/backends';
import { Baseline, buildBaseline } from './baseline';
import { EnvironmentProps, IEnvironment } from './environment-props';
import { environmentOf, resolvePlacement } from './environment-rules';
import { LandingZoneStack } from './landing-zone-stack';
import { Pod } from './pod';
import { markAsked } from './request';
import { Stage, StageProfile } from './stage';

/**
 * Everything that one pod has in one stage: a stack that places itself in a landing zone and brings customer-managed
 * keys, a private network, logs, the immutable audit trail, alerts and a budget. Patterns and capabilities are created inside.
 */
export class Environment extends LandingZoneStack implements IEnvironment {
  /**
   * The environment that `scope` is in.
   * @throws if there is none
   */
  public static enclosing(scope: IConstruct): IEnvironment {
    return environmentOf(scope);
  }

  public readonly environmentName: string;
  public readonly pod: Pod;
  public readonly stage: Stage;
  public readonly profile: StageProfile;
  public readonly dataKey: IKeyBackend;
  public readonly logKey: IKeyBackend;
  public readonly network: INetworkBackend;
  public readonly auditTrail: IAuditTrailBackend;
  public readonly alertChannel: IAlertChannelBackend;

  /**
   * @param scope the app
   * @param id name of the stack and, unless `name` is given, of the environment
   * @throws one error with every fault of the properties
   */
  public constructor(scope: Construct, id: string, props: EnvironmentProps) {
    const placement = resolvePlacement(scope, id, props);
    super(scope, id, { standards: props.standards, landingZone: placement.landingZone, cloud: props.cloud }, true);
    this.environmentName = placement.name;
    this.pod = placement.pod;
    this.stage = props.stage;
    this.profile = props.standards.profile(props.stage);
    markAsked(this, props);
    const baseline: Baseline = buildBaseline(this, props);
    this.dataKey = baseline.dataKey;
    this.logKey = baseline.logKey;
    this.network = baseline.network;
    this.auditTrail = baseline.auditTrail;
    this.alertChannel = baseline.alertChannel;
  }
}
