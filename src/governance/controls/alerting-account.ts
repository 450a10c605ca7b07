import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control } from './build';
import { Event, watched } from './watched';

const operation = (what: string, name: string): Event => ({ what, says: [new RegExp(`${name.replace(/[./]/g, '\\$&')}`, 'i')] });
const EVENTS: { readonly [cloud: string]: readonly Event[] } = {
  [CloudName.AWS]: [
    { what: 'the root user signs in', says: [/"Root"/] },
    { what: 'threat detection is switched off', says: [/DeleteDetector/, /UpdateDetector/] },
    { what: 'a threat is found', says: [/GuardDuty Finding/] },
    { what: 'something is open to another account', says: [/Access Analyzer Finding/] },
    { what: 'a critical vulnerability is found', says: [/Inspector2 Finding/] },
    { what: 'a backup fails', says: [/Backup Job State Change/] },
  ],
  [CloudName.AZURE]: [
    operation('a policy is changed', 'Microsoft.Authorization/policyAssignments/write'), operation('a role is assigned', 'Microsoft.Authorization/roleAssignments/write'),
    operation('a lock is deleted', 'Microsoft.Authorization/locks/delete'), operation('a network security group is changed', 'Microsoft.Network/networkSecurityGroups/write'),
    operation('rules of the firewall are changed', 'Microsoft.Network/firewallPolicies/ruleCollectionGroups/write'),
  ],
  [CloudName.GOOGLE]: [
    { what: 'an owner is added or removed', says: [/roles\/owner/] }, { what: 'a custom role is changed', says: [/iam_role/] }, { what: 'a key for a service account is made', says: [/CreateServiceAccountKey/] },
    { what: 'a firewall rule is changed', says: [/firewalls\|networkFirewallPolicies/] }, { what: 'a route is changed', says: [/gce_route/] }, { what: 'a network is changed', says: [/gce_network/] },
    { what: 'access to a bucket is changed', says: [/setIamPermissions/] }, { what: 'a database instance is changed', says: [/cloudsql\.instances\.update/] },
  ],
};

/** Asked of foundations: what threatens every environment in an account. */
export const alertingAccount = control({
  id: 'alerting.account',
  title: 'Somebody hears of what endangers the whole account',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'who gets a foothold changes roles, networks and guardrails before anything else',
  mend: 'Leave these alarms to the foundation.',
}, (context) => (context.kind === 'foundation' ? watched(context, EVENTS[context.cloud]) : []));
