import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { StatedFact } from '../control-context';
import { ofFact } from './answers';
import { control } from './build';
import { areOfOne, fieldsToMask, isMasked } from './masked';

const LOGS = /^(aws_cloudwatch_log_group|azurerm_log_analytics_workspace|google_logging_project_bucket_config)\./;

/** Every log masks what its API calls personal, and what any other log beside it masks: a field that is forgotten in one is readable there. */
export const maskingFields = control({
  id: 'masking.fields',
  title: 'Every log masks the same fields',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.MEDIUM,
  why: 'one log that leaves a field readable is enough for it to be read',
  mend: 'Mark personal data in the API document, or name it in maskedFields: the pattern masks it everywhere.',
  card: 'Masking of personal fields in logs',
}, (context) => {
  if (context.kind !== 'environment') { return []; }
  const facts = context.facts(['log.masked-fields']).filter(({ subject }) => LOGS.test(subject));
  const fieldsOf = (fact: StatedFact) => fact.value as string[];
  return facts.map((fact) => {
    const own = new Set(fieldsToMask(context, fact.subject));
    const elsewhere = facts.filter((other) => other !== fact && areOfOne(context, fact.subject, other.subject)).flatMap(fieldsOf);
    const missing = (fields: Iterable<string>) => [...new Set(fields)].filter((field) => !isMasked(fieldsOf(fact), field)).sort();
    const [personal, forgotten] = [missing(own), missing(elsewhere.filter((field) => !own.has(field)))];
    const said = [personal.length > 0 && `no log may show ${personal.join(', ')}`, forgotten.length > 0 && `readable here, and masked elsewhere: ${forgotten.join(', ')}`];
    return ofFact(fact, personal.length + forgotten.length === 0 || said.filter(Boolean).join('; '));
  });
});
