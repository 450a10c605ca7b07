"""An enterprise adds a control of its own, in Python: judged in every environment as the built-in ones are. The same as main.ts beside this file."""
import os

import jsii
from cdktf import App
from cdktf_groundwork import (
    ControlDefinition, ControlFinding, ControlOutcome, ControlParameter, ControlSeverity, Environment, GovernanceFunction, IControl, Objective, Service, Stage, Standards,
)

HERE = os.path.dirname(os.path.abspath(__file__))


@jsii.implements(IControl)
class QuarterOfLogs:
    """A control for every cloud at once: it reads facts, which are said in the same words on each."""

    @property
    def definition(self):
        return ControlDefinition(
            id="acme.quarter-of-logs",
            title="Logs are kept for a quarter",
            objective=Objective.LOGGING_AND_ALERTING,
            owner=GovernanceFunction.COMPLIANCE,
            severity=ControlSeverity.HIGH,
            why="an attack is found months after it began, and its beginning is gone",
            mend="Raise retention in the standards.",
            clauses=["PCI DSS 4.0.1: 10.5.1"],
            parameters=[ControlParameter(name="days", description="Days for which a log is kept at least", default_value=90)],
        )

    def evaluate(self, context):
        return [self._judge(fact, context) for fact in context.facts(["log.retention-days"])]

    @staticmethod
    def _judge(fact, context):
        holds = fact.value >= context.parameter("days")
        return ControlFinding(
            subject=fact.subject, argument=fact.argument, found=f"{int(fact.value)} days", message=fact.text,
            outcome=ControlOutcome.PASS if holds else ControlOutcome.FAIL,
        )


app = App(outdir=os.environ.get("CDKTF_OUTDIR", "cdktf.out"))
standards = Standards.from_file(os.path.join(HERE, "../acme/standards.yaml"))
standards.add_control(QuarterOfLogs())
environment = Environment(app, "orders-dev", standards=standards, pod="orders", stage=Stage.DEVELOPMENT, landing_zone="eu-aws")
Service(environment, "worker")
app.synth()
