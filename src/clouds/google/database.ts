import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Metric } from '../../capabilities/common';
import { DatabaseProps } from '../../capabilities/database';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { databaseInstance } from './database-instance';
import { databaseMetrics } from './database-metrics';
import { grantId, grantOnResource, once } from './iam';
import { allowEgress } from './network';
import { References } from './references';
import { ComputeAddress, ComputeForwardingRule, DnsRecordSet, SqlDatabase, SqlDatabaseInstance, SqlUser } from './resources';
import { GoogleIdentity } from './workload-identity';

const PORT = '5432';

/** A Cloud SQL instance at a private endpoint; workloads log in with short-lived tokens of their identity. */
export class GoogleDatabase implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  public readonly instance: SqlDatabaseInstance;
  /** Name of the instance in Cloud SQL. */
  public readonly instanceName: string;
  private readonly address: ComputeAddress;

  public constructor(public readonly scope: Construct, props: DatabaseProps) {
    this.instanceName = physicalName(scope, 'google_sql_database_instance');
    this.instance = databaseInstance(scope, this.instanceName, props);
    const protect = environmentOf(scope).profile.deletionProtection;
    const database = new SqlDatabase(scope, 'database', {
      name: props.databaseName ?? 'app',
      instance: this.instance.name,
      charset: 'UTF8',
      collation: 'en_US.UTF8',
      deletionPolicy: protect ? 'ABANDON' : 'DELETE',
    });
    this.address = this.endpoint();
    this.settings = { HOST: this.instance.dnsName, PORT, NAME: database.name, INSTANCE: this.instance.connectionName };
    this.metrics = databaseMetrics(References.of(scope).project, this.instanceName);
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    if (access === Access.INVOKE || access === Access.PUBLISH || access === Access.CONSUME) {
      throw new Error(`a database cannot be granted ${access}`);
    }
    const name = `projects/${References.of(this.scope).project}/instances/${this.instanceName}`;
    grantOnResource(this.scope, identity, 'client', 'roles/cloudsql.client', name);
    grantOnResource(this.scope, identity, 'login', 'roles/cloudsql.instanceUser', name);
    once(this.scope, grantId(identity, 'user'), (id) => new SqlUser(this.scope, id, {
      name: (identity as GoogleIdentity).databaseUser,
      instance: this.instance.name,
      type: 'CLOUD_IAM_SERVICE_ACCOUNT',
      // A role that owns tables cannot be dropped.
      deletionPolicy: 'ABANDON',
    }));
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    allowEgress(this.scope, endpoint, `${this.address.address}/32`, [PORT]);
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
      name: this.instance.dnsName,
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
