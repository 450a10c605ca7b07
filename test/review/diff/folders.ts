import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Copy, production, Zone } from './support';

const made: string[] = [];

/** Folders that a test made; to be removed after it. */
export function removeFolders(): void {
  made.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true, force: true }));
}

/** One stack of a folder; `bare` leaves out the files of the review. */
export interface StackOf { readonly zone: Zone; readonly change?: (copy: Copy) => void; readonly sources?: object; readonly bare?: boolean }

/** A folder as cdktf writes it, with these stacks. */
export function folderOf(stacks: { readonly [name: string]: StackOf }): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diff-'));
  made.push(folder);
  for (const [name, { zone, change, sources, bare }] of Object.entries(stacks)) {
    const { stack, text, model } = production(zone);
    const copy = new Copy(JSON.parse(text.split(`${stack}/`).join(`${name}/`)));
    copy.tf['//'].metadata.stackName = name;
    change?.(copy);
    write(path.join(folder, 'stacks', name, 'cdk.tf.json'), JSON.stringify(copy.tf, null, 2));
    if (!bare) { write(path.join(folder, 'review', name, 'model.json'), JSON.stringify({ ...JSON.parse(model), identity: { ...JSON.parse(model).identity, stack: name } })); }
    if (sources) { write(path.join(folder, 'review', name, 'sources.json'), JSON.stringify(sources)); }
  }
  return folder;
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
