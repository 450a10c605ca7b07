import { PartFlow, partFlows } from '../flows';
import { ReviewModel, ReviewResource } from '../model';
import { Names } from '../words';
import { Marks } from './marks';

/** A connection between two resources, or a resource and something outside. */
export interface End { readonly from: string; readonly to: string; readonly verb: string; readonly port?: string }

const KNOWN = new WeakMap<ReviewModel, Known>();

/** What every drawing of one model needs, read once: a page has a drawing for each part. */
export class Known {
  public static of(model: ReviewModel): Known {
    const known = KNOWN.get(model) ?? new Known(model);
    KNOWN.set(model, known);
    return known;
  }

  public readonly names: Names;
  public readonly marks: Marks;
  public readonly flows: PartFlow[];
  /** Resources that the review says something of. */
  public readonly stated: ReadonlySet<string>;
  private readonly byPart = new Map<string, ReviewResource[]>();
  private readonly ends = new Map<string, End[]>();

  private constructor(model: ReviewModel) {
    this.names = new Names(model);
    this.marks = new Marks(model);
    this.flows = partFlows(model).filter((f) => f.from !== f.to);
    this.stated = new Set(model.statements.map((s) => s.subject));
    for (const resource of model.resources) { add(this.byPart, resource.part, resource); }
    const ways = model.reach.filter((r) => r.direction === 'in').flatMap((r) => {
      const stops = [r.from, ...r.through, r.to];
      return stops.slice(1).map((to, i): End => ({ from: stops[i], to, verb: 'calls', port: r.ports }));
    });
    for (const end of [...model.flows, ...ways].filter((f) => f.from !== f.to)) {
      for (const part of new Set([this.names.part(end.from), this.names.part(end.to)])) { add(this.ends, part, end); }
    }
  }

  public resourcesOf(part: string): ReviewResource[] { return [...this.byPart.get(part) ?? []]; }

  /** Connections with an end in a part, also those of ways from outside that lead through it. */
  public endsOf(part: string): End[] { return this.ends.get(part) ?? []; }
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) { list.push(item); } else { lists.set(key, [item]); }
}
