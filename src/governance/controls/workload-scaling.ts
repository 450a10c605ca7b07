import { ControlledResource } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { blocks, judgeEach, judgeResources, Told } from './judging';

/** Where a container app of Azure says what makes it grow. */
const RULES = ['http_scale_rule', 'tcp_scale_rule', 'custom_scale_rule', 'azure_queue_scale_rule'];

/** Enough instances, and room for more. */
export const workloadScaling = control({
  id: 'workload.scaling',
  title: 'Services run in several instances, and grow with their load',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'one instance is gone with its machine, and a fixed number with the first crowd',
  mend: 'Leave the number of instances to the stage, or state `service.minInstances` and `service.maxInstances`.',
  card: 'Autoscaling, health-checked rolling deploy, rollback',
  parameters: [{ name: 'fewest', description: 'Fewest instances of a service in staging and production', defaultValue: 2 }],
}, (context) => {
  const services = context.resources(['aws_ecs_service', 'azurerm_container_app', 'google_cloud_run_v2_service']).map((service) => service.address);
  const fewest = context.lasting ? context.parameter('fewest') : 0;
  const least = new Map(context.facts(['compute.min-instances']).map((fact) => [fact.subject, Number(fact.value)]));
  return [
    ...judgeEach(context, services, 'compute.min-instances', ({ value, text }) => value >= fewest || text, fewest > 0 ? 'runs in no instance while nobody calls' : () => true),
    ...judgeEach(context, services, 'compute.max-instances', ({ subject, value, text }) => value >= Math.max(1, least.get(subject) ?? 0) || !context.lasting || `${text}, so it cannot grow`, 'nothing says how far it may grow'),
    ...judgeResources(context, ['aws_ecs_service'], () => context.resources(['aws_appautoscaling_policy']).length > 0 || 'nothing makes it grow'),
    ...judgeResources(context, ['azurerm_container_app'], grows),
  ];
});

function grows(app: ControlledResource): Told {
  return { argument: 'template', says: RULES.some((rule) => blocks(app.argument(`template.${rule}`)).length > 0) || 'nothing makes it grow' };
}
