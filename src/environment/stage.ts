import { Size } from '../capabilities/common';

/** How far a change has travelled. Sizes, redundancy, retention and deletion protection follow from it. */
export enum Stage {
  DEVELOPMENT = 'development',
  TEST = 'test',
  STAGING = 'staging',
  PRODUCTION = 'production',
}

/** What follows from a stage. Every value can be set in the standards; the defaults are documented in the guide. */
export interface StageProfile {
  /** Size of compute, databases and caches. */
  readonly size: Size;
  /** Availability zones in use, 1 to 3. */
  readonly zones: number;
  /** Whether data stores and services have a standby in another zone. */
  readonly highlyAvailable: boolean;
  /** Fewest running instances of a service. */
  readonly minInstances: number;
  /** Most running instances of a service. */
  readonly maxInstances: number;
  /** Whether resources that keep data refuse to be deleted. */
  readonly deletionProtection: boolean;
  /** Days for which backups are kept. */
  readonly backupRetentionDays: number;
  /** Days back to any second of which a database can be restored. */
  readonly pointInTimeDays: number;
  /** Monthly budget of one environment, in the currency of the budget settings. */
  readonly monthlyBudget: number;
}
