import { IControl } from '../control';

/** Encryption, keys, secrets, backup, deletion, retention, audit, logs and alarms, masking, residency. */
export const DATA_CONTROLS: readonly IControl[] = [];
