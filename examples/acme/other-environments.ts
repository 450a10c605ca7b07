import * as path from 'path';
import { TerraformResource } from 'cdktf';
import { CustomerFacingApi, Environment, Stage, Standards } from 'cdktf-groundwork';
import { Construct } from 'constructs';

/** An API of another pod, with a database only. */
class SmallEnvironment extends Environment {
  public readonly api: CustomerFacingApi;

  public constructor(scope: Construct, standards: Standards, name: string, stage: Stage, landingZone: string) {
    super(scope, `${name}-${stage}`, { standards, name: `${name}-${stage}`, pod: 'orders', stage, landingZone, pattern: CustomerFacingApi.PATTERN_ID });
    this.api = new CustomerFacingApi(this, name, {
      openapi: path.join(__dirname, 'orders.openapi.yaml'),
      authentication: { issuer: 'https://login.acme.example/', audience: name },
      consent: { purpose: 'order-fulfilment' },
      database: {},
    });
  }

  /** The escape hatch of CDKTF: whatever is overridden here shows in the verdict. */
  public override(type: string, argument: string, value: unknown): void {
    for (const construct of this.node.findAll()) {
      if (TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === type) { construct.addOverride(argument, value); }
    }
  }
}

/**
 * What governance says when a team goes its own way, one environment for each answer: whoever tightens needs nobody, who deviates needs an exception
 * of the standards, and without one `groundwork verify` refuses the environment.
 */
export function addOtherEnvironments(scope: Construct, standards: Standards): void {
  // Tightened: checkout keeps its backups as long as the cloud can.
  new SmallEnvironment(scope, standards, 'checkout', Stage.PRODUCTION, 'eu-aws').override('aws_rds_cluster', 'backup_retention_period', 35);
  // Deviated, with the exception arch-118 of the standards.
  new SmallEnvironment(scope, standards, 'returns', Stage.STAGING, 'eu-azure').override('azurerm_container_app', 'template.max_replicas', 25);
  // Deviated, and nobody accepted it.
  new SmallEnvironment(scope, standards, 'labs', Stage.DEVELOPMENT, 'eu-google').override('google_cloud_run_v2_service', 'template.max_instance_request_concurrency', 500);
}
