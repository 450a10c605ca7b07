import { Size } from '../capabilities/common';
import { LandingZoneProps } from '../environment/landing-zone';
import { PodProps } from '../environment/pod';
import { Stage } from '../environment/stage';
import { GovernanceProps } from '../governance/governance-props';

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

/**
 * Days for which logs are kept, by class. One of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
 * 2922, 3288, 3653 (the list of CloudWatch Logs); with a landing zone on Azure 30 to 730 and on Google Cloud at most 3650, but for `audit`.
 */
export interface RetentionProps {
  /** Application logs. @default 90 */
  readonly application?: number;
  /** Access logs. @default 365 */
  readonly access?: number;
  /** Audit logs, in the immutable archive. @default 400 */
  readonly audit?: number;
  /** Security logs: network flows, firewall decisions. @default 365 */
  readonly security?: number;
}

/** What a stage means, where it differs from the defaults. The defaults are those of development, test, staging and production. */
export interface StageProfileProps {
  /** Size of compute, databases and caches. @default - small, small, medium, medium */
  readonly size?: Size;
  /** Availability zones in use, 1 to 3. @default - 2, 2, 3, 3 */
  readonly zones?: number;
  /** Whether data stores and services have a standby in another zone. @default - false, false, true, true */
  readonly highlyAvailable?: boolean;
  /** Fewest running instances of a service, 1 to 100. @default - 1, 1, 2, 3 */
  readonly minInstances?: number;
  /** Most running instances of a service, 1 to 100. @default - 2, 4, 6, 12 */
  readonly maxInstances?: number;
  /** Whether resources that keep data refuse to be deleted. @default - false, false, false, true */
  readonly deletionProtection?: boolean;
  /** Days for which backups are kept, 7 to 35. @default - 7, 7, 14, 35 */
  readonly backupRetentionDays?: number;
  /**
   * Days back to any second of which a database can be restored, 1 to 35, at most `backupRetentionDays`. More than 7 make
   * Google Cloud use Cloud SQL Enterprise Plus. @default - 7 in every stage
   */
  readonly pointInTimeDays?: number;
  /** Monthly budget of one environment, in the currency of the standards, a whole number above 0. @default - 500, 500, 2000, 5000 */
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
  /** OpenID Connect issuer, exactly as tokens carry it in `iss` (a trailing slash counts). */
  readonly issuer: string;
  /** Where the signing keys are. @default - `<issuer>/.well-known/jwks.json` */
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
  /** Which environment goes where; if there are rules and none holds, synthesis fails. @default - everything goes to the first landing zone */
  readonly placement?: PlacementRule[];
  /** Pods the enterprise knows; with this list any other pod is refused. @default - a pod is made from its name alone */
  readonly pods?: PodProps[];
  /** Tags on everything, besides those that Groundwork sets. @default - none */
  readonly tags?: { [key: string]: string };
  /** Regions in which data may live (data residency). @default - the regions of the landing zones */
  readonly allowedRegions?: string[];
  readonly retention?: RetentionProps;
  readonly stages?: StagesProps;
  /** ISO 4217 code of budgets. @default 'USD' */
  readonly currency?: string;
  /**
   * US dollars that one unit of `currency` is worth. AWS keeps budgets in US dollars whatever the bill is in, so budgets there are converted.
   * Required where a landing zone is on AWS and `currency` is another. @default 1
   */
  readonly usdRate?: number;
  readonly identityProvider?: IdentityProviderProps;
  /** @default - platform@<domain> */
  readonly alertContacts?: AlertContactsProps;
  /**
   * Image that a service runs until its pipeline brings the pod's own.
   * @default - a public starter image, pinned by digest, pulled through the foundation's registry
   */
  readonly starterImage?: string;
  /** Controls, approvals and exceptions. @default - every control as it is, and no approvals asked for */
  readonly governance?: GovernanceProps;
}
