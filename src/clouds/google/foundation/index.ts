import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { Standards } from '../../../standards/standards';
import { alerts } from './alerts';
import { auditArchive } from './audit-archive';
import { backupVaults } from './backup-vaults';
import { binaryAuthorization } from './binary-authorization';
import { contacts } from './contacts';
import { customRoles } from './custom-roles';
import { dnsZones } from './dns-zones';
import { egressPolicy } from './egress-policy';
import { guardrails } from './guardrails';
import { identityPlatform } from './identity-platform';
import { keys } from './keys';
import { landingZoneBudget } from './landing-zone-budget';
import { logRouting } from './log-routing';
import { outputs } from './outputs';
import { privateApis } from './private-apis';
import { remoteRepositories } from './remote-repositories';
import { securityCommandCenter } from './security-command-center';
import { projectServices, waitForServices } from './services';
import { network } from './vpc';

/** Everything that the environments of one landing zone share; one concept a file. */
export function foundation(scope: Construct, zone: LandingZone, standards: Standards): void {
  const services = projectServices(new Construct(scope, 'services'));
  const { platformKey, logKey } = keys(new Construct(scope, 'keys'));
  const vpc = network(new Construct(scope, 'network'), zone);
  egressPolicy(new Construct(scope, 'egress'), zone, standards, vpc);
  privateApis(new Construct(scope, 'private-apis'), zone, vpc, services.servicedirectory);
  dnsZones(new Construct(scope, 'dns'), zone, vpc);
  remoteRepositories(new Construct(scope, 'registry'), platformKey);
  binaryAuthorization(new Construct(scope, 'binary-authorization'), standards);
  const archive = auditArchive(new Construct(scope, 'audit'), standards, logKey);
  logRouting(new Construct(scope, 'logs'), standards, logKey);
  const channels = alerts(new Construct(scope, 'alerts'), standards);
  contacts(new Construct(scope, 'contacts'), standards);
  landingZoneBudget(new Construct(scope, 'budget'), zone, standards, channels);
  guardrails(new Construct(scope, 'guardrails'), zone, standards, services.compute);
  identityPlatform(new Construct(scope, 'identity-platform'), zone);
  securityCommandCenter(new Construct(scope, 'security-command-center'), zone, standards, platformKey);
  customRoles(new Construct(scope, 'roles'));
  backupVaults(new Construct(scope, 'backup'), standards);
  outputs(new Construct(scope, 'outputs'), archive);
  waitForServices(scope, services);
}
