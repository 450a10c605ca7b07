import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { References } from '../references';
import { ProjectService } from '../resources';

/**
 * APIs by the Terraform types that call them. The first entry whose prefix fits decides. Service Usage and Resource Manager
 * must be on before Terraform can turn on the others: part of the bootstrap step (decision 0301).
 */
const API_OF: { [typePrefix: string]: string } = {
  google_artifact_registry: 'artifactregistry',
  google_backup_dr: 'backupdr',
  google_billing: 'billingbudgets',
  google_binary_authorization: 'binaryauthorization',
  google_compute: 'compute',
  google_dns: 'dns',
  google_essential_contacts: 'essentialcontacts',
  google_identity_platform: 'identitytoolkit',
  google_kms: 'cloudkms',
  google_logging: 'logging',
  google_monitoring: 'monitoring',
  google_network_connectivity: 'networkconnectivity',
  google_org_policy: 'orgpolicy',
  google_project_iam_custom: 'iam',
  google_project_iam: 'cloudresourcemanager',
  google_pubsub: 'pubsub',
  google_resource_manager: 'cloudresourcemanager',
  google_scc: 'securitycenter',
  google_storage: 'storage',
};

/** APIs that only environments call, and those that Google's services call for us. */
const OTHERS = [
  'certificatemanager', 'cloudscheduler', 'cloudtrace', 'containeranalysis', 'containerscanning', 'firestore', 'memorystore',
  'networksecurity', 'run', 'secretmanager', 'servicedirectory', 'serviceusage', 'sqladmin', 'storagetransfer', 'telemetry',
];

/** The APIs of the project. They stay on when the foundation goes, since other stacks may use them. */
export function projectServices(scope: Construct): { [api: string]: ProjectService } {
  const apis = [...new Set([...Object.values(API_OF), ...OTHERS])].sort();
  return Object.fromEntries(apis.map((api) => [api, new ProjectService(scope, api, {
    project: References.of(scope).project,
    service: `${api}.googleapis.com`,
    disableOnDestroy: false,
    disableDependentServices: false,
  })]));
}

/** Makes every resource of the foundation wait for the API that it is made with. */
export function waitForServices(scope: Construct, services: { [api: string]: ProjectService }): void {
  for (const resource of scope.node.findAll().filter((c) => TerraformResource.isTerraformResource(c))) {
    const prefix = Object.keys(API_OF).find((p) => resource.terraformResourceType.startsWith(p));
    if (prefix && resource.terraformResourceType !== 'google_project_service') { after(resource, services[API_OF[prefix]]); }
  }
}
