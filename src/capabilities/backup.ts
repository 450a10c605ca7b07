import { IResourceBackend } from './backends';

/** Properties of the backup of a set of data stores, in a vault that nobody can empty. */
export interface BackupProps {
  readonly stores: IResourceBackend[];
  /** Days for which backups are kept. @default - of the stage profile */
  readonly retentionDays?: number;
}
