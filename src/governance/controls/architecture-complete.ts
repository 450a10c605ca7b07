import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control } from './build';
import { saidOf } from './platform-places';
import { CONSISTS_OF } from './platform-parts';

/** Where each part that is known stands here: its name in the list, and its construct path. Parts that somebody else's pattern has are not known. */
function known(context: ControlContext): (readonly [name: string, path: string])[] {
  const parts = new Set(context.parts());
  const listed = Object.keys(CONSISTS_OF[context.cloud] ?? {});
  if (context.kind === 'foundation') { return listed.includes('foundation') ? [['foundation', '']] : []; }
  const patterns = context.patterns().filter(({ id }) => listed.some((name) => name.startsWith(`${id}/`)));
  const inPatterns = patterns.flatMap(({ id, path }) => listed.filter((name) => name.startsWith(`${id}/`)).flatMap((name) => {
    const [part, beside] = name.split(' with ');
    return beside === undefined || parts.has(`${path}/${beside}`) ? [[name, `${path}${part.slice(id.length)}`] as const] : [];
  }));
  // What an environment has besides its patterns is known of those that serve a known one, in a stack of their own.
  const around = patterns.length === 0 || context.embedded ? [] : listed.filter((name) => name.startsWith('environment/')).map((name) => [name, name.slice('environment/'.length)] as const);
  const rest: (readonly [string, string])[] = around.length > 0 && listed.includes('environment') ? [['environment', '']] : [];
  return [...[...inPatterns, ...around].filter(([, path]) => parts.has(path)), ...rest];
}

function judged(context: ControlContext, name: string, place: string, there: ReadonlySet<string>): ControlFinding {
  const accepted: string[] = context.parameter('accepted');
  const wanted = CONSISTS_OF[context.cloud][name].map((below) => (place === '' ? below : `${place}/${below}`));
  const missing = accepted.includes(name.split(' with ')[0]) ? [] : wanted.filter((path) => !there.has(path));
  const some = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ` and ${missing.length - 5} more` : '');
  return saidOf(place, missing.length === 0 || `lacks what was approved with it: ${some}`, `${wanted.length - missing.length} of ${wanted.length} resources`);
}

/** What a pattern, its environment and its foundation are made of is all there. */
export const architectureComplete = control({
  id: 'architecture.complete',
  title: 'Every part has all the resources that it always has',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'what is taken out of a part protects nothing any more, and nobody finds it missing by looking at what is there',
  mend: 'Take away the override, aspect or removed child that took the resource out.',
  clauses: ['NIST 800-53 r5: CM-8'],
  parameters: [{
    name: 'accepted', description: 'Parts that the enterprise builds in a way of its own: `customer-facing-api/database`, `environment/network`, `foundation`', defaultValue: [],
  }],
}, (context) => {
  const there = new Set(context.resources().map(({ path }) => path));
  return known(context).map(([name, place]) => judged(context, name, place, there));
});
