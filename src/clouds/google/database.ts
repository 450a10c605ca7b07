import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Metric } from '../../capabilities/common';
import { DatabaseProps } from '../../capabilities/database';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { databaseInstance } from './database-instance';
import { databaseMetrics } from './database-metrics';
import { DatabaseRights } from './database-rights';
import { isDatabaseVerb } from './database-sql';
import { grantId, grantOnResource, once, wrongGrant } from './iam';
import { allowEgress } from './network';
import { References } from './references';
import { ComputeAddress, ComputeForwardingRule, DnsRecordSet, SqlDatabase, SqlDatabaseInstance, SqlUser } from './resources';
import { GoogleIdentity } from './workload-identity';

const PORT = '5432';

/** A Cloud SQL instance at a private endpoint; workloads log in with short-lived tokens of their identity. */
export class GoogleDatabase implements IResourceBackend {
  public readonly metrics: Metric[];
  public readonly instance: SqlDatabaseInstance;
  /** Name of the instance in Cloud SQL. */
  public readonly instanceName: string;
  private readonly address: ComputeAddress;
  private readonly databaseName: string;
  private readonly rights: DatabaseRights;
  private granted?: GoogleIdentity;

  public constructor(public readonly scope: Construct, props: DatabaseProps) {
    this.instanceName = physicalName(scope, 'google_sql_database_instance');
    this.instance = databaseInstance(scope, this.instanceName, props);
    const protect = environmentOf(scope).profile.deletionProtection;
    this.databaseName = props.databaseName ?? 'app';
    new SqlDatabase(scope, 'database', {
      name: this.databaseName,
      instance: this.instance.name,
      charset: 'UTF8',
      collation: 'en_US.UTF8',
      deletionPolicy: protect ? 'ABANDON' : 'DELETE',
    });
    this.address = this.endpoint();
    this.rights = new DatabaseRights(new Construct(scope, 'rights'), this.instance, this.instanceName, this.databaseName);
    this.metrics = databaseMetrics(References.of(scope).project, this.instanceName, this.rights.failures);
  }

  /** The user is that of the latest grant: settings are read right after it. */
  public get settings(): { [name: string]: string } {
    return {
      HOST: this.name,
      PORT,
      NAME: this.databaseName,
      SSLMODE: 'verify-full',
      // Google's authority for databases is in no trust store: a client that verifies needs it. The provider calls it sensitive, and it is public.
      CA: `\${nonsensitive(try(${this.instance.fqn}.server_ca_cert[0].cert, ""))}`,
      INSTANCE: this.instance.connectionName,
      ...this.granted ? { USER: this.granted.databaseUser } : {},
    };
  }

  /** The API's name ends with a dot, which no certificate carries and TLS clients do not take off. */
  private get name(): string {
    return `\${trimsuffix(${this.instance.fqn}.dns_name, ".")}`;
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    if (!isDatabaseVerb(access)) { throw wrongGrant(this.scope, access, 'Grant read, write or read-write.'); }
    this.granted = identity as GoogleIdentity;
    this.rights.grant({ role: this.granted.databaseUser, access });
    const name = `projects/${References.of(this.scope).project}/instances/${this.instanceName}`;
    grantOnResource(this.scope, identity, 'client', 'roles/cloudsql.client', name);
    grantOnResource(this.scope, identity, 'login', 'roles/cloudsql.instanceUser', name);
    once(this.scope, grantId(identity, 'user'), (id) => new SqlUser(this.scope, id, {
      name: this.granted!.databaseUser,
      instance: this.instance.name,
      type: 'CLOUD_IAM_SERVICE_ACCOUNT',
      // A role that owns tables cannot be dropped.
      deletionPolicy: 'ABANDON',
    }));
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    allowEgress(this.scope, endpoint, `${this.address.address}/32`, [PORT]);
  }

  /**
   * Leaves the backup settings to a backup plan, which rewrites them: from then on the API refuses any change of them
   * (hashicorp/terraform-provider-google#24932).
   */
  public leaveBackupsToPlan(): void {
    const { lifecycle } = this.instance;
    const ignored = (lifecycle?.ignoreChanges ?? []) as string[];
    this.instance.lifecycle = { ...lifecycle, ignoreChanges: [...new Set([...ignored, 'settings[0].backup_configuration'])] };
  }

  /** Private Service Connect endpoint, and the instance's own name for it, which its certificate carries. */
  private endpoint(): ComputeAddress {
    const references = References.of(this.scope);
    const address = new ComputeAddress(this.scope, 'address', {
      name: physicalName(this.scope, 'google_compute_address'),
      region: references.region,
      addressType: 'INTERNAL',
      subnetwork: references.endpointSubnet,
    });
    new ComputeForwardingRule(this.scope, 'endpoint', {
      name: physicalName(this.scope, 'google_compute_forwarding_rule'),
      region: references.region,
      network: references.network,
      subnetwork: references.endpointSubnet,
      ipAddress: address.selfLink,
      // The provider's default is EXTERNAL, which an endpoint refuses.
      loadBalancingScheme: '',
      target: this.instance.pscServiceAttachmentLink,
      allowPscGlobalAccess: false,
      recreateClosedPsc: true,
    });
    new DnsRecordSet(this.scope, 'name', {
      managedZone: references.sqlDnsZone,
      name: `${this.name}.`,
      type: 'A',
      ttl: 300,
      rrdatas: [address.address],
    });
    return address;
  }
}

export function database(scope: Construct, props: DatabaseProps): IResourceBackend {
  return new GoogleDatabase(scope, props);
}
