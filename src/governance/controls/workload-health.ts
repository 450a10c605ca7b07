import { ControlledResource } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { blocks, judgeEach, judgeResources, subjectsOf, Told } from './judging';

const SERVICES = ['aws_ecs_service', 'azurerm_container_app', 'google_cloud_run_v2_service'];

/** Instances that do not answer are replaced. */
export const workloadHealth = control({
  id: 'workload.health',
  title: 'Instances of services are checked, and replaced when they do not answer',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'a hung instance keeps its share of the requests',
  mend: 'State `service.healthPath`, or answer on its default.',
  scanners: ['CKV_AWS_261'],
  card: 'Autoscaling, health-checked rolling deploy, rollback',
}, (context) => [
  ...judgeEach(
    context, [...context.resources(SERVICES).map((service) => service.address), ...subjectsOf(context, ['compute.health-check'])], 'compute.health-check',
    ({ value, text }) => value === true || text, 'the health of instances is not checked',
  ),
  ...judgeResources(context, ['google_cloud_run_v2_service'], started),
  ...judgeResources(context, ['aws_lb_target_group'], (group) => ({ argument: 'health_check', says: group.argument('health_check.path') !== undefined || /TCP|UDP|TLS/.test(String(group.argument('protocol'))) || 'no path is asked' })),
  ...judgeResources(context, ['azurerm_container_app'], (app) => {
    const unready = blocks(app.argument('template.container')).filter((container) => app.argument('ingress') !== undefined && container.readiness_probe === undefined);
    return { argument: 'template.container', says: unready.length === 0 || 'takes requests before it has answered' };
  }),
]);

/** A revision of Cloud Run takes traffic when its containers have answered once. */
function started(service: ControlledResource): Told {
  const argument = 'template.containers';
  const silent = blocks(service.argument(argument)).filter((container) => container.startup_probe === undefined);
  return { argument, says: silent.length === 0 || `takes requests before ${silent.map((container) => container.name ?? 'its container').join(', ')} has answered` };
}
