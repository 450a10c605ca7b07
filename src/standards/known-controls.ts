import { ControlDefinition, IControl } from '../governance/control';
import { CONTROLS } from '../governance/controls';
import { familyOf } from '../governance/own-control';
import { nearest } from './did-you-mean';
import { unknownControl } from './errors-governance';
import { Fault, Path } from './faults';

/** Controls by id: those of Groundwork and those of the enterprise. */
export class KnownControls {
  /** Families of Groundwork's own controls. */
  public readonly families: ReadonlySet<string> = new Set(CONTROLS.map((c) => familyOf(c.definition.id)));
  private readonly byId: Map<string, ControlDefinition>;

  /** @param complete whether no more can come: until then, code may add controls to a family that is not Groundwork's */
  public constructor(own: readonly IControl[], private readonly complete: boolean) {
    this.byId = new Map([...CONTROLS, ...own].map(({ definition }) => [definition.id, definition]));
  }

  public find(id: string | undefined): ControlDefinition | undefined {
    return id === undefined ? undefined : this.byId.get(id);
  }

  /** A fault if there is no control of this id, and none can come. */
  public faults(path: Path, id: string | undefined): Fault[] {
    if (id === undefined || this.byId.has(id) || (!this.complete && this.mayCome(id))) { return []; }
    return [unknownControl(path, id, nearest(id, [...this.byId.keys()]))];
  }

  private mayCome(id: string): boolean {
    return nearest(familyOf(id), [...this.families]) === undefined;
  }
}
