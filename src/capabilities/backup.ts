import { Construct } from 'constructs';
import { Capability } from './capability';
import { IResourceBackend } from './backends';

/** Properties of the backup of a set of data stores, in a vault that nobody can empty. */
export interface BackupProps {
  readonly stores: IResourceBackend[];
  /** Days for which backups are kept. @default - of the stage profile */
  readonly retentionDays?: number;
}

/** The backup of a set of data stores. */
export class Backup extends Capability {
  public constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id);
    this.environment.cloud.backup(this, props);
  }
}
