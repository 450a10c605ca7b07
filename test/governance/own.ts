import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { Environment, IControl, Service, Stage, Standards } from '../../src';
import { Fault, GroundworkError } from '../../src/errors';
import { CONTROLS } from '../../src/governance/controls';
import { ControlFinding, ControlOutcome, ControlSeverity, GovernanceFunction, Objective } from '../../src/governance/control';
import { ControlContext } from '../../src/governance/control-context';
import { GovernanceProps } from '../../src/governance/governance-props';
import { GovernanceModel } from '../../src/governance/model';
import { STANDARDS, ZONES } from '../support/standards';

export type CloudId = keyof typeof ZONES;
export const CLOUDS = Object.keys(ZONES) as CloudId[];

/** Standards in which the built-in controls only report, so that what a test sees is of its own controls. */
export function standardsWith(governance: GovernanceProps = {}, own: readonly IControl[] = []): Standards {
  const quiet = CONTROLS.map((c) => ({ id: c.definition.id, reportOnly: true }));
  const standards = Standards.fromProps({ ...STANDARDS, governance: { ...governance, controls: [...quiet, ...governance.controls ?? []] } });
  own.forEach((control) => standards.addControl(control));
  return standards;
}

/** What comes of one small environment: its faults, or what governance says of it. */
export interface Outcome {
  readonly faults: Fault[];
  readonly governance?: GovernanceModel;
}

/** Synthesizes an environment with one service, as a user would. */
export function outcomeOf(standards: Standards, { cloud = 'aws', build = () => undefined }: { cloud?: CloudId; build?: (environment: Environment) => void } = {}): Outcome {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
  try {
    const app = new App({ outdir });
    const environment = new Environment(app, 'orders-dev', { standards, pod: 'orders', stage: Stage.DEVELOPMENT, landingZone: ZONES[cloud] });
    new Service(environment, 'worker');
    build(environment);
    app.synth();
    return { faults: [], governance: JSON.parse(fs.readFileSync(path.join(outdir, 'review/orders-dev/model.json'), 'utf8')).governance };
  } catch (error) {
    if (!(error instanceof GroundworkError)) { throw error; }
    if (fs.existsSync(path.join(outdir, 'stacks/orders-dev'))) { throw new Error('a stack was written although there are faults', { cause: error }); }
    return { faults: error.faults };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** A control of the enterprise that does what it is told. */
export function controlOf(evaluate: (context: ControlContext) => any, definition: Partial<IControl['definition']> = {}): IControl {
  return {
    definition: {
      id: 'acme.some', title: 'Something holds', objective: Objective.ARCHITECTURE, owner: GovernanceFunction.ARCHITECTURE, severity: ControlSeverity.MEDIUM,
      why: 'nobody knows what follows', mend: 'Make it hold.', ...definition,
    },
    evaluate,
  };
}

/** A finding on nothing in particular. */
export const finding = (outcome: ControlOutcome, rest: Partial<ControlFinding> = {}): ControlFinding => ({ subject: '', outcome, ...rest });
