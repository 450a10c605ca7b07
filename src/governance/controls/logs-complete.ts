import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext } from '../control-context';
import { ofFact } from './answers';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';
import { refersTo } from './values';

/** A log of Google Cloud holds what sinks send to it. */
function withoutSink(context: ControlContext): ControlFinding[] {
  const sinks = context.resources(['google_logging_project_sink']).map((sink) => sink.argument('destination'));
  return context.resources(['google_logging_project_bucket_config']).map(({ address }) => finding(address, sinks.some((destination) => refersTo(destination, address)) || 'no sink sends anything to it'));
}

/** What keeps lines out on Google Cloud: exclusions, and sinks that are off. */
function ofSinks(context: ControlContext): ControlFinding[] {
  const facts = context.facts(['guard.enabled']).filter(({ detail }) => detail === 'no line of a log is dropped');
  const faulty = new Set(facts.map(({ subject }) => subject));
  return [
    ...facts.map((fact) => ofFact(fact, fact.value === true || 'drops lines of a log')),
    ...withoutSink(context),
    ...context.resources(['google_logging_project_sink']).filter(({ address }) => !faulty.has(address)).map((sink) => {
      // What Google keeps by itself, without a key and elsewhere, may be off.
      const own = /\/buckets\/_(Default|Required)$/.test(String(sink.argument('destination')));
      const off = sink.argument('disabled');
      return finding(sink.address, isUnknown(off) ? UNKNOWN : own || (off !== true && off !== 'true') || 'the sink is off', 'disabled');
    }),
  ];
}

const SAMPLED = ['azurerm_application_insights', 'azurerm_api_management_api_diagnostic', 'azurerm_api_management_diagnostic'];

function ofSamples(context: ControlContext): ControlFinding[] {
  return context.resources(SAMPLED).map((one) => {
    const share = one.argument('sampling_percentage');
    const says: Judgement = isUnknown(share) ? UNKNOWN : share === undefined || Number(share) >= 100 || `keeps only ${share} percent of requests`;
    return finding(one.address, says, 'sampling_percentage');
  });
}

/** A log from which lines are missing proves nothing. */
export const logsComplete = control({
  id: 'logs.complete',
  title: 'No line of a log is dropped but for personal data in the clear',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.MEDIUM,
  why: 'the line that is asked for is the one that was left out',
  mend: 'Leave sinks and sampling as the capabilities make them.',
  clouds: [CloudName.AZURE, CloudName.GOOGLE],
  card: 'Structured logs',
}, (context) => [...ofSinks(context), ...ofSamples(context)]);
