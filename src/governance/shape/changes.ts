import { stringify } from '../../environment/stringify';
import { isDecision, worstFirst } from '../../review/diff/change';
import { Side } from '../../review/diff/side';
import { diffStacks } from '../../review/diff/stacks';
import { Consequence, Direction } from '../../review/model';
import { CLOUD_TITLES } from '../../review/words';
import { CANONICAL } from './canonical-zone';
import { ownerOf } from './owners';
import { ShapeSnapshot, SnapshotStack } from './snapshot';

/** One difference between what was approved and what there is, for an approver. */
export interface ShapeChange {
  /** Clouds on which the same sentence holds. */
  readonly clouds: string[];
  /** Subject first: `database: automatic backups are kept 7 days, were 35`. */
  readonly text: string;
  readonly consequence: Consequence;
  readonly direction: Direction;
  /** Function that must look: security, compliance or architecture. */
  readonly owner: string;
  /** Whether somebody has to agree: something gets wider, or nobody can say that it does not. */
  readonly decision: boolean;
}

/** What changed between two sets of snapshots, worst first; the same sentence once, whatever number of clouds and variants it is true for. */
export function changesSince(before: readonly ShapeSnapshot[], now: readonly ShapeSnapshot[]): ShapeChange[] {
  const found = new Map<string, ShapeChange & { readonly subject: string }>();
  for (const after of now) {
    const old = before.find(({ cloud }) => cloud === after.cloud);
    for (const variant of old ? Object.keys(after.stacks) : []) {
      if (!(variant in old!.stacks)) { continue; }
      const { changes } = diffStacks(sideOf(old!.stacks[variant]), sideOf(after.stacks[variant]));
      for (const change of changes.filter(({ noise }) => !noise)) {
        const text = withoutStandIn(change.text);
        const key = `${change.rule}\n${text}`;
        const known = found.get(key);
        if (known?.clouds.includes(after.cloud)) { continue; }
        found.set(key, {
          clouds: [...known?.clouds ?? [], after.cloud], text, subject: change.subject, consequence: change.consequence, direction: change.direction,
          owner: ownerOf(change.consequence, change.rule), decision: isDecision(change),
        });
      }
    }
  }
  return [...found.values()].sort(worstFirst).map(({ subject: _, ...change }) => change);
}

/** A change as a line: `security: database: … (AWS, Azure)`. */
export function changeLine({ owner, text, clouds }: ShapeChange): string {
  return `${owner}: ${text} (${clouds.map((cloud) => CLOUD_TITLES[cloud] ?? cloud).join(', ')})`;
}

function sideOf({ terraform, tree }: SnapshotStack): Side {
  return { stack: CANONICAL.environment, terraform, text: stringify(terraform), tree: { ...tree, cards: [] }, file: '' };
}

/** Paths as people know them: within the pattern. */
function withoutStandIn(text: string): string {
  return text.split(`${CANONICAL.pattern}/`).join('');
}
