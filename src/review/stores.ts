import { CATALOGUE } from './catalogue';
import { Column } from './catalogue/rule';
import { groupBy } from './group';
import { Part, ReviewModel, Statement } from './model';
import { Names } from './words';

/** Columns of the table of data stores, in the order that reviewers ask. */
export const COLUMNS: readonly Column[] = ['key', 'public', 'login', 'transit', 'backup', 'deletion', 'retention', 'audit', 'redundancy'];

/** Headings of the columns. */
export const COLUMN_TITLES: { readonly [column in Column]: string } = {
  key: 'Key', public: 'Public access', login: 'Login', transit: 'In transit', backup: 'Backup', deletion: 'Deletion', retention: 'Retention', audit: 'Log of access', redundancy: 'Copies',
};

/** A store of data, with its statements by column. */
export interface Store {
  readonly address: string;
  readonly path: string;
  readonly type: string;
  readonly part?: Part;
  readonly classification?: string;
  readonly residency?: string;
  readonly cells: { readonly [column in Column]?: Statement[] };
  /** What is said of it in no column. */
  readonly about: Statement[];
  readonly weak: number;
}

/** The stores of data, those with weak cells first. A store is what has a statement about its encryption key. */
export function storesOf(model: ReviewModel): Store[] {
  const names = new Names(model);
  const parts = new Map(model.parts.map((p) => [p.path, p]));
  const bySubject = groupBy(model.statements, (s) => s.subject);
  const stores = [...bySubject].filter(([, list]) => list.some((s) => s.rule === 'data.key')).map(([address, list]): Store => {
    const cells: { [column in Column]?: Statement[] } = {};
    const about: Statement[] = [];
    for (const s of list) {
      const column = CATALOGUE[s.rule].column;
      if (column) { (cells[column] ??= []).push(s); } else if (s.rule.startsWith('data.')) { about.push(s); }
    }
    const resource = names.resource(address);
    const part = resource && parts.get(resource.part);
    const classification = part?.classification;
    const residency = list.find((s) => s.rule === 'data.residency')?.value;
    return {
      address, path: resource?.path ?? address, type: resource?.type ?? '', cells, about, weak: list.filter((s) => s.weak).length,
      ...(part ? { part } : {}), ...(classification ? { classification } : {}), ...(residency ? { residency: String(residency) } : {}),
    };
  });
  return stores.sort((a, b) => b.weak - a.weak || (a.path < b.path ? -1 : 1));
}
