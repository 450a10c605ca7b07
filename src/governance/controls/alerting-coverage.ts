import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding } from './build';
import { isBelow } from './platform-places';
import { DATABASES } from './store-types';
import { asList, refersTo } from './values';
import { isLoud } from './watched';

const ALARMS = ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm', 'azurerm_monitor_metric_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2', 'google_monitoring_alert_policy'];
/** What a team adds by itself, and what must be watched of it. */
const OWN = [...DATABASES, 'aws_sqs_queue', 'aws_ecs_service', 'aws_lb', 'azurerm_servicebus_namespace', 'azurerm_container_app', 'google_cloud_run_v2_service'];

/** Whether an alarm is about a resource: it refers to it, or names it. */
function isAbout(alarm: ControlledResource, { address, ...one }: ControlledResource & { readonly name?: any }): boolean {
  const body = alarm.argument('');
  return refersTo(body, address) || (typeof one.name === 'string' && one.name.length > 3 && JSON.stringify(body).includes(one.name));
}

function parts(context: ControlContext): ControlFinding[] {
  const loud = context.resources(ALARMS).filter(({ address }) => isLoud(context, address));
  const exempt: string[] = context.parameter('exempt');
  return asList(context.parameter('kinds')).filter((kind) => !exempt.includes(`${context.cloud} ${kind}`)).flatMap((kind) => context.partsOf(kind)
    .map((place) => finding(place, loud.some((alarm) => isBelow(alarm.path, place)) || 'no alarm that somebody hears watches it', undefined, `${kind}`)));
}

function ownResources(context: ControlContext): ControlFinding[] {
  const raw = context.resources(OWN).filter(({ address }) => context.kindOf(address) === 'Construct');
  const loud = raw.length === 0 ? [] : context.resources(ALARMS).filter(({ address }) => isLoud(context, address));
  return raw.map((one) => finding(one.address, loud.some((alarm) => isAbout(alarm, Object.assign(Object.create(Object.getPrototypeOf(one)), one, { name: one.argument('name') }))) || 'no alarm that somebody hears watches it'));
}

/** Asked of what runs: who forgets the alarm has none that could be off. */
export const alertingCoverage = control({
  id: 'alerting.coverage',
  title: 'Services, gateways and stores are watched by alarms',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'customers notice first',
  mend: 'Leave alarms to the capability; a resource of your own needs an alarm that goes to the alert channel.',
  card: 'Availability and latency objectives, fast and slow burn',
  parameters: [
    { name: 'kinds', description: 'Capabilities that must be watched', defaultValue: ['ApiGateway', 'Service', 'Database', 'KeyValueStore', 'Cache'] },
    { name: 'exempt', description: 'Cloud and capability that need no alarm: Firestore scales by itself, and what it refuses is seen at the service', defaultValue: ['google KeyValueStore'] },
  ],
}, (context) => (context.kind === 'environment' ? [...parts(context), ...ownResources(context)] : []));
