import { Construct } from 'constructs';
import { INetworkEndpoint, ISecretBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Metric } from '../../capabilities/common';
import { SecretProps } from '../../capabilities/secret';
import { environmentOf } from '../../environment/environment-rules';
import { after, preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { grantId, memberOf, once, wrongGrant } from './iam';
import { GoogleKey } from './key';
import { toMetrics } from './metrics';
import { SECRET_ROTATOR } from './programs/secret-rotator';
import { References } from './references';
import { SecretManagerSecret, SecretManagerSecretIamMember } from './resources';
import { scheduledProgram } from './scheduled-program';

/** A secret in Secret Manager whose value a job of ours makes and replaces; Terraform never sees one. */
export class GoogleSecret implements ISecretBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  private readonly secret: SecretManagerSecret;

  public constructor(private readonly scope: Construct, props: SecretProps) {
    const { profile, dataKey } = environmentOf(scope);
    const references = References.of(scope);
    const secretId = physicalName(scope, 'google_secret_manager_secret');
    const days = props.rotationDays ?? 30;
    this.secret = preventDestroy(after(new SecretManagerSecret(scope, 'secret', {
      secretId,
      annotations: { description: props.description },
      deletionProtection: profile.deletionProtection,
      versionDestroyTtl: `${7 * 24 * 3600}s`,
      replication: {
        userManaged: { replicas: [{ location: references.region, customerManagedEncryption: { kmsKeyName: dataKey.reference } }] },
      },
    }), (dataKey as GoogleKey).useBy(Agent.SECRET_MANAGER)), profile.deletionProtection);
    const name = `projects/${references.project}/secrets/${secretId}`;
    const rotation = scheduledProgram(new Construct(scope, 'rotation'), {
      description: `Makes and replaces the value of ${secretId}`,
      file: 'rotator.js',
      program: SECRET_ROTATOR,
      variables: () => ({ ROTATION_DAYS: String(days), SECRET: name }),
      timeoutSeconds: 120,
    });
    new SecretManagerSecretIamMember(scope, 'rotator', {
      secretId: this.secret.secretId,
      // Adds, disables and destroys versions; cannot read one.
      role: 'roles/secretmanager.secretVersionManager',
      member: rotation.identity.member,
    });
    this.settings = { NAME: `${name}/versions/latest` };
    this.metrics = toMetrics([rotation.failures]);
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    if (access !== Access.READ) { throw wrongGrant(this.scope, access, 'Grant read: the value is made inside the cloud.'); }
    once(this.scope, grantId(identity, 'accessor'), (id) => new SecretManagerSecretIamMember(this.scope, id, {
      secretId: this.secret.secretId, role: 'roles/secretmanager.secretAccessor', member: memberOf(identity),
    }));
  }

  public allowFrom(_endpoint: INetworkEndpoint): void {
    // Secret Manager is reached at the private address of Google's APIs, which the foundation opens to workloads.
  }
}

export function secret(scope: Construct, props: SecretProps): ISecretBackend {
  return new GoogleSecret(scope, props);
}
