import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { INetworkEndpoint, ISecretBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Metric } from '../../capabilities/common';
import { SecretProps } from '../../capabilities/secret';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { awsPlace } from './context';
import { OwnFunction, ownFunction, pack } from './function';
import { dataKeyThrough, grantId } from './grants';
import { AwsIdentity } from './identity';
import { metric } from './metric-query';
import { AwsNetwork } from './network';
import { ANYONE, policy } from './policy';
import { ROTATE_SECRET } from './programs/rotate-secret';
import {
  LambdaInvocation, LambdaPermission, SecretsmanagerSecret, SecretsmanagerSecretPolicy, SecretsmanagerSecretRotation,
} from './resources';
import { verb } from './verbs';

/** A secret that a function of ours fills and replaces inside the cloud; nobody but the granted workloads reads it. */
class AwsSecret implements ISecretBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  private readonly readers: string[] = [];
  private readonly secret: SecretsmanagerSecret;

  public constructor(private readonly scope: Construct, props: SecretProps) {
    const { profile, dataKey } = environmentOf(scope);
    this.secret = new SecretsmanagerSecret(scope, 'secret', {
      name: physicalName(scope, 'aws_secretsmanager_secret'),
      description: props.description,
      kmsKeyId: dataKey.reference,
      recoveryWindowInDays: profile.deletionProtection ? 30 : 7,
    });
    const rotator = this.rotator(props);
    this.readers.push(rotator.identity.arn);
    new SecretsmanagerSecretPolicy(scope, 'policy', {
      secretArn: this.secret.arn,
      blockPublicPolicy: true,
      policy: Lazy.stringValue({ produce: () => this.resourcePolicy() }),
    });
    this.settings = { ID: this.secret.arn };
    this.metrics = [
      metric('rotation-errors', 'Failed rotations', Concern.ERRORS, 'count', {
        namespace: 'AWS/Lambda', name: 'Errors', stat: 'Sum', dimensions: { FunctionName: rotator.name },
      }, { value: 0, minutes: 60 }),
    ];
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const actions = verb(this.scope.node.path, access, { [Access.READ]: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'] });
    const reader = identity as AwsIdentity;
    if (!this.readers.includes(reader.arn)) { this.readers.push(reader.arn); }
    reader.allow(grantId(this.scope, access), { sid: 'Secret', actions, resources: [this.secret.arn] }, dataKeyThrough(this.scope, 'secretsmanager', ['kms:Decrypt']));
  }

  /** Every workload reaches Secrets Manager by the interface endpoint. */
  public allowFrom(_endpoint: INetworkEndpoint): void {}

  private resourcePolicy(): string {
    return policy({
      sid: 'OnlyGranted',
      effect: 'Deny',
      principal: ANYONE,
      actions: ['secretsmanager:GetSecretValue'],
      // In the policy of a secret `*` is that secret.
      resources: ['*'],
      condition: { ArnNotEquals: { 'aws:PrincipalArn': [...this.readers] } },
    });
  }

  private rotator(props: SecretProps): OwnFunction {
    const scope = new Construct(this.scope, 'rotation');
    const network = environmentOf(scope).network as AwsNetwork;
    const program = pack(ROTATE_SECRET);
    const made = ownFunction(scope, {
      description: `Fills and replaces the secret ${this.scope.node.path}`,
      program,
      timeoutSeconds: 30,
      network: { subnets: network.privateSubnets, endpoint: network.workload(scope, `Rotation of ${this.scope.node.path}`, false) },
      statements: [
        {
          sid: 'Secret',
          actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
          resources: [this.secret.arn],
        },
        // Random text belongs to no secret yet, so there is no resource to name.
        { sid: 'Random', actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] },
        dataKeyThrough(scope, 'secretsmanager', ['kms:Decrypt', 'kms:GenerateDataKey']),
      ],
    });
    const permission = new LambdaPermission(scope, 'permission', {
      statementId: 'secretsmanager',
      action: 'lambda:InvokeFunction',
      functionName: made.function.functionName,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: awsPlace(scope).account,
      sourceArn: this.secret.arn,
    });
    const first = new LambdaInvocation(scope, 'first-value', {
      functionName: made.function.functionName,
      input: JSON.stringify({ action: 'initialize', secretId: this.secret.arn }),
      lifecycleScope: 'CREATE_ONLY',
    });
    after(new SecretsmanagerSecretRotation(scope, 'schedule', {
      secretId: this.secret.id,
      rotationLambdaArn: made.function.arn,
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: props.rotationDays ?? 30 },
    }), permission, first);
    return made;
  }
}

export function secret(scope: Construct, props: SecretProps): ISecretBackend {
  return new AwsSecret(scope, props);
}
