import { CloudName } from '../environment/landing-zone';
import { CLOUD_TITLES, DEFAULT_ADDRESS_SPACE, STATE_KINDS } from './limits';
import { regionsOf } from './regions';
import { choice, domain, JsonSchema, listOf, name, struct, text, uuid } from './schema-parts';

const BUCKET = '^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$';

function stateSchema(): JsonSchema {
  return struct('Where the Terraform state of this landing zone\'s stacks is kept.', {
    kind: choice(
      'Store: `s3` (with lock file) on AWS, `azurerm` (with Entra authentication) on Azure, `gcs` on Google Cloud; '
      + '`hcp` (HCP Terraform) or `local` on any. Default: the store of the landing zone\'s own cloud.', ['s3', 'azurerm', 'gcs', 'hcp', 'local']),
    bucket: text('S3 or GCS bucket. Default: `<organization>-tfstate-<account>`.', BUCKET, 'acme-tfstate-123456789012'),
    region: text('Region of the S3 bucket. Default: the region of the landing zone.', '^[a-z]+-[a-z]+-[0-9]$', 'eu-central-1'),
    resourceGroup: text('Azure: resource group of the storage account.', '^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$', 'acme-tfstate', {
      description: 'Azure: resource group of the storage account. Default: `<organization>-tfstate`.',
    }),
    storageAccount: text(
      'Azure: storage account, 3 to 24 lower case letters and digits. '
      + 'Default: the organization, `tfstate` and five characters that stand for the subscription.',
      '^[a-z0-9]{3,24}$', 'acmetfstate7k2mq'),
    container: text('Azure: blob container.', '^[a-z0-9](-?[a-z0-9]){2,62}$', 'tfstate', { default: 'tfstate' }),
    hcpOrganization: text('HCP Terraform organization. Default: the organization of these standards.', '^[A-Za-z0-9_-]{1,40}$', 'acme'),
    hostname: domain('HCP Terraform or Terraform Enterprise host.', 'app.terraform.io', { default: 'app.terraform.io' }),
  });
}

function onCloud(cloud: CloudName, required: string[], properties: { [name: string]: JsonSchema }): JsonSchema {
  return {
    if: { properties: { cloud: { const: cloud } }, required: ['cloud'] },
    then: {
      required,
      properties: {
        region: choice(`Region of ${CLOUD_TITLES[cloud]}.`, regionsOf(cloud)),
        state: { type: 'object', properties: { kind: choice(`Store of the Terraform state that fits ${CLOUD_TITLES[cloud]}.`, STATE_KINDS[cloud]) } },
        ...properties,
      },
    },
  };
}

/** Schema of one landing zone; what only one cloud asks for hangs on `cloud`. */
export function landingZoneSchema(): JsonSchema {
  return struct('A place for environments.', {
    name: name('Name of the landing zone, unique.', 20, 'eu-aws'),
    cloud: choice('Cloud of the landing zone.', Object.values(CloudName), { examples: ['aws'] }),
    account: text(
      'AWS account id (twelve digits, in quotes), Azure subscription id (UUID) or Google Cloud project id.', '^[A-Za-z0-9-]{6,36}$', '123456789012'),
    region: text('Region of the cloud.', '^[a-z0-9-]+$', 'eu-central-1'),
    zones: listOf(
      'Availability zones in use, as the cloud writes them: `eu-central-1a`, `1`, `europe-west3-a`. Default: the first three of the region.',
      { type: 'string', description: 'Name of an availability zone.', minLength: 1, maxLength: 40 },
      { minItems: 1, maxItems: 6, uniqueItems: true, examples: [['eu-central-1a', 'eu-central-1b', 'eu-central-1c']] }),
    tenant: uuid('Azure: Microsoft Entra tenant id. Required on Azure.', '8d3f1c52-6a0e-4f5b-9c41-2b7e90d4a6f3'),
    projectNumber: text('Google Cloud: project number, in quotes. Required on Google Cloud.', '^[1-9][0-9]{5,18}$', '415104041262'),
    billingAccount: text(
      'Google Cloud: billing account id, for budgets. Required on Google Cloud.', '^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$', '01A2B3-C4D5E6-F7A8B9'),
    addressSpace: text(
      'Address range from which the foundation serves its environments: CIDR, /8 to /16, no host bits.',
      '^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$', DEFAULT_ADDRESS_SPACE, { default: DEFAULT_ADDRESS_SPACE }),
    domain: domain('Public DNS domain of this landing zone\'s environments. Default: `<name>.<domain of these standards>`.', 'eu-aws.acme.example'),
    state: stateSchema(),
    facts: {
      type: 'object',
      description: 'Facts by name: what the foundation made (its outputs), or what an enterprise with its own hub states. '
        + 'A fact that is missing becomes a Terraform variable of the environment. Default: none.',
      propertyNames: { type: 'string', pattern: '^[a-z][a-z0-9_]*$', description: 'Name of a fact: snake case.', examples: ['vpc_id'] },
      additionalProperties: true,
      examples: [{ vpc_id: 'vpc-0a1b2c3d4e5f67890' }],
    },
    factsFile: {
      type: 'string',
      description: 'JSON file with the facts, as `terraform output -json` of the foundation writes it, relative to this file. '
        + 'What `facts` says goes before it. Default: none.',
      minLength: 1,
      maxLength: 400,
      examples: ['facts/eu-aws.json'],
    },
  }, ['name', 'cloud', 'account', 'region'], {
    allOf: [
      onCloud(CloudName.AWS, [], {
        account: { type: 'string', pattern: '^[0-9]{12}$', description: 'AWS account id: twelve digits, in quotes.', examples: ['123456789012'] },
      }),
      onCloud(CloudName.AZURE, ['tenant'], {
        account: { ...uuid('Azure subscription id: a UUID.', '3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48') },
        tenant: { type: 'string', description: 'Microsoft Entra tenant id: a UUID.', examples: ['8d3f1c52-6a0e-4f5b-9c41-2b7e90d4a6f3'] },
      }),
      onCloud(CloudName.GOOGLE, ['projectNumber', 'billingAccount'], {
        account: {
          type: 'string',
          pattern: '^[a-z][a-z0-9-]{4,28}[a-z0-9]$',
          description: 'Google Cloud project id: 6 to 30 lower case letters, digits and dashes, beginning with a letter, not ending with a dash.',
          examples: ['acme-eu-landing'],
        },
        projectNumber: { type: 'string', description: 'Project number: digits, in quotes.', examples: ['415104041262'] },
        billingAccount: {
          type: 'string',
          description: 'Billing account id: three groups of six characters 0-9, A-F.',
          examples: ['01A2B3-C4D5E6-F7A8B9'],
        },
      }),
    ],
  });
}
