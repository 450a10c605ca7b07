import { Aspects, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CloudBackend } from '../clouds/cloud';
import { cloudFor } from '../clouds/factory';
import { Standards } from '../standards/standards';
import { LandingZone } from './landing-zone';
import { IPlace, markPlace } from './place';
import { markSource } from './source';
import { configureState } from './state';
import { adopt, CheckedSynthesizer, prepared, registered, toTerraformOnce } from './synthesis';
import { TagAspect } from './tags';

/** Properties of a stack in a landing zone. */
export interface LandingZoneStackProps {
  readonly standards: Standards;
  readonly landingZone: LandingZone;
  /** Implementation of the cloud. @default - AwsCloud, AzureCloud or GoogleCloud, as the landing zone says */
  readonly cloud?: CloudBackend;
}

/**
 * A stack in a landing zone: its providers, its state, its tags. Resolves every element once and writes nothing
 * of any stack of the app until the Terraform of every such stack is found sound.
 */
export abstract class LandingZoneStack extends TerraformStack implements IPlace {
  public readonly standards: Standards;
  public readonly landingZone: LandingZone;
  public readonly cloud: CloudBackend;

  protected constructor(scope: Construct, id: string, props: LandingZoneStackProps, environment: boolean) {
    super(scope, id);
    this.standards = props.standards;
    this.landingZone = props.landingZone;
    this.cloud = props.cloud ?? cloudFor(props.landingZone.cloud);
    markPlace(this, environment);
    markSource(this);
    this.synthesizer = new CheckedSynthesizer(this);
    registered(this);
    configureState(this, this.landingZone, this.standards);
    this.cloud.configureProviders(this, this.landingZone, this.standards);
    this.addOverride('terraform.required_version', '>= 1.10.0');
    Aspects.of(this).add(new TagAspect());
  }

  public prepareStack(): void {
    prepared(this);
  }

  public toTerraform(): any {
    return toTerraformOnce(this);
  }
}

adopt(LandingZoneStack);
