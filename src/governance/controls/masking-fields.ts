import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ofFact } from './answers';
import { control } from './build';

const LOGS = /^(aws_cloudwatch_log_group|azurerm_log_analytics_workspace|google_logging_project_bucket_config)\./;

/** What one log masks every log masks: a field that is forgotten in one is readable there. */
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
  const all = [...new Set(facts.flatMap(({ value }) => value as string[]))].sort();
  return facts.map((fact) => {
    const missing = all.filter((field) => !(fact.value as string[]).includes(field));
    return ofFact(fact, missing.length === 0 || `readable here, and masked elsewhere: ${missing.join(', ')}`);
  });
});
