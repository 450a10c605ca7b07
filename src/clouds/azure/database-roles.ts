import { ITerraformDependable, Lazy, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { Access } from '../../capabilities/common';
import { GroundworkError } from '../../errors';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { appsEnvironment } from './apps-environment';
import { baseOf } from './base';
import { grantPull } from './container-registry';
import { DatabaseGrant, grantsSql, isDatabaseAccess, rolesSql } from './database-sql';
import { registryHost } from './image';
import { literalText } from './literal-text';
import { ContainerAppJob } from './resources';
import { AzureIdentity } from './workload-identity';

/** Official PostgreSQL image on Amazon's public registry, which the foundation's registry fetches by itself: 17-alpine. */
const PSQL_IMAGE = 'ecr-public/docker/library/postgres';
const PSQL_DIGEST = 'sha256:742f40ea20b9ff2ff31db5458d127452988a2164df9e17441e191f3b72252193';

/** A database whose roles are made by a job of ours. */
export interface RolesTarget {
  readonly host: string;
  readonly database: string;
  /** The server's Entra administrator: the job runs as it. */
  readonly administrator: AzureIdentity;
  /** What is ready before the job runs. */
  readonly after: ITerraformDependable[];
}

/** How often rights are given again, so that new tables and new grants need nobody. */
const EVERY_QUARTER = '*/15 * * * *';

/**
 * Program of the job: takes a token of the administrator's identity and runs two texts of SQL. The token is the password, and
 * lives in the memory of the job only.
 */
export const ROLES_PROGRAM = [
  'set -eu',
  'token=$(wget -q -O - --header "X-IDENTITY-HEADER: $IDENTITY_HEADER" "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=https%3A%2F%2Fossrdbms-aad.database.windows.net&client_id=$AZURE_CLIENT_ID" | sed -n \'s/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p\')',
  '[ -n "$token" ] || { echo "no token" >&2; exit 1; }',
  'export PGPASSWORD="$token" PGSSLMODE=verify-full PGSSLROOTCERT=system',
  'printf "%s" "$ROLES_SQL" | psql -v ON_ERROR_STOP=1 -q -d postgres -o /dev/null',
  'printf "%s" "$GRANTS_SQL" | psql -v ON_ERROR_STOP=1 -q -d "$DATABASE"',
].join('\n');

/**
 * Roles of a database. Azure's control plane makes no roles in PostgreSQL, so a job in the environment's network does, as the
 * server's administrator, within a quarter of an hour after an apply.
 */
export class DatabaseRoles {
  private readonly grants: DatabaseGrant[] = [];

  public constructor(private readonly scope: Construct, private readonly target: RolesTarget) {
    this.job();
  }

  /** Gives a role its rights with the job's next run. */
  public grant(identity: AzureIdentity, access: Access): void {
    if (!isDatabaseAccess(access)) {
      throw new GroundworkError('Wrong grant', [{ where: this.scope.node.path, problem: `a database cannot be given "${access}"`, mend: 'Use READ, WRITE or READ_WRITE.' }]);
    }
    if (!this.grants.some((g) => g.role === identity.principal && g.access === access)) {
      this.grants.push({ role: identity.principal, principalId: identity.principalId, access });
    }
  }

  private job(): void {
    const { administrator, host, database } = this.target;
    const base = baseOf(this.scope);
    const sql = (make: () => string) => Lazy.stringValue({ produce: () => literalText(make()) });
    const env: { [name: string]: string } = {
      AZURE_CLIENT_ID: administrator.clientId,
      PGHOST: host,
      PGUSER: administrator.principal,
      DATABASE: database,
      ROLES_SQL: sql(() => rolesSql(this.grants)),
      GRANTS_SQL: sql(() => grantsSql(database, this.grants)),
    };
    const pull = grantPull(this.scope, administrator, 'administrator-pulls');
    const job = new ContainerAppJob(this.scope, 'roles', {
      name: physicalName(this.scope, 'azurerm_container_app_job', 'roles'),
      location: base.location,
      resourceGroupName: base.group.name,
      containerAppEnvironmentId: appsEnvironment(this.scope).id,
      workloadProfileName: 'Consumption',
      replicaTimeoutInSeconds: 120,
      replicaRetryLimit: 3,
      scheduleTriggerConfig: { cronExpression: EVERY_QUARTER, parallelism: 1, replicaCompletionCount: 1 },
      identity: { type: 'UserAssigned', identityIds: [administrator.resource.id] },
      registry: [{ server: registryHost(this.scope), identity: administrator.resource.id }],
      template: {
        container: [{
          name: 'psql',
          image: this.image(),
          cpu: 0.25,
          memory: '0.5Gi',
          command: ['/bin/sh', '-c', literalText(ROLES_PROGRAM)],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
        }],
      },
    });
    after(job, pull, ...this.target.after);
  }

  /** Image with `psql`, by digest; a newer one is set without a release of ours. */
  private image(): string {
    const stack = environmentOf(this.scope);
    const known = stack.node.tryFindChild('psql-digest') as TerraformVariable | undefined;
    const variable = known ?? new TerraformVariable(stack, 'psql-digest', {
      type: 'string',
      nullable: false,
      default: PSQL_DIGEST,
      description: 'Digest of the PostgreSQL client image that gives database roles their rights',
      validation: [{ condition: '${can(regex("^sha256:[0-9a-f]{64}$", var.psql_digest))}', errorMessage: 'A digest: sha256: and 64 hexadecimal digits.' }],
    });
    variable.overrideLogicalId('psql_digest');
    return `${registryHost(this.scope)}/${PSQL_IMAGE}@${variable.stringValue}`;
  }
}
