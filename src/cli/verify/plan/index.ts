import { Deviation } from '../../../governance/model';
import { runControls } from '../../../governance/run';
import { isOpen } from '../../../governance/verdict';
import { ownerOf } from '../../../governance/shape/owners';
import { Subject } from '../../../governance/subject';
import { Verified } from '../../../governance/verify';
import { bareTree, buildModel } from '../../../review/build';
import { ReviewModel } from '../../../review/model';
import { treeOf } from '../../../review/tree';
import { Names } from '../../../review/words';
import { UsageError } from '../../errors';
import type { Output } from '../../output';
import { comparePlan } from './compare';
import { Plan, PlannedChange } from './read';
import { deviationId } from '../../../governance/ids';

export { readPlan } from './read';

/** What a plan does beyond what was judged: other values, other resources, controls that fail on what only the plan knows, data that it destroys. */
export function planDeviations(terraform: any, plan: Plan, verified: Verified): Deviation[] {
  const names = new Names(verified.model);
  const compared = comparePlan(terraform, plan, (address) => names.of(address));
  return [...destroyed(plan, verified.model, names), ...compared.deviations, ...failing(compared.terraform, verified, names)];
}

/** Controls that hold on what was synthesized and do not on what is planned: defaults of the provider, values of variables. */
function failing(terraform: any, { model, remade: { place } }: Verified, names: Names): Deviation[] {
  const planned = buildModel(terraform, '', treeOf(place), true);
  const { controls, results } = runControls(new Subject(planned, terraform, place.standards.allowedRegions), place.standards._governance);
  const byId = new Map(controls.map((c) => [c.id, c]));
  const key = (r: { control: string; address: string }) => `${r.control} ${r.address}`;
  const before = new Set(model.governance.results.filter((r) => r.outcome !== 'pass' && r.outcome !== 'not applicable').map(key));
  return results.filter((r) => isOpen(r, byId.get(r.control)!) && !before.has(key(r))).map((r): Deviation => ({
    id: deviationId('plan', 'control', r.control, r.address, r.argument ?? ''), kind: 'changed', address: r.address, path: names.of(r.address), ...(r.argument ? { argument: r.argument } : {}),
    consequence: 'protection', direction: 'wider', owner: byId.get(r.control)!.owner, tightens: false,
    text: `${r.address ? `${names.of(r.address)}: ` : ''}as it is planned, ${r.message} (${r.control})`,
  }));
}

/** What holds data, keys, logs or copies is missed when it is gone. */
const LASTING = /^(data|key|log|audit|backup)\./;

function destroyed(plan: Plan, model: ReviewModel, names: Names): Deviation[] {
  const lasting = new Set(model.statements.filter((s) => LASTING.test(s.rule)).map((s) => s.subject));
  return [...plan.changes.values()].filter(({ actions }) => actions.includes('delete')).flatMap((one): Deviation[] => {
    if (!lasting.has(one.address) && !isLasting(one, model.identity.stack)) { return []; }
    const what = one.actions.length > 1 ? 'destroys it and makes it anew' : 'destroys it';
    return [{
      id: deviationId('plan', 'destroyed', one.address), kind: 'removed', address: one.address, path: names.of(one.address), consequence: 'data-loss', direction: 'wider', owner: ownerOf('data-loss'), tightens: false,
      text: `${names.of(one.address)}: the plan ${what}, with the data that it holds (${one.address})`,
    }];
  });
}

/** The same for what is only in the state: it is read as if it were written. */
function isLasting({ type, before }: PlannedChange, stack: string): boolean {
  if (before === undefined) { return false; }
  const model = buildModel({ resource: { [type]: { x: before } } }, '', bareTree(stack), true);
  return model.statements.some((s) => LASTING.test(s.rule));
}

/** The stack that a plan is of: the one whose resources it has. @throws if it is not clear */
export function stackOf(plan: Plan, output: Output, wanted?: string): string {
  if (wanted !== undefined) { return output.namesOf(wanted)[0]; }
  const planned = new Set([...plan.changes.keys(), ...plan.configuration.keys()]);
  const shares = output.stackNames.map((name) => {
    const addresses = Object.entries<any>(output.stack(name).terraform.resource ?? {}).flatMap(([type, named]) => Object.keys(named).map((one) => `${type}.${one}`));
    const shared = addresses.filter((address) => planned.has(address)).length;
    return { name, share: shared / Math.max(1, addresses.length, planned.size), text: `${name} (${shared} of ${addresses.length} resources)` };
  }).sort((a, b) => b.share - a.share);
  const [best, second] = shares;
  if (!best || best.share < 0.5 || (second && second.share === best.share)) {
    throw new UsageError(`It is not clear which stack the plan is of${best && best.share > 0 ? `: ${shares.filter((s) => s.share > 0).slice(0, 3).map((s) => s.text).join(', ')}` : ''}. Name it with --stack.`);
  }
  return best.name;
}
