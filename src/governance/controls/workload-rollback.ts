import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { blocks, equals, judgeEach, judgeResources } from './judging';

/** A deployment that fails gives way to the one before. */
export const workloadRollback = control({
  id: 'workload.rollback',
  title: 'A deployment that fails does not stay',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'the service is down until somebody finds out why',
  mend: 'Leave the deployment to the capability.',
  card: 'Autoscaling, health-checked rolling deploy, rollback',
}, (context) => [
  ...judgeEach(context, context.resources(['aws_ecs_service', 'azurerm_container_app']).map((service) => service.address), 'compute.rollback', ({ value, text }) => value === true || text, 'a failed deployment stays'),
  ...judgeResources(context, ['aws_ecs_service'], (service) => equals(service, 'alarms.rollback', true, 'a deployment that raises alarms stays')),
  ...judgeResources(context, ['aws_ecs_service'], (service) => ({
    argument: 'deployment_minimum_healthy_percent', says: Number(service.argument('deployment_minimum_healthy_percent') ?? 100) >= 100 || 'instances are taken away before others have answered',
  })),
  ...judgeResources(context, ['azurerm_container_app'], (app) => ({ argument: 'max_inactive_revisions', says: Number(app.argument('max_inactive_revisions') ?? 100) > 0 || 'no revision is kept to go back to' })),
  // Without a split, all requests go to the newest revision that is ready.
  ...judgeResources(context, ['google_cloud_run_v2_service'], (service) => {
    const argument = 'template.containers';
    const served = blocks(service.argument(argument)).find((container) => container.ports !== undefined);
    return { argument, says: served?.startup_probe !== undefined || 'a revision that does not answer takes over' };
  }),
]);
