import { dirname, join } from 'path';
import { documentExists, isKept } from '../documents';
import { asObject, isObject, Kind, REFERABLE, stepOf } from './grammar';
import { DocumentFault, jsonPointer, parsePointer, Pointer, Source, valueAt } from './source';

/** A document in one piece: nothing in it refers to another file. */
export interface Bundle {
  readonly document: any;
  readonly faults: DocumentFault[];
  /** A fault at a place of the bundled document, told at the place where it was written. */
  fault(at: Pointer, problem: string): DocumentFault;
}

interface Target {
  readonly source: Source;
  readonly pointer: Pointer;
  readonly value: any;
}

/**
 * Brings everything that other files define into the document. Schemas become `components.schemas` (so that cycles stay
 * references), the rest is put in place of its reference. References inside the document stay.
 */
export function bundle(root: Source): Bundle {
  return new Bundler(root).run();
}

class Bundler implements Bundle {
  public document: any;
  public readonly faults: DocumentFault[] = [];
  private readonly sources = new Map<string, Source | undefined>();
  /** Where each object of the bundled document was written. */
  private readonly origins = new WeakMap<object, { source: Source; pointer: Pointer }>();
  /** Schemas of other files by `file#pointer`: their name here. */
  private readonly hoisted = new Map<string, string>();
  private readonly schemas: Record<string, any> = {};
  private readonly names: Set<string>;

  public constructor(private readonly root: Source) {
    this.sources.set(root.name, root);
    this.names = new Set(Object.keys(asObject(asObject(asObject(root.value).components).schemas)));
  }

  public run(): Bundle {
    const document = this.copy(this.root.value, 'document', this.root, [], []);
    if (Object.keys(this.schemas).length > 0) {
      document.components = asObject(document.components);
      document.components.schemas = { ...asObject(document.components.schemas), ...this.schemas };
    }
    this.document = document;
    return this;
  }

  public fault(at: Pointer, problem: string): DocumentFault {
    let node = this.document;
    let origin = { source: this.root, pointer: [] as Pointer };
    let rest: Pointer = at;
    at.forEach((key, index) => {
      node = isObject(node) || Array.isArray(node) ? (node as any)[key] : undefined;
      const known = node !== null && typeof node === 'object' ? this.origins.get(node) : undefined;
      if (known) {
        origin = known;
        rest = at.slice(index + 1);
      }
    });
    return { place: origin.source.place([...origin.pointer, ...rest]), pointer: jsonPointer(at), problem };
  }

  private copy(node: any, kind: Kind, source: Source, at: Pointer, trail: readonly string[]): any {
    if (!isObject(node)) {
      return node;
    }
    if (REFERABLE.has(kind) && typeof node.$ref === 'string') {
      return this.reference(node, kind, source, at, trail);
    }
    return this.children(node, kind, source, at, trail);
  }

  private children(node: Record<string, any>, kind: Kind, source: Source, at: Pointer, trail: readonly string[]): any {
    const result: Record<string, any> = {};
    this.origins.set(result, { source, pointer: at });
    for (const [key, value] of Object.entries(node)) {
      const step = stepOf(kind, key);
      const here = [...at, key];
      const next = (item: any, last: string | number) => this.copy(item, step!.kind, source, [...here, last], trail);
      if (step && Array.isArray(value)) {
        result[key] = value.map(next);
      } else if (step?.many === 'map' && isObject(value)) {
        result[key] = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, next(item, name)]));
      } else if (step && !step.many) {
        result[key] = this.copy(value, step.kind, source, here, trail);
      } else if (kind === 'schema' && key === 'discriminator') {
        result[key] = this.discriminator(value, source, here, trail);
      } else {
        result[key] = value;
      }
    }
    return result;
  }

  private reference(node: Record<string, any>, kind: Kind, source: Source, at: Pointer, trail: readonly string[]): any {
    const siblings = Object.keys(node).length > 1
      ? this.children(Object.fromEntries(Object.entries(node).filter(([key]) => key !== '$ref')), kind, source, at, trail) : {};
    const target = this.resolve(node.$ref, source, [...at, '$ref']);
    if (!target) {
      // stays as it is, so that one missing file is one fault and not also a missing description
      return this.located({ $ref: node.$ref, ...siblings }, source, at);
    }
    if (target.source === this.root) {
      return this.located({ $ref: '#' + jsonPointer(target.pointer), ...siblings }, source, at);
    }
    if (kind === 'schema') {
      return this.located({ $ref: `#/components/schemas/${this.hoist(target, trail)}`, ...siblings }, source, at);
    }
    const id = `${target.source.name}#${jsonPointer(target.pointer)}`;
    if (trail.includes(id)) {
      this.faults.push(source.fault([...at, '$ref'], `$ref '${node.$ref}' leads back to itself`));
      return siblings;
    }
    const inlined = this.copy(target.value, kind, target.source, target.pointer, [...trail, id]);
    return isObject(inlined) && Object.keys(siblings).length > 0 ? this.located({ ...inlined, ...siblings }, target.source, target.pointer) : inlined;
  }

  private located<T extends object>(value: T, source: Source, pointer: Pointer): T {
    this.origins.set(value, { source, pointer });
    return value;
  }

  private hoist(target: Target, trail: readonly string[]): string {
    const id = `${target.source.name}#${jsonPointer(target.pointer)}`;
    let name = this.hoisted.get(id);
    if (!name) {
      const last = target.pointer[target.pointer.length - 1] ?? target.source.name.split(/[\\/]/).pop()!.replace(/(\.schema)?\.(ya?ml|json)$/, '');
      name = this.unique(String(last).replace(/[^A-Za-z0-9._-]/g, '') || 'Schema');
      this.hoisted.set(id, name);
      this.schemas[name] = this.copy(target.value, 'schema', target.source, target.pointer, trail);
    }
    return name;
  }

  private unique(name: string): string {
    let candidate = name;
    for (let number = 2; this.names.has(candidate); number++) {
      candidate = `${name}${number}`;
    }
    this.names.add(candidate);
    return candidate;
  }

  private discriminator(value: any, source: Source, at: Pointer, trail: readonly string[]): any {
    const mapping = asObject(value).mapping;
    if (!isObject(mapping)) {
      return value;
    }
    const entries = Object.entries(mapping).map(([key, ref]) => {
      if (typeof ref !== 'string' || !/[#/]/.test(ref)) {
        return [key, ref];
      }
      const target = this.resolve(ref, source, [...at, 'mapping', key]);
      return [key, !target || target.source === this.root ? ref : `#/components/schemas/${this.hoist(target, trail)}`];
    });
    return { ...value, mapping: Object.fromEntries(entries) };
  }

  private resolve(ref: string, source: Source, at: Pointer): Target | undefined {
    const complain = (problem: string) => {
      this.faults.push(source.fault(at, `$ref '${ref}' ${problem}`));
      return undefined;
    };
    const [file, fragment = ''] = ref.split('#', 2);
    if (/^[a-z][a-z0-9+.-]+:/i.test(file)) {
      return complain('is an address: synthesis reads files only. Save it beside the document and refer to the file');
    }
    const pointer = parsePointer(fragment);
    if (!pointer) {
      return complain('names an anchor; give the JSON pointer of the schema instead (#/components/schemas/…)');
    }
    const target = file === '' ? source : this.open(join(dirname(source.name), file));
    if (!target) {
      return complain('is dangling: there is no such file');
    }
    if (target.faults.length > 0) {
      return undefined;
    }
    const value = valueAt(target.value, pointer);
    return value === undefined ? complain('is dangling: there is nothing at that place') : { source: target, pointer, value };
  }

  private open(name: string): Source | undefined {
    if (!this.sources.has(name)) {
      // What is kept in memory is in one piece: it has no folder in which another file could be.
      const there = this.root.name !== '' && !isKept(this.root.name) && documentExists(name);
      const source = there ? Source.read(name) : undefined;
      this.faults.push(...(source?.faults ?? []));
      this.sources.set(name, source);
    }
    return this.sources.get(name);
  }
}
