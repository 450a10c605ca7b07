import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceProps } from '../../../capabilities/service';
import { fact } from '../../../environment/facts';
import { after } from '../../../environment/order';
import { physicalName } from '../../../environment/physical-name';
import { AwsPlace, awsPlace, managedPolicyArn } from '../context';
import { grantId } from '../grants';
import { AwsIdentity } from '../identity';
import { ANYONE, policy, trustService } from '../policy';
import {
  EcsService, IamRole, IamRolePolicyAttachment, SecurityGroup, VpclatticeAuthPolicy, VpclatticeListener, VpclatticeService,
  VpclatticeServiceNetworkServiceAssociation, VpclatticeTargetGroup,
} from '../resources';
import { allowIn, allowOut, AwsEndpoint } from '../security-group';
import { PORT_NAME } from './task';

/**
 * Where VPC Lattice's traffic comes from and goes to: its managed prefix list, the same in every region.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html
 */
const LATTICE_RANGES: { [id: string]: string } = { local: '169.254.171.0/24', public: '129.224.0.0/17' };

/**
 * A service as other services see it: TLS with the mesh's certificate on one side, the caller's role (a signed request) on
 * the other. Both sides are authenticated; no certificate authority has to be run.
 */
export class Mesh {
  private readonly service: VpclatticeService;
  private readonly callers: string[] = [];

  public constructor(scope: Construct, props: ServiceProps, vpcId: string, ecs: EcsService, private readonly tasks: SecurityGroup) {
    this.scope = new Construct(scope, 'mesh');
    const place = awsPlace(scope);
    const port = props.port ?? 8080;
    this.service = new VpclatticeService(this.scope, 'service', { name: physicalName(scope, 'aws_vpclattice_service'), authType: 'AWS_IAM' });
    const targets = new VpclatticeTargetGroup(this.scope, 'targets', {
      name: physicalName(scope, 'aws_vpclattice_target_group'),
      type: 'IP',
      config: {
        port,
        protocol: 'HTTP',
        protocolVersion: 'HTTP1',
        vpcIdentifier: vpcId,
        healthCheck: { enabled: true, path: props.healthPath ?? '/health', protocol: 'HTTP', protocolVersion: 'HTTP1', matcher: { value: '200' } },
      },
    });
    new VpclatticeListener(this.scope, 'listener', {
      name: 'https',
      protocol: 'HTTPS',
      port: 443,
      serviceIdentifier: this.service.id,
      defaultAction: { forward: [{ targetGroups: [{ targetGroupIdentifier: targets.id, weight: 100 }] }] },
    });
    new VpclatticeServiceNetworkServiceAssociation(this.scope, 'association', {
      serviceIdentifier: this.service.id,
      serviceNetworkIdentifier: fact(scope, 'service_network_id'),
    });
    new VpclatticeAuthPolicy(this.scope, 'callers', { resourceIdentifier: this.service.arn, policy: Lazy.stringValue({ produce: () => this.authPolicy() }) });
    for (const [id, cidr] of Object.entries(LATTICE_RANGES)) { allowIn(this.scope, `in-${id}`, this.tasks.id, { cidr }, port, 'Service network'); }
    const { role, attachment } = this.registrar(place);
    ecs.putVpcLatticeConfigurations([{ portName: PORT_NAME, roleArn: role.arn, targetGroupArn: targets.arn }]);
    after(ecs, attachment);
  }

  private readonly scope: Construct;

  /** Address at which other services call. */
  public get url(): string {
    return `https://${this.service.dnsEntry.get(0).domainName}`;
  }

  /** Lets `identity` call. */
  public admit(identity: AwsIdentity): void {
    if (this.callers.includes(identity.arn)) { return; }
    this.callers.push(identity.arn);
    identity.allow(grantId(this.scope.node.scope as Construct, 'invoke'), { actions: ['vpc-lattice-svcs:Invoke'], resources: [`${this.service.arn}/*`] });
  }

  /** Opens the way out for a caller. */
  public openFrom(endpoint: AwsEndpoint): void {
    for (const [id, cidr] of Object.entries(LATTICE_RANGES)) {
      if (this.scope.node.tryFindChild(`out-${id}-${endpoint.tag}`)) { continue; }
      allowOut(this.scope, `out-${id}-${endpoint.tag}`, endpoint.reference, { cidr }, 443, 'Service network');
    }
  }

  private authPolicy(): string {
    const resources = [`${this.service.arn}/*`];
    if (this.callers.length === 0) { return policy({ sid: 'Nobody', effect: 'Deny', principal: ANYONE, actions: ['vpc-lattice-svcs:Invoke'], resources }); }
    return policy({ sid: 'Callers', principal: { AWS: this.callers }, actions: ['vpc-lattice-svcs:Invoke'], resources });
  }

  /** The role with which ECS registers tasks as targets. */
  private registrar(place: AwsPlace): { role: IamRole; attachment: IamRolePolicyAttachment } {
    const role = new IamRole(this.scope, 'registrar', {
      name: physicalName(this.scope, 'aws_iam_role'),
      description: 'Lets ECS register tasks with the service network',
      assumeRolePolicy: trustService(place, 'ecs.amazonaws.com'),
    });
    const attachment = new IamRolePolicyAttachment(this.scope, 'registrar-policy', {
      role: role.name,
      policyArn: managedPolicyArn(place, 'AmazonECSInfrastructureRolePolicyForVpcLattice'),
    });
    return { role, attachment };
  }
}
