import { FactSpec } from '../../environment/landing-zone';
import { Stage } from '../../environment/stage';
import { CUSTOM_ROLES } from './custom-roles';

const NAME = '[a-z][a-z0-9-]*[a-z0-9]';
const LOCATION = `projects/[a-z0-9:.-]+/locations/${NAME}`;

/**
 * What an environment refers to. Google's ids are made of names, so every one has a computed default (`references.ts`) and
 * nothing need be handed over; an enterprise with a hub of its own states those that differ.
 */
export const googleFacts: FactSpec[] = [
  { name: 'network', description: 'Id of the VPC network', pattern: `^projects/[a-z0-9:.-]+/global/networks/${NAME}$` },
  { name: 'workload_subnetwork', description: 'Id of the subnetwork of workloads, /26 or larger', pattern: `^projects/[a-z0-9:.-]+/regions/${NAME}/subnetworks/${NAME}$` },
  { name: 'endpoint_subnetwork', description: 'Id of the subnetwork of private endpoints', pattern: `^projects/[a-z0-9:.-]+/regions/${NAME}/subnetworks/${NAME}$` },
  { name: 'firewall_policy', description: 'Name of the network firewall policy that hosts are allowed in', pattern: `^${NAME}$` },
  { name: 'public_dns_zone', description: 'Name of the public managed zone of the landing zone\'s domain', pattern: `^${NAME}$` },
  { name: 'sql_dns_zone', description: 'Name of the private managed zone <region>.sql.goog', pattern: `^${NAME}$` },
  { name: 'key_ring', description: 'Id of the key ring of environments', pattern: `^${LOCATION}/keyRings/[A-Za-z0-9_-]{1,63}$` },
  { name: 'audit_archive_bucket', description: 'Name of the bucket with locked retention for audit records', pattern: '^[a-z0-9][a-z0-9_.-]{1,61}[a-z0-9]$' },
  { name: 'docker_hub_repository', description: 'Address of the pull-through repository of Docker Hub', pattern: `^${NAME}-docker\\.pkg\\.dev/[a-z0-9:.-]+/${NAME}$` },
  { name: 'gcr_repository', description: 'Address that images of gcr.io are pulled from', pattern: `^gcr\\.io$|^${NAME}-docker\\.pkg\\.dev/[a-z0-9:.-]+/${NAME}$` },
  ...Object.keys(CUSTOM_ROLES).map((id) => ({
    name: `role_${id.replace(/-/g, '_')}`,
    description: `Name of the custom role: ${CUSTOM_ROLES[id].description}`,
    pattern: '^(projects|organizations)/[a-z0-9:.-]+/roles/[A-Za-z0-9_.]{3,64}$',
  })),
  ...Object.values(Stage).map((stage) => ({
    name: `backup_vault_${stage}`,
    description: `Id of the backup vault for environments of stage ${stage}`,
    pattern: `^${LOCATION}/backupVaults/${NAME}$`,
  })),
];
