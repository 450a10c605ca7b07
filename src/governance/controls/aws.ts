import { IControl } from '../control';
import { accessAccounts } from './access-accounts';
import { accessObjectLists } from './access-object-lists';
import { accessOwnRoles } from './access-own-roles';
import { accessStatements } from './access-statements';
import { alertingContacts } from './alerting-contacts';
import { alertingThresholds } from './alerting-thresholds';
import { auditEvents } from './audit-events';
import { backupPlans } from './backup-plans';
import { edgeHardening } from './edge-hardening';
import { edgeIntegration } from './edge-integration';
import { encryptionBeside } from './encryption-beside';
import { inputSchemas } from './input-schemas';
import { logsDatabases } from './logs-databases';
import { logsOwnPlaces } from './logs-own-places';
import { maskingServices } from './masking-services';
import { networkOwnGroups } from './network-own-groups';
import { networkRanges } from './network-ranges';
import { operationHardening } from './operation-hardening';
import { workloadIsolation } from './workload-isolation';

/** Settings of AWS, and what its resources lead to, one by one. */
export const AWS_CONTROLS: readonly IControl[] = [
  accessAccounts, accessObjectLists, accessOwnRoles, accessStatements, alertingContacts, alertingThresholds, auditEvents,
  backupPlans, edgeHardening, edgeIntegration, encryptionBeside, inputSchemas, logsDatabases, logsOwnPlaces, maskingServices,
  networkOwnGroups, networkRanges, operationHardening, workloadIsolation,
];
