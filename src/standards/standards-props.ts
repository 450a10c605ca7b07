import { Size } from '../capabilities/common';
import { LandingZoneProps } from '../environment/landing-zone';
import { PodProps } from '../environment/pod';
import { Stage } from '../environment/stage';

/** Sends environments to a landing zone. The first rule whose conditions all hold decides. */
export interface PlacementRule {
  /** @default - any pod */
  readonly pod?: string;
  /** @default - any stage */
  readonly stage?: Stage;
  /** Pattern id, such as `customer-facing-api`; matches environments that declare it. @default - any pattern */
  readonly pattern?: string;
  /** Name of the landing zone. */
  readonly landingZone: string;
}

/** Days for which logs are kept, by class. */
export interface RetentionProps {
  /** @default 90 */
  readonly application?: number;
  /** @default 365 */
  readonly access?: number;
  /** Audit logs, in the immutable archive. @default 400 */
  readonly audit?: number;
  /** @default 365 */
  readonly security?: number;
}

/** What a stage means, where it differs from the defaults. */
export interface StageProfileProps {
  readonly size?: Size;
  readonly zones?: number;
  readonly highlyAvailable?: boolean;
  readonly minInstances?: number;
  readonly maxInstances?: number;
  readonly deletionProtection?: boolean;
  readonly backupRetentionDays?: number;
  readonly pointInTimeDays?: number;
  readonly monthlyBudget?: number;
}

/** Stage profiles by stage. */
export interface StagesProps {
  readonly development?: StageProfileProps;
  readonly test?: StageProfileProps;
  readonly staging?: StageProfileProps;
  readonly production?: StageProfileProps;
}

/** Who signs people and machines in. */
export interface IdentityProviderProps {
  /** OpenID Connect issuer. */
  readonly issuer: string;
  /** @default - `<issuer>/.well-known/jwks.json` */
  readonly jwksUri?: string;
}

/** Who hears of alarms. */
export interface AlertContactsProps {
  /** E-mail addresses for warnings, budgets and forecasts. */
  readonly warning: string[];
  /** E-mail addresses for critical alarms. @default - those for warnings */
  readonly critical?: string[];
}

/** Enterprise standards: what the enterprise decided once. */
export interface StandardsProps {
  /** Short name, lower case letters, digits and dashes, 2 to 16 characters. Part of global names. */
  readonly organization: string;
  /** Public DNS domain of the enterprise. */
  readonly domain: string;
  readonly landingZones: LandingZoneProps[];
  /** @default - everything goes to the first landing zone */
  readonly placement?: PlacementRule[];
  /** Pods the enterprise knows. @default - a pod is made from its name alone */
  readonly pods?: PodProps[];
  /** Tags on everything, besides those that Groundwork sets. @default - none */
  readonly tags?: { [key: string]: string };
  /** Regions in which data may live (data residency). @default - the regions of the landing zones */
  readonly allowedRegions?: string[];
  readonly retention?: RetentionProps;
  readonly stages?: StagesProps;
  /** ISO 4217 code of budgets. @default 'USD' */
  readonly currency?: string;
  readonly identityProvider?: IdentityProviderProps;
  /** @default - platform@<domain> */
  readonly alertContacts?: AlertContactsProps;
  /**
   * Image that a service runs until its pipeline brings the pod's own.
   * @default - a public starter image, pinned by digest, pulled through the foundation's registry
   */
  readonly starterImage?: string;
}
