import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, UNKNOWN } from './build';

/** Types that are in no cloud. */
const NOWHERE = ['null_resource', 'random_id', 'random_integer', 'random_pet', 'random_string', 'random_uuid', 'terraform_data', 'time_sleep'];

/** What nobody can judge is no pass. */
export const valuesUnreadTypes = control({
  id: 'values.unread-types',
  title: 'Every resource is of a type that can be judged',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'no control reads a type that nobody knows: it may be open, unencrypted or expensive, and every check is green',
  mend: 'Use a type that the review reads, or have somebody look at it once and accept the type in the standards.',
  parameters: [{ name: 'accepted', description: 'Types that somebody has looked at, or that are in no cloud', defaultValue: NOWHERE }],
}, (context) => {
  const unread = context.unread().filter((type) => !(context.parameter('accepted') as string[]).includes(type));
  return unread.length === 0 ? [finding('', true)] : unread.flatMap((type) => context.resources([type]).map(({ address }) => ({
    ...finding(address, UNKNOWN, undefined, type), message: `${type} is a type that nothing here can judge`,
  })));
});
