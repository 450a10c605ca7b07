import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding } from './build';
import { isBelow } from './platform-places';
import { carriesTags, tagOf, tagsOf } from './platform-tags';

/** S3 takes ten tags on an object. */
const FEW = ['aws_s3_object'];

function requiredOf(context: ControlContext, one: ControlledResource): string[] {
  const of = (name: string): string[] => context.parameter(name);
  if (context.kind === 'foundation') { return of('foundation'); }
  if (FEW.includes(one.type)) { return of('few'); }
  return [...of('environment'), ...(context.patterns().some(({ path }) => isBelow(one.path, path)) ? of('pattern') : [])];
}

/** Whose a thing is, and who pays for it, stands on it. */
export const tagsRequired = control({
  id: 'tags.required',
  title: 'Whatever carries tags says whose it is and who pays for it',
  objective: Objective.TAGGING,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.LOW,
  why: 'a resource without an owner is neither paid for, nor mended, nor deleted by anybody',
  mend: 'Leave the tags that the environment puts on everything.',
  card: 'Tags on everything',
  parameters: [
    { name: 'environment', description: 'Tags of everything in an environment', defaultValue: ['pod', 'stage', 'environment', 'cost-centre', 'owner', 'managed-by', 'landing-zone', 'data-classification'] },
    { name: 'pattern', description: 'Further tags of what belongs to a pattern', defaultValue: ['pattern', 'pattern-version'] },
    { name: 'foundation', description: 'Tags of everything in a foundation', defaultValue: ['owner', 'managed-by', 'landing-zone', 'data-classification'] },
    { name: 'few', description: 'Tags of what carries only few', defaultValue: ['pod', 'stage', 'environment', 'managed-by'] },
  ],
}, (context) => context.resources().filter((one) => carriesTags(one, context.cloud)).map((one) => {
  const tags = tagsOf(one);
  const missing = requiredOf(context, one).filter((name) => tagOf(tags, name) === undefined);
  return finding(one.address, missing.length === 0 || `lacks ${missing.length === 1 ? 'the tag' : 'the tags'} ${missing.join(', ')}`, one.type.startsWith('google_') ? 'labels' : 'tags');
}));
