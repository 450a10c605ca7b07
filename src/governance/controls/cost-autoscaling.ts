import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding } from './build';
import { factsBelow, resourcesBelow, saidOf } from './platform-places';

/** What follows the load, by cloud: types, or a rule in one of them. Cloud Run does by itself. */
const FOLLOWS: { readonly [cloud: string]: (context: ControlContext, place: string) => boolean } = {
  aws: (context, place) => ['aws_appautoscaling_target', 'aws_appautoscaling_policy'].every((type) => resourcesBelow(context, place, [type]).length > 0),
  azure: (context, place) => resourcesBelow(context, place, ['azurerm_container_app'])
    .every((app) => ['http_scale_rule', 'custom_scale_rule', 'tcp_scale_rule', 'azure_queue_scale_rule'].some((rule) => app.argument(`template.0.${rule}`) !== undefined)),
  google: () => true,
};

function serviceSays(context: ControlContext, place: string): true | string {
  if (factsBelow(context, place, ['compute.max-instances']).length === 0) { return 'nothing bounds its instances'; }
  return FOLLOWS[context.cloud](context, place) || 'does not scale: nothing follows the load';
}

/** What scales has an end. */
export const costAutoscaling = control({
  id: 'cost.autoscaling',
  title: 'Whatever scales is bounded, and services scale',
  objective: Objective.COST,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'a loop, or somebody who sends requests all night, runs up a bill without end; without room a busy day is an outage',
  mend: 'Set the most instances of the service, or of the stage in the standards.',
  card: 'Autoscaling, health-checked rolling deploy, rollback',
  parameters: [{ name: 'most', description: 'Most instances of one service; the default is the most that a service can ask for', defaultValue: 1000 }],
}, (context) => [
  ...context.partsOf('Service').map((place) => saidOf(place, serviceSays(context, place))),
  ...context.facts(['compute.max-instances']).map(({ subject, value, text, argument }) => finding(subject, value <= context.parameter('most') || `may run more than ${context.parameter('most')} instances`, argument, text)),
]);
