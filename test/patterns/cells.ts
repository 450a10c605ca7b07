import { Terraform } from '../support/terraform';

/** One cell of a pattern's card: a property on one cloud, and what enforces it. */
export interface Cell {
  /** Property of the card, the row. */
  readonly property: string;
  /** What enforces it, in words. */
  readonly by: string;
  /** Terraform resource types that do it. */
  readonly resources: string[];
  /** Throws if the synthesized Terraform does not enforce it. */
  check(tf: Terraform): void;
  /** Takes the enforcement out of a copy of the Terraform; the check must then throw. */
  remove(tf: Terraform): void;
}

/** Tests of all cells of one cloud: each enforcement is there, and its check notices when it goes. */
export function describeCells(cloud: string, cells: Cell[], synthesized: () => Terraform): void {
  describe(`the card on ${cloud}`, () => {
    for (const cell of cells) {
      test(`${cell.property}: ${cell.by}`, () => {
        const tf = synthesized();
        cell.check(tf);
        for (const type of cell.resources) { expect({ type, found: tf.all(type).length > 0 }).toEqual({ type, found: true }); }
        const broken = new Terraform(JSON.parse(JSON.stringify(tf.json)));
        cell.remove(broken);
        let noticed = false;
        try { cell.check(broken); } catch { noticed = true; }
        expect({ removalNoticed: noticed }).toEqual({ removalNoticed: true });
      });
    }
  });
}

/** The card's table, as Markdown: one row a property, one column a cloud. */
export function cardTable(columns: { [cloud: string]: Cell[] }): string {
  const properties = [...new Set(Object.values(columns).flatMap((cells) => cells.map((c) => c.property)))];
  const text = (cell?: Cell) => (cell ? `${cell.by} (${cell.resources.map((r) => `\`${r}\``).join(', ')})` : '—');
  return [
    `| property | ${Object.keys(columns).join(' | ')} |`,
    `|---|${Object.keys(columns).map(() => '---|').join('')}`,
    ...properties.map((p) => `| **${p}** | ${Object.values(columns).map((cells) => text(cells.find((c) => c.property === p))).join(' | ')} |`),
  ].join('\n');
}
