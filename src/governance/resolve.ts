import { isAbsolute, join } from 'path';
import { GroundworkError } from '../errors';
import type { LoadedGovernance } from '../standards/load-governance';
import { GovernanceFunction, IControl } from './control';
import { CONTROLS } from './controls';
import { defaultGovernance } from './defaults';
import { GovernanceProps } from './governance-props';
import { familyOf, isControl, ownControlProblems } from './own-control';
import { ApprovalSettings, GovernanceSettings } from './settings';

/** What holds: what the standards say, the defaults, and the controls that code has added. */
export function resolveGovernance(loaded: LoadedGovernance | undefined, added: readonly IControl[]): GovernanceSettings {
  if (!loaded) { return { ...defaultGovernance(), controls: [...CONTROLS, ...added] }; }
  const { props, files, folder } = loaded;
  const approvals = approvalsOf(props, files.keys, folder);
  return {
    enforce: props.mode !== 'report',
    ...(props.frameworks ? { frameworks: props.frameworks } : {}),
    controls: [...CONTROLS, ...files.own, ...added],
    settings: new Map((props.controls ?? []).map((setting) => [setting.id, setting])),
    exceptions: props.exceptions ?? [],
    approvers: (props.approvers ?? []).map(({ function: name, email }) => ({ function: name, email })),
    ...(approvals ? { approvals } : {}),
    faults: loaded.leftover(added).map(({ where, problem, mend }) => ({ where, problem, mend })),
  };
}

function approvalsOf(props: GovernanceProps, keys: ReadonlyMap<number, string>, folder: string): ApprovalSettings | undefined {
  return props.approvals === undefined ? undefined : {
    folder: isAbsolute(props.approvals) ? props.approvals : join(folder, props.approvals),
    functions: props.functions ?? Object.values(GovernanceFunction),
    approvers: (props.approvers ?? []).map(({ function: name, email }, i) => ({ function: name, email, ...(keys.has(i) ? { publicKey: keys.get(i)! } : {}) })),
    requireSignatures: props.requireSignatures ?? false,
    authors: new Map((props.authors ?? []).map(({ pattern, emails }) => [pattern, emails])),
  };
}

/** @throws if `control` cannot stand beside those there are */
export function checkAdded(control: IControl, present: readonly IControl[]): void {
  const id = isControl(control) ? control.definition.id : undefined;
  const problems = id === undefined ? [{ problem: 'has no definition, or cannot be evaluated', mend: 'Implement IControl: definition, and evaluate(context).' }]
    : ownControlProblems(control.definition, new Set(CONTROLS.map((c) => familyOf(c.definition.id))));
  if (problems.length === 0 && present.some((c) => c.definition.id === id)) { problems.push({ problem: 'is there already', mend: 'Give each control its own id.' }); }
  if (problems.length > 0) {
    throw new GroundworkError('The control cannot be added', problems.map(({ problem, mend }) => ({ where: 'Standards.addControl', problem: `The control ${JSON.stringify(id ?? '')} ${problem}`, mend })));
  }
}
