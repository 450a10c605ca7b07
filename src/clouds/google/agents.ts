import { LandingZone } from '../../environment/landing-zone';

/** Google's own identities (service agents) that use a customer's key or publish for a customer. */
export enum Agent {
  ARTIFACT_REGISTRY = 'artifactregistry.googleapis.com',
  CLOUD_RUN = 'run.googleapis.com',
  CLOUD_SQL = 'sqladmin.googleapis.com',
  FIRESTORE = 'firestore.googleapis.com',
  LOGGING = 'logging.googleapis.com',
  MEMORYSTORE = 'memorystore.googleapis.com',
  PUBSUB = 'pubsub.googleapis.com',
  SECRET_MANAGER = 'secretmanager.googleapis.com',
  STORAGE = 'storage.googleapis.com',
  STORAGE_TRANSFER = 'storagetransfer.googleapis.com',
}

/** Domain of each agent's address. Most agents are made on first use; the bootstrap step of `docs/decisions/0301` makes all of them first. */
const DOMAINS: { [agent in Agent]: string } = {
  [Agent.ARTIFACT_REGISTRY]: 'gcp-sa-artifactregistry',
  [Agent.CLOUD_RUN]: 'serverless-robot-prod',
  [Agent.CLOUD_SQL]: 'gcp-sa-cloud-sql',
  [Agent.FIRESTORE]: 'gcp-sa-firestore',
  [Agent.LOGGING]: 'gcp-sa-logging',
  [Agent.MEMORYSTORE]: 'gcp-sa-memorystore',
  [Agent.PUBSUB]: 'gcp-sa-pubsub',
  [Agent.SECRET_MANAGER]: 'gcp-sa-secretmanager',
  [Agent.STORAGE]: 'gs-project-accounts',
  [Agent.STORAGE_TRANSFER]: 'storage-transfer-service',
};

/** The agent as an IAM member. Its address follows from the project's number. */
export function agentMember(zone: LandingZone, agent: Agent): string {
  const prefix = agent === Agent.STORAGE_TRANSFER ? 'project' : 'service';
  return `serviceAccount:${prefix}-${zone.projectNumber}@${DOMAINS[agent]}.iam.gserviceaccount.com`;
}
