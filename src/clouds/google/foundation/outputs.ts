import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { Stage } from '../../../environment/stage';
import { CUSTOM_ROLES } from '../custom-roles';
import { googleFacts } from '../facts';
import { References } from '../references';
import { StorageBucket } from '../resources';

/** One output for each fact: what environments compute, written down for enterprises that check it. */
export function outputs(scope: Construct, archive: StorageBucket): void {
  const references = References.of(scope);
  const values: { [name: string]: string } = {
    network: references.network,
    workload_subnetwork: references.workloadSubnet,
    endpoint_subnetwork: references.endpointSubnet,
    firewall_policy: references.firewallPolicy,
    public_dns_zone: references.publicDnsZone,
    sql_dns_zone: references.sqlDnsZone,
    key_ring: references.keyRing,
    audit_archive_bucket: archive.name,
    docker_hub_repository: references.dockerHub,
    gcr_repository: references.gcr,
    ...Object.fromEntries(Object.keys(CUSTOM_ROLES).map((id) => [`role_${id.replace(/-/g, '_')}`, references.customRole(id)])),
    ...Object.fromEntries(Object.values(Stage).map((stage) => [`backup_vault_${stage}`, references.backupVault(stage)])),
  };
  for (const fact of googleFacts) {
    const output = new TerraformOutput(scope, fact.name, { description: fact.description, value: values[fact.name] });
    output.overrideLogicalId(fact.name);
  }
}
