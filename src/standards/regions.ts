import { CloudName } from '../environment/landing-zone';

/**
 * Regions with the letters (AWS, Google Cloud) or numbers (Azure) of their availability zones. Public regions of the
 * commercial partitions; government, China and sovereign partitions are other clouds with other names and endpoints.
 *
 * Sources: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html,
 * https://learn.microsoft.com/azure/reliability/regions-list, https://cloud.google.com/compute/docs/regions-zones.
 */
const AWS = zonesOf('abc', [
  'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2',
  'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-1', 'eu-central-2',
  'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1',
  'mx-central-1', 'sa-east-1', 'us-east-2', 'us-west-1',
], {
  'ap-northeast-1': 'acd', // b takes no new accounts
  'ap-northeast-2': 'abcd',
  'ca-central-1': 'abd',
  'us-east-1': 'abcdef',
  'us-west-2': 'abcd',
});

const AZURE = zonesOf('123', [
  'australiaeast', 'austriaeast', 'belgiumcentral', 'brazilsouth', 'canadacentral', 'centralindia', 'centralus', 'chilecentral', 'eastasia',
  'eastus', 'eastus2', 'francecentral', 'germanywestcentral', 'indonesiacentral', 'israelcentral', 'italynorth', 'japaneast', 'japanwest',
  'koreacentral', 'malaysiawest', 'mexicocentral', 'newzealandnorth', 'northeurope', 'norwayeast', 'polandcentral', 'qatarcentral',
  'southafricanorth', 'southcentralus', 'southeastasia', 'spaincentral', 'swedencentral', 'switzerlandnorth', 'uaenorth', 'uksouth',
  'westeurope', 'westus2', 'westus3',
], Object.fromEntries([
  // Without availability zones.
  'australiacentral', 'australiacentral2', 'australiasoutheast', 'brazilsoutheast', 'canadaeast', 'francesouth', 'germanynorth',
  'jioindiacentral', 'jioindiawest', 'koreasouth', 'northcentralus', 'norwaywest', 'southafricawest', 'southindia', 'switzerlandwest',
  'uaecentral', 'ukwest', 'westcentralus', 'westindia', 'westus',
].map((region) => [region, ''])));

const GOOGLE = zonesOf('abc', [
  'africa-south1', 'asia-east1', 'asia-east2', 'asia-northeast1', 'asia-northeast2', 'asia-northeast3', 'asia-south1', 'asia-south2',
  'asia-southeast1', 'asia-southeast2', 'asia-southeast3', 'australia-southeast1', 'australia-southeast2', 'europe-central2',
  'europe-north1', 'europe-north2',
  'europe-southwest1', 'europe-west10', 'europe-west12', 'europe-west2', 'europe-west3', 'europe-west4', 'europe-west6', 'europe-west8',
  'europe-west9', 'me-central1', 'me-central2', 'me-west1', 'northamerica-northeast1', 'northamerica-northeast2', 'northamerica-south1',
  'southamerica-east1', 'southamerica-west1', 'us-east4', 'us-east5', 'us-south1', 'us-west1', 'us-west2', 'us-west3', 'us-west4',
], {
  'europe-west1': 'bcd',
  'us-central1': 'abcf',
  'us-east1': 'bcd',
});

const ZONES: { [cloud in CloudName]: { [region: string]: string } } = { aws: AWS, azure: AZURE, google: GOOGLE };

/** Joins a region and the letter of a zone, as each cloud writes it. */
const ZONE_NAME: { [cloud in CloudName]: (region: string, letter: string) => string } = {
  aws: (region, letter) => region + letter,
  azure: (_region, letter) => letter,
  google: (region, letter) => `${region}-${letter}`,
};

/** Regions whose zones differ from account to account, so that no default can be right. */
const ZONES_BY_ACCOUNT = ['us-west-1'];

/** Every region of a cloud, sorted. */
export function regionsOf(cloud: CloudName): string[] {
  return Object.keys(ZONES[cloud]).sort();
}

/** The clouds that have a region of this name. */
export function cloudsWith(region: string): CloudName[] {
  return Object.values(CloudName).filter((cloud) => region in ZONES[cloud]);
}

/** Names of a region's availability zones as the cloud writes them; none for an unknown region or one without zones. */
export function zonesIn(cloud: CloudName, region: string): string[] {
  return [...(ZONES[cloud][region] ?? '')].map((letter) => ZONE_NAME[cloud](region, letter));
}

/** Whether each account sees its own part of the region's zones, so that the standards have to state them. */
export function zonesDifferByAccount(region: string): boolean {
  return ZONES_BY_ACCOUNT.includes(region);
}

function zonesOf(letters: string, regions: string[], others: { [region: string]: string }): { [region: string]: string } {
  return { ...Object.fromEntries(regions.map((region) => [region, letters])), ...others };
}
