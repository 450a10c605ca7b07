import { CloudName } from '../environment/landing-zone';

/**
 * Days that a CloudWatch log group can keep its events; the other clouds take any of these within their own limits.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Fewest and most days that the log store of a cloud keeps. */
export interface RetentionLimit {
  readonly min: number;
  readonly max: number;
  /** The service that sets the limit. */
  readonly service: string;
}

/**
 * Sources: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure,
 * https://cloud.google.com/logging/quotas#logs_retention_periods
 */
export const RETENTION_LIMITS: { [cloud in CloudName]: RetentionLimit } = {
  aws: { min: 1, max: 3653, service: 'CloudWatch Logs' },
  azure: { min: 30, max: 730, service: 'An Azure Log Analytics workspace' },
  google: { min: 1, max: 3650, service: 'Cloud Logging' },
};

/** Values of the retention list that every one of these clouds can keep. */
export function retentionDaysOn(clouds: readonly CloudName[]): number[] {
  return RETENTION_DAYS.filter((days) => clouds.every((cloud) => RETENTION_LIMITS[cloud].min <= days && days <= RETENTION_LIMITS[cloud].max));
}

/** State stores by cloud, the default first. State elsewhere would need the credentials of two clouds in one run. */
export const STATE_KINDS: { [cloud in CloudName]: string[] } = {
  aws: ['s3', 'hcp', 'local'],
  azure: ['azurerm', 'hcp', 'local'],
  google: ['gcs', 'hcp', 'local'],
};

/** Which settings of the state belong to which store. */
export const STATE_SETTINGS: { [kind: string]: string[] } = {
  s3: ['bucket', 'region'],
  azurerm: ['resourceGroup', 'storageAccount', 'container'],
  gcs: ['bucket'],
  hcp: ['hcpOrganization', 'hostname'],
  local: [],
};

/** Landing zone properties that only one cloud has. */
export const CLOUD_PROPERTIES: { [property: string]: CloudName } = {
  tenant: CloudName.AZURE,
  projectNumber: CloudName.GOOGLE,
  billingAccount: CloudName.GOOGLE,
};

/** How people call the clouds. */
export const CLOUD_TITLES: { [cloud in CloudName]: string } = { aws: 'AWS', azure: 'Azure', google: 'Google Cloud' };

export const DEFAULT_ADDRESS_SPACE = '10.64.0.0/12';
export const DEFAULT_CURRENCY = 'USD';
export const DEFAULT_RETENTION = { application: 90, access: 365, audit: 400, security: 365 };
