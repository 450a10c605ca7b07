import { IControl } from '../control';
import { backupDays } from './backup-days';
import { encryptionBackups } from './encryption-backups';
import { encryptionDataStores } from './encryption-data-stores';
import { encryptionLogs } from './encryption-logs';
import { encryptionMessages } from './encryption-messages';
import { encryptionWorkloads } from './encryption-workloads';
import { keysEnabled } from './keys-enabled';
import { keysPreventDestroy } from './keys-prevent-destroy';
import { keysRotation } from './keys-rotation';
import { keysUndelete } from './keys-undelete';
import { transitDataStores } from './transit-data-stores';

/** Encryption, keys, secrets, backup, deletion, retention, audit, logs and alarms, masking, residency. */
export const DATA_CONTROLS: readonly IControl[] = [
  encryptionDataStores, encryptionBackups, encryptionLogs, encryptionMessages, encryptionWorkloads,
  transitDataStores,
  keysRotation, keysUndelete, keysPreventDestroy, keysEnabled,
  backupDays,
];
