import { Construct } from 'constructs';
import { Access } from '../../../capabilities/common';
import { environmentOf } from '../../../environment/environment-rules';
import { ITerraformDependable } from 'cdktf';
import { after } from '../../../environment/order';
import { ownFunction, pack } from '../function';
import { dataKeyThrough } from '../grants';
import { AwsNetwork } from '../network';
import { DATABASE_ROLES } from '../programs/database-roles';
import { LambdaInvocation, RdsCluster } from '../resources';

/** The role of each verb: what it may do is in the database, who may be it is in IAM. */
export const ROLES: { [access: string]: string } = { [Access.READ]: 'app_read', [Access.WRITE]: 'app_write', [Access.READ_WRITE]: 'app_all' };

/** Runs the program that makes the roles, once the database answers. */
export function databaseRoles(scope: Construct, cluster: RdsCluster, database: string, ready: ITerraformDependable[]): void {
  const construct = new Construct(scope, 'roles');
  const network = environmentOf(scope).network as AwsNetwork;
  const secretArn = cluster.masterUserSecret.get(0).secretArn;
  const program = pack(DATABASE_ROLES);
  const maker = ownFunction(construct, {
    description: `Makes the log-in roles of ${scope.node.path}`,
    program,
    timeoutSeconds: 300,
    network: { subnets: network.privateSubnets, endpoint: network.workload(construct, `Role maker of ${scope.node.path}`, false) },
    statements: [
      { sid: 'Database', actions: ['rds-data:ExecuteStatement'], resources: [cluster.arn] },
      { sid: 'Administrator', actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] },
      dataKeyThrough(scope, 'secretsmanager', ['kms:Decrypt']),
    ],
  });
  after(new LambdaInvocation(construct, 'run', {
    functionName: maker.function.functionName,
    input: JSON.stringify({
      clusterArn: cluster.arn,
      secretArn,
      database,
      roles: { owner: 'app_owner', read: ROLES[Access.READ], write: ROLES[Access.WRITE], all: ROLES[Access.READ_WRITE] },
    }),
    lifecycleScope: 'CREATE_ONLY',
    triggers: { program: program.sha256 },
  }), ...ready);
}
