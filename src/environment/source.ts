import { findSourceMap } from 'module';
import * as path from 'path';
import { fileURLToPath } from 'url';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/**
 * Where in the code of a team a construct was made. It is known from the call stack, which is captured when the construct is
 * made and read only when the review asks; it never gets into the Terraform.
 */

const SOURCE = Symbol.for('cdktf-groundwork/Source');
const STATED = Symbol.for('cdktf-groundwork/StatedSource');
const DEPTH = 25;

/** Our own folders, as compiled or as written: `src` and `patterns` beside each other. */
const PACKAGE = path.resolve(__dirname, '..', '..');
const OWN = ['src', 'patterns', 'lib'].map((folder) => path.join(PACKAGE, folder) + path.sep);
/** Libraries, the runtime, and programs that make constructs for other languages. */
const FOREIGN = /(^|[\\/])(node_modules|site-packages|_embedded|jsii-[\w-]+)[\\/]|^node:/;

/** Remembers who makes `construct`; to be called by its constructor. */
export function markSource(construct: IConstruct): void {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  const trace = {};
  Error.captureStackTrace(trace, markSource);
  Error.stackTraceLimit = before;
  Object.defineProperty(construct, SOURCE, { value: trace, configurable: true });
}

/** Says where `construct` and all below it come from, if not from code: `environment.yaml:12`. */
export function setSource(construct: IConstruct, source: string): void {
  Object.defineProperty(construct, STATED, { value: source, configurable: true });
}

/**
 * The places of a stack, or of an environment in one: for each construct path within the stack `file:line`, relative to the
 * working folder. What has the place of the construct around it is left out, and so is what nobody knows.
 */
export function sourcesOf(place: IConstruct): { [path: string]: string } {
  const base = TerraformStack.of(place).node.path;
  const found: { [path: string]: string } = {};
  const visit = (construct: any, around?: string, stated = false): void => {
    const said: string | undefined = construct[STATED];
    // The code that reads a document is not where its constructs come from.
    const source = said ?? (stated ? around : sourceOf(construct) ?? around);
    if (source !== undefined && source !== around) { found[construct.node.path === base ? '' : construct.node.path.slice(base.length + 1)] = source; }
    for (const child of construct.node.children) {
      if (!TerraformStack.isStack(child)) { visit(child, source, stated || said !== undefined); }
    }
  };
  visit(place);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sourceOf(construct: any): string | undefined {
  const mark = construct[SOURCE];
  if (mark === undefined || typeof mark === 'string') { return mark; }
  const source = callSite(mark);
  Object.defineProperty(construct, SOURCE, { value: source, configurable: true });
  return source;
}

/** The first frame of a team's own code below the working folder. */
function callSite(trace: { readonly stack?: unknown }): string | undefined {
  const before = Error.prepareStackTrace;
  let frames: NodeJS.CallSite[] = [];
  Error.prepareStackTrace = (_, sites) => { frames = sites; return ''; };
  void trace.stack;
  Error.prepareStackTrace = before;
  const site = frames.find((frame) => isTeams(fileOf(frame)));
  const place = site && original(site, before);
  if (!place) { return undefined; }
  const file = path.relative(process.cwd(), place.file);
  return file.startsWith('..') || path.isAbsolute(file) ? undefined : `${file.split(path.sep).join('/')}:${place.line}`;
}

function isTeams(file: string): boolean {
  return path.isAbsolute(file) && !FOREIGN.test(file) && !OWN.some((folder) => file.startsWith(folder)) && !path.relative(process.cwd(), file).startsWith('..');
}

function fileOf(site: NodeJS.CallSite): string {
  const name = site.getFileName() ?? '';
  return plainPath(name);
}

/** Modules name their files by URL. */
function plainPath(name: string): string {
  return name.startsWith('file:') ? fileURLToPath(name) : name;
}

/** The place in the file that was written, where a compiler or a loader made the one that runs. */
function original(site: NodeJS.CallSite, prepare: typeof Error.prepareStackTrace): { file: string; line: number } | undefined {
  const [file, line, column] = [fileOf(site), site.getLineNumber() ?? 0, site.getColumnNumber() ?? 1];
  const entry: any = findSourceMap(site.getFileName() ?? '')?.findEntry(line - 1, column - 1);
  if (entry?.originalSource) {
    const source: string = entry.originalSource;
    return { file: path.resolve(path.dirname(file), plainPath(source)), line: entry.originalLine + 1 };
  }
  // Loaders without source maps of the runtime translate the text of a frame instead.
  const text = prepare ? /\(?([^()\s]+):(\d+):\d+\)?\s*$/.exec(String(prepare(new Error(), [site]))) : null;
  if (text) { return { file: plainPath(text[1]), line: Number(text[2]) }; }
  return line > 0 ? { file, line } : undefined;
}
