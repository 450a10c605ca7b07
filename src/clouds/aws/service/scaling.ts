import { Construct } from 'constructs';
import { ServiceProps } from '../../../capabilities/service';
import { environmentOf } from '../../../environment/environment-rules';
import { physicalName } from '../../../environment/physical-name';
import { AppautoscalingPolicy, AppautoscalingTarget, EcsCluster, EcsService } from '../resources';
import { LoadBalancer } from './load-balancer';

/** Instances follow CPU and requests: whichever asks for more wins. */
export function scaling(scope: Construct, props: ServiceProps, cluster: EcsCluster, service: EcsService, balancer: LoadBalancer): void {
  const { profile } = environmentOf(scope);
  const minCapacity = props.minInstances ?? profile.minInstances;
  const target = new AppautoscalingTarget(scope, 'scaling', {
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: `service/${cluster.name}/${service.name}`,
    minCapacity,
    maxCapacity: Math.max(minCapacity, props.maxInstances ?? profile.maxInstances),
  });
  const policy = (id: string, targetValue: number, predefinedMetricType: string, resourceLabel?: string) => new AppautoscalingPolicy(scope, `scaling-${id}`, {
    name: physicalName(scope, 'aws_appautoscaling_policy', id),
    policyType: 'TargetTrackingScaling',
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue,
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
      predefinedMetricSpecification: { predefinedMetricType, ...(resourceLabel ? { resourceLabel } : {}) },
    },
  });
  policy('cpu', 60, 'ECSServiceAverageCPUUtilization');
  policy('requests', 1000, 'ALBRequestCountPerTarget', `${balancer.balancer.arnSuffix}/${balancer.targets.arnSuffix}`);
}
