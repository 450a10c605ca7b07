import { middle, oneLine } from '../review/diff/change';
import { append } from '../review/group';
import { nameAt, REDACTED, safeText } from '../review/redact';
import { Deviation } from './model';
import { deviationId } from './ids';

/** A stack of an output, as it is written. */
export interface NearbyStack {
  readonly stack: string;
  readonly terraform: any;
  /** Whether it is a foundation of ours, which is there for its environments. @default false */
  readonly shared?: boolean;
}

/** What belongs to an approved environment, by the texts by which others can name it. */
export interface Owned {
  readonly stack: string;
  /** Folder of the environment: its stack, or `stack/environment` inside a team's own. */
  readonly place: string;
  /** Address of the resource. */
  readonly address: string;
  /** Construct path within the stack. */
  readonly path: string;
}

/** What belongs to whom: made once for all stacks. Environments on several clouds, or in several accounts, can have resources of one name. */
export type NameIndex = Map<string, Owned[]>;

/** Names that are shorter than this are anybody's. */
const LEAST = 8;
/** So much of an environment's name is left in the shortest names of its resources. */
const MOST_KEPT = 12;
/** Longest value that is read: what is longer is a program, not a name. */
const MOST_TEXT = 200_000;

/** Arguments by which a resource is known outside its stack. */
const NAMES = [
  'name', 'bucket', 'identifier', 'cluster_identifier', 'function_name', 'role', 'family', 'repository', 'repository_id', 'account_id', 'dataset_id', 'database_id', 'secret_id',
  'bucket_id', 'topic', 'domain_name', 'alias', 'group_name', 'security_group_name', 'instance_id', 'key_ring', 'table_name',
];
/** What only names something in something else is as often a word of everybody's. */
const WITHIN = /_(attachment|association|policy|member|rule|setting|assignment|configuration|object|version|permission|record|record_set|alarm|alert)$/;

/** An environment whose resources others may not name. */
export interface OwningPlace {
  readonly stack: string;
  readonly place: string;
  /** Name of the environment. */
  readonly name: string;
  /** Construct path within the stack; empty for a stack of its own. */
  readonly under: string;
}

/** Adds what an environment owns to the index. */
export function addOwned(index: NameIndex, { stack, place, name: environment, under }: OwningPlace, terraform: any): void {
  for (const [type, named] of Object.entries<any>(terraform.resource ?? {})) {
    if (WITHIN.test(type)) { continue; }
    for (const [name, body] of Object.entries<any>(named)) {
      const owned: Owned = { stack, place, address: `${type}.${name}`, path: pathOf(body, stack) };
      if (under !== '' && !owned.path.startsWith(`${under}/`)) { continue; }
      for (const text of namesOf(body).filter((one) => one.length >= LEAST && says(one, environment))) { put(index, text, owned); }
    }
  }
  const state = stateKey(terraform);
  if (state !== undefined) { put(index, state, { stack, place, address: 'terraform.backend', path: '' }); }
}

function put(index: NameIndex, text: string, owned: Owned): void {
  const key = text.toLowerCase();
  const known = index.get(key);
  // Several resources of a stack can have one name: the first is told.
  if (known === undefined) { index.set(key, [owned]); } else if (!known.some(({ place }) => place === owned.place)) { known.push(owned); }
}

function namesOf(body: any): string[] {
  return NAMES.map((argument) => body?.[argument]).filter((value): value is string => typeof value === 'string' && !value.includes('${') && /^[\w./:@-]+$/.test(value));
}

/** Whether a name says whose it is: it has the name of the environment in it, whatever its cloud leaves of dashes. */
function says(name: string, environmentName: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [text, own] = [plain(name), plain(environmentName)];
  // Short names are cut, and end in a digest.
  return own !== '' && (text.includes(own) || (own.length > MOST_KEPT && text.startsWith(own.slice(0, MOST_KEPT))));
}

function pathOf(body: any, stack: string): string {
  const path: string = body?.['//']?.metadata?.path ?? '';
  return path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
}

/** Where the state of a stack is, among those of its backend. */
function stateKey(terraform: any): string | undefined {
  const [settings] = Object.values<any>(terraform.terraform?.backend ?? {});
  const key = settings?.key ?? settings?.prefix ?? settings?.path;
  return typeof key === 'string' && key.length >= LEAST ? key : undefined;
}

/** Words of a text that can be a name: the parts between signs that no name has, and what an ARN, an id or an address is made of. */
export function tokensOf(text: string): Set<string> {
  const tokens = new Set<string>();
  for (const [whole] of text.matchAll(/[\w./:@-]{8,}/g)) {
    const word = whole.toLowerCase();
    tokens.add(word);
    for (const part of word.split(/[/:@]+/)) { if (part.length >= LEAST) { tokens.add(part); } }
    // `bucket.s3.amazonaws.com`, `account@project.iam.gserviceaccount.com`, `dataset.table`.
    for (const part of word.split(/[/:@.]+/)) { if (part.length >= LEAST) { tokens.add(part); } }
    for (let at = word.indexOf('/'); at >= 0; at = word.indexOf('/', at + 1)) { tokens.add(word.slice(at + 1)); }
  }
  return tokens;
}

/** A place of a stack that names what belongs to another one. */
interface Aim {
  readonly owned: Owned;
  /** Address and argument in the stack that aims. */
  readonly address: string;
  readonly argument: string;
  readonly text: string;
}

/** Whether the provider of one address can name what another one made. A state, and what is no resource, can be of any. */
function isReachable(owned: string, aiming: string): boolean {
  const of = (address: string) => /^(?:data\.|ephemeral\.)?(aws|azurerm|google)_/.exec(address)?.[1];
  return of(owned) === undefined || of(aiming) === undefined || of(owned) === of(aiming);
}

/** Blocks of a stack whose values can name something. */
const BLOCKS = ['resource', 'data', 'ephemeral'];

/** Every place in a stack that names what the index knows of others. */
export function aimsOf({ stack, terraform }: NearbyStack, index: NameIndex): Aim[] {
  const found: Aim[] = [];
  const seen = new Set<string>();
  const read = (address: string, value: any, argument: string): void => {
    if (typeof value === 'string') {
      if (value.length < LEAST || value.length > MOST_TEXT) { return; }
      for (const token of tokensOf(value)) {
        const owners = index.get(token);
        // What a stack calls its own is not aimed at others of that name.
        if (owners === undefined || owners.some((one) => one.stack === stack)) { continue; }
        for (const owned of owners.filter((one) => isReachable(one.address, address))) {
          const key = `${owned.place} ${owned.address} ${address} ${argument}`;
          if (!seen.has(key)) { found.push({ owned, address, argument, text: token }); }
          seen.add(key);
        }
      }
    } else if (value !== null && typeof value === 'object') {
      for (const [name, item] of Object.entries(value)) { if (name !== '//') { read(address, item, argument ? `${argument}.${name}` : name); } }
    }
  };
  for (const block of BLOCKS) {
    for (const [type, named] of Object.entries<any>(terraform[block] ?? {})) {
      for (const [name, body] of Object.entries<any>(named ?? {})) { read(`${block === 'resource' ? '' : `${block}.`}${type}.${name}`, body, ''); }
    }
  }
  for (const block of ['module', 'import', 'moved', 'removed', 'locals']) { read(block, terraform[block], ''); }
  return found;
}

/**
 * What other stacks do to environments: each deviation is one place of another stack that names what belongs to the environment, by place of the
 * environment. Foundations may: they are ours, and are judged.
 *
 * @param index what every approved environment owns, made with `addOwned`
 */
export function elsewhere(stacks: Iterable<NearbyStack>, index: NameIndex): Map<string, Deviation[]> {
  const found = new Map<string, Deviation[]>();
  for (const nearby of stacks) {
    if (nearby.shared) { continue; }
    for (const aim of aimsOf(nearby, index)) {
      append(found, aim.owned.place, deviation(nearby.stack, aim));
    }
  }
  return found;
}

function deviation(stack: string, { owned, address, argument, text }: Aim): Deviation {
  const type = address.replace(/^data\./, '').split('.')[0];
  const shown = safeText(middle(oneLine(text), 100), nameAt(type, argument));
  const grants = /iam|policy|role|member|grant|permission|access|share|secret/.test(type);
  const ours = owned.path || 'its state';
  return {
    id: deviationId('elsewhere', stack, address, argument, owned.stack, owned.address),
    kind: 'elsewhere', address: `${stack}: ${address}`, path: owned.path, argument, ...(shown === REDACTED ? {} : { actual: shown }),
    consequence: grants ? 'permission' : 'exposure', direction: 'unknown', owner: 'security', tightens: false,
    text: `${ours}: ${address} of the stack ${stack} names it in ${argument || 'its content'} (${owned.address}), which no approved pattern makes`,
  };
}
