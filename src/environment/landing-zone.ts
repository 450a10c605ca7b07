/** A cloud that environments run on. */
export enum CloudName {
  AWS = 'aws',
  AZURE = 'azure',
  GOOGLE = 'google',
}

/** A value that a foundation makes, and environments of its landing zone refer to. */
export interface FactSpec {
  /** Name of the foundation's output, snake case. */
  readonly name: string;
  /** What it is. */
  readonly description: string;
  /** Whether it is a list of texts. @default false */
  readonly list?: boolean;
  /** Regular expression that a value (each value of a list) matches. */
  readonly pattern: string;
}

/** Where the Terraform state of a landing zone's stacks is kept. */
export interface StateProps {
  /** `s3`, `azurerm`, `gcs`, `hcp` (HCP Terraform) or `local`. @default - the store of the landing zone's own cloud, made by the bootstrap step */
  readonly kind?: string;
  /** S3 or GCS bucket. @default - computed: `<organization>-tfstate-<account>` within the cloud's name rules */
  readonly bucket?: string;
  /** Region of the bucket. @default - region of the landing zone */
  readonly region?: string;
  /** Azure: resource group of the storage account. @default '<organization>-tfstate' */
  readonly resourceGroup?: string;
  /** Azure: storage account. @default - computed */
  readonly storageAccount?: string;
  /** Azure: container. @default 'tfstate' */
  readonly container?: string;
  /** HCP Terraform organization. @default - the organization of the standards */
  readonly hcpOrganization?: string;
  /** HCP Terraform host. @default 'app.terraform.io' */
  readonly hostname?: string;
}

/** A place for environments, as the enterprise states it. */
export interface LandingZoneProps {
  /** Name, lower case letters, digits and dashes, 2 to 20 characters. */
  readonly name: string;
  readonly cloud: CloudName;
  /** AWS account id, Azure subscription id or Google project id. */
  readonly account: string;
  /** Region of the cloud. */
  readonly region: string;
  /** Availability zones in use. @default - the first three of the region: a, b, c on AWS and Google, 1, 2, 3 on Azure */
  readonly zones?: string[];
  /** Azure: Microsoft Entra tenant id. Required on Azure. */
  readonly tenant?: string;
  /** Google: project number. Required on Google. */
  readonly projectNumber?: string;
  /** Google: billing account id (`012345-6789AB-CDEF01`), for budgets. Required on Google. */
  readonly billingAccount?: string;
  /** Address range from which the foundation serves its environments. @default '10.64.0.0/12' */
  readonly addressSpace?: string;
  /** Public DNS domain of this landing zone's environments. @default - `<name>.<domain of the standards>` */
  readonly domain?: string;
  /** @default - the store of the landing zone's own cloud */
  readonly state?: StateProps;
  /**
   * Facts by name: what a foundation made, or what an enterprise that has its own hub states.
   * Lists are written as JSON text. A fact that is missing becomes a Terraform variable of the environment.
   * @default - none
   */
  readonly facts?: { [name: string]: any };
  /** JSON file with the facts, as `terraform output -json` writes it, relative to the standards file. @default - none */
  readonly factsFile?: string;
}

/** A landing zone with every default filled in. */
export interface LandingZone {
  readonly name: string;
  readonly cloud: CloudName;
  readonly account: string;
  readonly region: string;
  /** Names of the availability zones as the cloud writes them: `eu-central-1a`, `1`, `europe-west3-a`. */
  readonly zones: string[];
  readonly tenant: string;
  readonly projectNumber: string;
  readonly billingAccount: string;
  readonly addressSpace: string;
  readonly domain: string;
  readonly state: StateProps;
  readonly facts: { [name: string]: any };
}
