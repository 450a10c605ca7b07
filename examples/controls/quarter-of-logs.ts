import { ControlContext, ControlFinding, ControlOutcome, ControlSeverity, GovernanceFunction, IControl, Objective } from 'cdktf-groundwork';

/** A control of the enterprise, for every cloud at once: it reads facts, which are said in the same words on each. */
export class QuarterOfLogs implements IControl {
  public readonly definition = {
    id: 'acme.quarter-of-logs',
    title: 'Logs are kept for a quarter',
    objective: Objective.LOGGING_AND_ALERTING,
    owner: GovernanceFunction.COMPLIANCE,
    severity: ControlSeverity.HIGH,
    why: 'an attack is found months after it began, and its beginning is gone',
    mend: 'Raise retention in the standards.',
    clauses: ['PCI DSS 4.0.1: 10.5.1'],
    parameters: [{ name: 'days', description: 'Days for which a log is kept at least', defaultValue: 90 }],
  };

  public evaluate(context: ControlContext): ControlFinding[] {
    return context.facts(['log.retention-days']).map(({ subject, value, text, argument }) => ({
      subject, argument, found: `${value} days`, message: text, outcome: value >= context.parameter('days') ? ControlOutcome.PASS : ControlOutcome.FAIL,
    }));
  }
}
