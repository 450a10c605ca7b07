import { Terraform } from '../support/terraform';

/** What the cells of one cloud are checked on: the pattern's environment, the foundation it stands on, and variants of it. */
export interface Stacks {
  readonly environment: Terraform;
  readonly foundation: Terraform;
  /** The same environment with client certificates. */
  readonly mutualTls: Terraform;
}

/** What speaks of a property: rules of the review, ways in or out, permissions. */
export interface Speaks {
  readonly rules: readonly string[];
  readonly reach?: 'in' | 'out';
  readonly permissions?: true;
}

/** One cell of a pattern's card: a property on one cloud, and what enforces it. */
export interface Cell {
  /** Property of the card, the row. */
  readonly property: string;
  /** What enforces it, in words. */
  readonly by: string;
  /** Terraform resource types that do it. */
  readonly resources: string[];
  /** What the review asks when it looks whether the property holds; see `CardRow`. */
  readonly speaks?: Speaks;
  /** Throws if the synthesized Terraform does not enforce it. */
  check(stacks: Stacks): void;
  /** Ways to take the enforcement out of a copy, by what goes; the check must notice each. */
  readonly remove: { readonly [what: string]: (stacks: Stacks) => void };
}

/** Tests of all cells of one cloud: each enforcement is there, and its check notices when a part of it goes. */
export function describeCells(cloud: string, cells: Cell[], synthesized: () => Stacks): void {
  describe(`the card on ${cloud}`, () => {
    for (const cell of cells) {
      describe(`${cell.property}: ${cell.by}`, () => {
        test('is enforced', () => {
          const stacks = synthesized();
          cell.check(stacks);
          const missing = cell.resources.filter((type) => !Object.values(stacks).some((tf: Terraform) => tf.all(type).length > 0));
          expect(missing).toEqual([]);
        });
        test.each(Object.keys(cell.remove))('is missed without %s', (what) => {
          const copies = new Copies(synthesized());
          cell.remove[what](copies);
          expect({ removed: copies.differ() }).toEqual({ removed: true });
          expect(() => cell.check(copies)).toThrow();
        });
      });
    }
  });
}

const texts = new WeakMap<Terraform, string>();

function textOf(tf: Terraform): string {
  const text = texts.get(tf) ?? JSON.stringify(tf.json);
  texts.set(tf, text);
  return text;
}

/** Copies of stacks, made of those that are asked for. */
class Copies implements Stacks {
  private readonly made = new Map<keyof Stacks, Terraform>();

  public constructor(private readonly originals: Stacks) {}

  public get environment(): Terraform { return this.copy('environment'); }
  public get foundation(): Terraform { return this.copy('foundation'); }
  public get mutualTls(): Terraform { return this.copy('mutualTls'); }

  public differ(): boolean {
    return [...this.made].some(([name, copy]) => JSON.stringify(copy.json) !== textOf(this.originals[name]));
  }

  private copy(name: keyof Stacks): Terraform {
    const copy = this.made.get(name) ?? new Terraform(JSON.parse(textOf(this.originals[name])));
    this.made.set(name, copy);
    return copy;
  }
}

/** The card's table, as Markdown: one row a property, one column a cloud. */
export function cardTable(columns: { [cloud: string]: Cell[] }): string {
  const properties = [...new Set(Object.values(columns).flatMap((cells) => cells.map((c) => c.property)))];
  const types = ({ resources }: Cell) => (resources.length > 0 ? ` (${resources.map((r) => `\`${r}\``).join(', ')})` : '');
  const text = (cell?: Cell) => (cell ? `${cell.by}${types(cell)}` : '—');
  return [
    `| property | ${Object.keys(columns).join(' | ')} |`,
    `|---|${Object.keys(columns).map(() => '---|').join('')}`,
    ...properties.map((p) => `| **${p}** | ${Object.values(columns).map((cells) => text(cells.find((c) => c.property === p))).join(' | ')} |`),
  ].join('\n');
}

const quoted = (value: string) => `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

function spoken(speaks?: Speaks): string[] {
  if (!speaks) { return []; }
  return [`    rules: [${speaks.rules.map(quoted).join(', ')}],${speaks.reach ? ` reach: ${quoted(speaks.reach)},` : ''}${speaks.permissions ? ' permissions: true,' : ''}`];
}

/** The same as TypeScript: data that a pattern hands to reviews. */
export function cardSource(columns: { [cloud: string]: Cell[] }): string {
  const rows = Object.entries(columns).flatMap(([cloud, cells]) => cells.map((c) => [
    '  {', `    property: ${quoted(c.property)}, cloud: CloudName.${cloud},`, `    by: ${quoted(c.by)},`, `    resources: [${c.resources.map(quoted).join(', ')}],`, ...spoken(c.speaks), '  },',
  ].join('\n')));
  return [
    "import { CloudName } from '../../src/environment/landing-zone';", "import { CardRow } from '../../src/environment/pattern';", '',
    '/** What enforces each property of the pattern, by cloud. Written by scripts/write-cards.ts from the cells that the tests check. */',
    'export const ENFORCEMENT: CardRow[] = [', ...rows, '];', '',
  ].join('\n');
}
