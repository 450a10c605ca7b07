import { ReviewModel } from './model';
import { Names } from './words';

/** Traffic, data or trust between two parts, or a part and something outside. */
export interface PartFlow {
  readonly from: string;
  readonly to: string;
  readonly verb: string;
  /** Sorted, without repetition. */
  readonly ports: string[];
  /** How many flows between resources it stands for. */
  readonly count: number;
}

/** The flows between resources, rolled up to parts; what stays inside a part is left out. Sorted by ends and verb. */
export function partFlows(model: Pick<ReviewModel, 'flows' | 'reach' | 'resources'>): PartFlow[] {
  const names = new Names(model);
  const rolled = new Map<string, { from: string; to: string; verbs: Set<string>; ports: Set<string>; count: number }>();
  const add = (from: string, to: string, verb: string, port?: string): void => {
    const [a, b] = [names.part(from), names.part(to)];
    if (a === b) { return; }
    const key = `${a}\n${b}`;
    const flow = rolled.get(key) ?? { from: a, to: b, verbs: new Set(), ports: new Set(), count: 0 };
    flow.verbs.add(verb);
    if (port) { flow.ports.add(port); }
    rolled.set(key, { ...flow, count: flow.count + 1 });
  };
  for (const flow of model.flows) { add(flow.from, flow.to, flow.verb, flow.port); }
  for (const reach of model.reach.filter((r) => r.from === 'internet')) { add('internet', reach.through[0] ?? reach.to, 'calls', reach.ports); }
  return [...rolled.values()]
    .map(({ from, to, verbs, ports, count }) => ({ from, to, verb: joined([...verbs].sort()), ports: [...ports].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1)), count }))
    .sort((a, b) => (a.from + '\n' + a.to < b.from + '\n' + b.to ? -1 : 1));
}

function joined(verbs: string[]): string {
  return verbs.length < 3 ? verbs.join(', ') : `${verbs.slice(0, 2).join(', ')}, …`;
}
