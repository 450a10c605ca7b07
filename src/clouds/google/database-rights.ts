import { createHash } from 'crypto';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { grantMember } from './iam';
import { DatabaseGrant, rightsSql } from './database-sql';
import { MetricSpec } from './metrics';
import { DATABASE_RIGHTS } from './programs/database-rights';
import { References } from './references';
import { SqlDatabaseInstance, StorageBucketIamMember, StorageBucketObject } from './resources';
import { scheduledProgram } from './scheduled-program';

/** The job that gives the roles of a database their rights. */
export class DatabaseRights {
  /** Runs that failed. */
  public readonly failures: MetricSpec;
  private readonly grants: DatabaseGrant[] = [];

  public constructor(scope: Construct, instance: SqlDatabaseInstance, instanceName: string, database: string) {
    const references = References.of(scope);
    const file = Lazy.stringValue({ produce: () => `rights-${createHash('sha256').update(this.sql(database)).digest('hex').slice(0, 16)}.sql` });
    const job = scheduledProgram(scope, {
      description: `Gives the roles of ${instanceName} their rights`,
      file: 'database-rights.js',
      program: DATABASE_RIGHTS,
      variables: (bucket) => ({ PROJECT: references.project, INSTANCE: instanceName, DATABASE: database, STATEMENTS: `gs://${bucket}/${file}` }),
      timeoutSeconds: 900,
    });
    new StorageBucketObject(scope, 'rights', {
      bucket: job.programs.bucket.name,
      name: file,
      content: Lazy.stringValue({ produce: () => this.sql(database) }),
      contentType: 'application/sql',
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['kms_key_name'] },
    });
    new StorageBucketIamMember(scope, 'instance-reads', {
      bucket: job.programs.bucket.name,
      role: 'roles/storage.objectViewer',
      member: `serviceAccount:${instance.serviceAccountEmailAddress}`,
    });
    grantMember(scope, 'import', job.identity.member, references.customRole('sql-importer'), `projects/${references.project}/instances/${instanceName}`);
    // Operations are no resource that a condition could name; the role reads what instances are, nothing in them.
    grantMember(scope, 'operations', job.identity.member, references.customRole('sql-operations'));
    this.failures = job.failures;
  }

  /** Adds a role's rights. */
  public grant(grant: DatabaseGrant): void {
    if (!this.grants.some((g) => g.role === grant.role && g.access === grant.access)) { this.grants.push(grant); }
  }

  private sql(database: string): string {
    return rightsSql(database, this.grants);
  }
}
