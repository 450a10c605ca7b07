import { IControl } from '../control';
import { alertingAccount } from './alerting-account';
import { alertingAlarms } from './alerting-alarms';
import { alertingCoverage } from './alerting-coverage';
import { alertingKeys } from './alerting-keys';
import { alertingMetrics } from './alerting-metrics';
import { alertingReceivers } from './alerting-receivers';
import { auditArchiveLocked } from './audit-archive-locked';
import { auditCalls } from './audit-calls';
import { auditChangesNoticed } from './audit-changes-noticed';
import { auditCopies } from './audit-copies';
import { auditDiagnostics } from './audit-diagnostics';
import { auditGuardrails } from './audit-guardrails';
import { auditStoreAccess } from './audit-store-access';
import { auditTamperEvident } from './audit-tamper-evident';
import { backupCoverage } from './backup-coverage';
import { backupDays } from './backup-days';
import { backupPointInTime } from './backup-point-in-time';
import { backupRedundancy } from './backup-redundancy';
import { backupVaultsLocked } from './backup-vaults-locked';
import { backupVersions } from './backup-versions';
import { deletionContents } from './deletion-contents';
import { deletionFinalCopy } from './deletion-final-copy';
import { deletionPreventDestroy } from './deletion-prevent-destroy';
import { deletionProtection } from './deletion-protection';
import { deletionUndelete } from './deletion-undelete';
import { encryptionBackups } from './encryption-backups';
import { encryptionDataStores } from './encryption-data-stores';
import { encryptionLogs } from './encryption-logs';
import { encryptionMessages } from './encryption-messages';
import { encryptionWorkloads } from './encryption-workloads';
import { keysEnabled } from './keys-enabled';
import { keysHardware } from './keys-hardware';
import { keysPolicy } from './keys-policy';
import { keysPreventDestroy } from './keys-prevent-destroy';
import { keysRotation } from './keys-rotation';
import { keysUndelete } from './keys-undelete';
import { logsComplete } from './logs-complete';
import { logsNetworkFlows } from './logs-network-flows';
import { logsRetention } from './logs-retention';
import { logsWorkloads } from './logs-workloads';
import { maskingFields } from './masking-fields';
import { maskingGateways } from './masking-gateways';
import { maskingLogs } from './masking-logs';
import { maskingStatements } from './masking-statements';
import { residencyCopies } from './residency-copies';
import { residencyGuardrails } from './residency-guardrails';
import { residencyResources } from './residency-resources';
import { residencyStores } from './residency-stores';
import { secretsNoPasswords } from './secrets-no-passwords';
import { secretsNotWritten } from './secrets-not-written';
import { secretsRotation } from './secrets-rotation';
import { secretsUndelete } from './secrets-undelete';
import { transitDataStores } from './transit-data-stores';
import { transitMessages } from './transit-messages';
import { transitMinimumVersion } from './transit-minimum-version';
import { transitObjectStores } from './transit-object-stores';

/** Encryption, keys, secrets, backup, deletion, retention, audit, logs and alarms, masking, residency. */
export const DATA_CONTROLS: readonly IControl[] = [
  encryptionDataStores, encryptionBackups, encryptionLogs, encryptionMessages, encryptionWorkloads,
  transitDataStores, transitObjectStores, transitMessages, transitMinimumVersion,
  keysRotation, keysUndelete, keysPreventDestroy, keysEnabled, keysPolicy, keysHardware,
  secretsNotWritten, secretsNoPasswords, secretsRotation, secretsUndelete,
  backupDays, backupPointInTime, backupCoverage, backupVersions, backupRedundancy, backupVaultsLocked,
  deletionProtection, deletionPreventDestroy, deletionContents, deletionFinalCopy, deletionUndelete,
  residencyStores, residencyResources, residencyCopies, residencyGuardrails,
  auditCalls, auditArchiveLocked, auditTamperEvident, auditChangesNoticed, auditStoreAccess, auditDiagnostics, auditCopies, auditGuardrails,
  logsRetention, logsWorkloads, logsComplete, logsNetworkFlows,
  alertingAlarms, alertingCoverage, alertingReceivers, alertingKeys, alertingAccount, alertingMetrics,
  maskingLogs, maskingFields, maskingGateways, maskingStatements,
];
