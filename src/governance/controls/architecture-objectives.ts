import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control } from './build';
import { isBelow, partsInPatterns, patternOf, saidOf } from './platform-places';

/** Constructs of the objectives' alarms that are on and that somebody hears. */
function alarmsOf(context: ControlContext, pattern: string): string[] {
  const on = (rule: string) => context.facts([rule]).filter(({ subject, value }) => value === true && context.kindOf(subject) === 'ServiceLevelObjective').map(({ subject }) => subject);
  const heard = new Set(on('alarm.heard'));
  return on('alarm.enabled').filter((alarm) => heard.has(alarm)).map((alarm) => context.pathOf(alarm)).filter((path) => isBelow(path, pattern));
}

/** Every gateway has objectives, with an alarm for each burn of each. */
export const architectureObjectives = control({
  id: 'architecture.objectives',
  title: 'Every gateway has objectives whose error budget is watched at a fast and at a slow burn',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'without a slow burn a month\'s budget is gone before anybody knows, without a fast one an outage is found by callers',
  mend: 'Leave the pattern\'s objectives as they are, or add a ServiceLevelObjective of the gateway.',
  card: 'Availability and latency objectives, fast and slow burn',
  parameters: [
    { name: 'objectives', description: 'Objectives that every gateway has', defaultValue: ['availability', 'latency'] },
    { name: 'burns', description: 'Burns of the error budget of which each objective has an alarm', defaultValue: ['fast', 'slow'] },
  ],
}, (context) => partsInPatterns(context, 'ApiGateway').map((place) => {
  const alarms = alarmsOf(context, patternOf(context, place));
  const wanted = (context.parameter('objectives') as string[]).flatMap((objective) => (context.parameter('burns') as string[]).map((burn) => `${objective}-${burn}`));
  const missing = wanted.filter((name) => !alarms.some((path) => path.includes(`/${name}`)));
  return saidOf(place, missing.length === 0 || `nobody hears of ${missing.join(', ')}`, `${alarms.length} alarms`);
}));
