import { Aspects, ISynthesisSession, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IAlertChannelBackend, IAuditTrailBackend, IKeyBackend, INetworkBackend } from '../capabilities/backends';
import { CloudBackend } from '../clouds/cloud';
import { cloudFor } from '../clouds/factory';
import { Standards } from '../standards/standards';
import { buildBaseline } from './baseline';
import { EnvironmentProps, IEnvironment } from './environment-props';
import { resolvePlacement } from './environment-rules';
import { LandingZone } from './landing-zone';
import { markPlace } from './place';
import { Pod } from './pod';
import { markSource } from './source';
import { markAsked } from './request';
import { Stage, StageProfile } from './stage';
import { stringify } from './stringify';
import { judged } from './synthesis/review';
import { addCustomSynthesis } from './synthesis/custom-synthesis';
import { findings, toTerraformOnce } from './synthesis';
import { TagAspect } from './tags';

/**
 * An environment inside a stack that a team already has: it uses that stack's providers and state, tags only what is
 * inside it, and its faults fail that stack's validation.
 */
export class EmbeddedEnvironment extends Construct implements IEnvironment {
  public readonly environmentName: string;
  public readonly standards: Standards;
  public readonly landingZone: LandingZone;
  public readonly cloud: CloudBackend;
  public readonly pod: Pod;
  public readonly stage: Stage;
  public readonly profile: StageProfile;
  public readonly dataKey: IKeyBackend;
  public readonly logKey: IKeyBackend;
  public readonly network: INetworkBackend;
  public readonly auditTrail: IAuditTrailBackend;
  public readonly alertChannel: IAlertChannelBackend;

  /**
   * @param scope the stack of the team, or a construct in it
   * @param id name of the environment, unless `name` is given
   */
  public constructor(scope: Construct, id: string, props: EnvironmentProps) {
    const placement = resolvePlacement(scope, id, props);
    super(scope, id);
    this.environmentName = placement.name;
    this.standards = props.standards;
    this.landingZone = placement.landingZone;
    this.cloud = props.cloud ?? cloudFor(placement.landingZone.cloud);
    this.pod = placement.pod;
    this.stage = props.stage;
    this.profile = props.standards.profile(props.stage);
    markPlace(this, true);
    markSource(this);
    markAsked(this, props);
    const baseline = buildBaseline(this, props);
    this.dataKey = baseline.dataKey;
    this.logKey = baseline.logKey;
    this.network = baseline.network;
    this.auditTrail = baseline.auditTrail;
    this.alertChannel = baseline.alertChannel;
    Aspects.of(this).add(new TagAspect());
    const stack = TerraformStack.of(this);
    this.node.addValidation({
      validate: () => {
        const terraform = toTerraformOnce(stack);
        const found = [...findings(stack, this.cloud, terraform), ...judged(this, terraform, stringify(terraform)).faults];
        return found.map((f) => `${f.where}: ${f.problem} ${f.mend}`);
      },
    });
    // The stack is written by whoever it belongs to; the review of this part of it is written beside.
    addCustomSynthesis(this, { onSynthesize: (session: ISynthesisSession) => require('../review/write').writeEmbedded(this, session.outdir) });
  }
}
