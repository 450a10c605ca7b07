import { Construct } from 'constructs';
import { bound, form, whole } from './bounds';
import { Resource } from './capability';
import { DataStoreProps, IResourceBackend } from './backends';
import { Size } from './common';

/** Properties of a PostgreSQL database. Workloads log in by identity; no password is stored. */
export interface DatabaseProps extends DataStoreProps {
  /** Major version. @default '16' */
  readonly version?: string;
  /** Name of the database, lower case. @default 'app' */
  readonly databaseName?: string;
  /** @default - of the stage profile */
  readonly size?: Size;
  /** Storage in GiB, 32 to 16384. @default 64 */
  readonly storageGib?: number;
}

/** A PostgreSQL database. */
export class Database extends Resource {
  public readonly backend: IResourceBackend;

  public constructor(scope: Construct, id: string, props: DatabaseProps = {}) {
    super(scope, id, props.classification);
    bound(this, props, {
      databaseName: form(/^[a-z][a-z0-9_]{0,62}$/, 'begin with a lower case letter and have at most 63 lower case letters, digits and underscores'),
      storageGib: whole(32, 16384),
    });
    this.backend = this.environment.cloud.database(this, props);
    this.addAlarms(this.backend.metrics);
  }
}
