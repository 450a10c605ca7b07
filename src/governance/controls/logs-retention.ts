import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { ofFact } from './answers';
import { control, finding, UNKNOWN } from './build';
import { classOf, TABLES_BY_WRITER } from './log-classes';

const LOGS = ['aws_cloudwatch_log_group', 'azurerm_log_analytics_workspace', 'google_logging_project_bucket_config'];

/** Tables that nothing keeps longer than the workspace keeps the rest. */
function withoutTable(context: ControlContext): ControlFinding[] {
  const facts = context.facts(['log.retention-days']);
  // What the archive takes as it comes needs no longer table.
  const kept = (type: string) => type === 'azurerm_key_vault' && context.facts(['log.archived']).some(({ subject, value }) => subject.startsWith(`${type}.`) && value === true);
  // Without a gateway nobody writes there who called what.
  const calls = (type: string) => type !== 'azurerm_application_insights' || context.resources(['azurerm_api_management_api']).length > 0 || context.partsOf('ApiGateway').length > 0;
  const wanted = Object.entries(TABLES_BY_WRITER).filter(([type]) => calls(type) && context.kind === 'environment' && context.resources([type]).length > 0 && !kept(type)).flatMap(([, tables]) => tables);
  return context.resources(['azurerm_log_analytics_workspace']).flatMap(({ address }) => wanted
    .filter((table) => !facts.some(({ subject, detail }) => subject === address && detail === table))
    .map((table) => {
      const rest = facts.find(({ subject, detail }) => subject === address && detail === undefined);
      return finding(address, rest !== undefined && rest.value >= context.parameter(classOf(context, address, table)) || `${table} is kept no longer than the rest`, undefined, table);
    }));
}

/** Long enough to look into what happened, and to prove it; not for ever. */
export const logsRetention = control({
  id: 'logs.retention',
  title: 'Logs are kept as long as their class asks, and not for ever',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.MEDIUM,
  why: 'what happened is found out months later, and what is kept without an end is more than anybody needs',
  mend: 'Leave retention to the standards, which say it by class.',
  scanners: ['CKV_AWS_66', 'CKV_AWS_338'],
  clauses: ['PCI DSS 4.0.1: 10.5.1'],
  card: 'Structured logs',
  parameters: [
    { name: 'application', description: 'Least days for what programs write', defaultValue: 30 },
    { name: 'access', description: 'Least days for requests', defaultValue: 90 },
    { name: 'security', description: 'Least days for firewalls, networks and calls to the cloud', defaultValue: 365 },
    { name: 'audit', description: 'Least days for who called what', defaultValue: 365 },
    { name: 'mostDays', description: 'Most days for any log', defaultValue: 3653 },
  ],
}, (context) => {
  const facts = context.facts(['log.retention-days']);
  const silent = context.resources(LOGS).filter(({ address }) => !facts.some(({ subject, detail }) => subject === address && detail === undefined));
  return [
    ...facts.map((fact) => {
      const holds = classOf(context, fact.subject, fact.detail);
      const [least, most] = [context.parameter(holds), context.parameter('mostDays')];
      return ofFact(fact, fact.value < least ? `${fact.text}, and ${holds} logs at least ${least} days` : fact.value <= most || `${fact.text}, and no log longer than ${most} days`);
    }),
    ...silent.map(({ address }) => finding(address, UNKNOWN)),
    ...withoutTable(context),
  ];
});
