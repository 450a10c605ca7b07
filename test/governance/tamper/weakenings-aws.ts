import { Mutant } from './environments';
import { ARGUMENTS } from './weakenings-aws-arguments';
import { around, beside, elsewhere, removed, untagged } from './weakenings-aws-beside';
import { weakerApi, weakerContainers, weakerDemands, weakerMasking } from './weakenings-aws-documents';
import { table } from './weakenings-aws-make';
import { weakerPolicies } from './weakenings-aws-policies';
import { openerRules, weakerAlarms, weakerFirewall, weakerParameters, weakerWatching } from './weakenings-aws-rules';

/** Changes of the example's production environment on AWS, each of which makes it less secure, less compliant or less governed. */
export function weakenings(terraform: any): Mutant[] {
  return [
    ...table(terraform, ARGUMENTS), ...weakerPolicies(terraform),
    ...weakerApi(terraform), ...weakerDemands(terraform), ...weakerContainers(terraform), ...weakerMasking(terraform),
    ...weakerFirewall(terraform), ...openerRules(terraform), ...weakerParameters(terraform), ...weakerAlarms(terraform), ...weakerWatching(terraform),
    ...removed(terraform), ...beside(terraform), ...around(terraform), ...untagged(terraform), ...elsewhere(terraform),
  ];
}
