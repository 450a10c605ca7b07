import { LandingZone } from '../environment/landing-zone';
import { Pod } from '../environment/pod';
import { Stage, StageProfile } from '../environment/stage';
import { AlertContactsProps, IdentityProviderProps, RetentionProps, StandardsProps } from './standards-props';

// Draft of the public surface; completed in this folder.
export declare class Standards {
  public static fromFile(path: string): Standards;
  public static fromProps(props: StandardsProps): Standards;
  public readonly organization: string;
  public readonly domain: string;
  public readonly landingZones: LandingZone[];
  public readonly tags: { [key: string]: string };
  public readonly allowedRegions: string[];
  public readonly retention: RetentionProps;
  public readonly currency: string;
  public readonly identityProvider?: IdentityProviderProps;
  public readonly alertContacts: AlertContactsProps;
  public readonly starterImage?: string;
  public landingZone(name: string): LandingZone;
  public place(pod: string, stage: Stage, pattern?: string): LandingZone;
  public profile(stage: Stage): StageProfile;
  public pod(name: string): Pod;
}
