import { ApiDocument, ApiOperation } from './api-document';
import { follow } from './follow';
import { asObject, isObject, walk } from './grammar';
import { losesKeyword, lowerSchema, LoweringContext } from './lower-schema';
import { jsonPointer, parsePointer, valueAt } from './source';

/** An OpenAPI 3.0 document for gateways that import one, and what was lost on the way to it, by operation. */
export interface Lowered {
  readonly document: any;
  readonly notes: string[];
}

/**
 * Makes the plainest OpenAPI 3.0 document that says the same: no vendor extensions, examples, servers, callbacks or security
 * (a gateway gets its own); references to `components.schemas` only, under names of letters and digits.
 */
export function lowerDocument(api: ApiDocument): Lowered {
  return new Lowering(api).run();
}

class Lowering implements LoweringContext {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly schemas: Record<string, any> = {};
  private readonly notes: string[] = [];
  /** Keywords lost by schema name, so that each operation that uses the schema is told. */
  private readonly lostBySchema = new Map<string, Set<string>>();
  private readonly usedBySchema = new Map<string, Set<string>>();
  private current = '';
  private lostHere = new Set<string>();
  private usedHere = new Set<string>();

  public constructor(private readonly api: ApiDocument) {}

  public run(): Lowered {
    const paths: Record<string, any> = {};
    for (const operation of this.api.operations) {
      paths[operation.path] ??= {};
      paths[operation.path][operation.method] = this.operation(operation);
    }
    const document: any = { openapi: '3.0.3', info: { title: this.api.title, version: this.api.version }, paths };
    if (Object.keys(this.schemas).length > 0) {
      document.components = { schemas: Object.fromEntries(Object.entries(this.schemas).sort(([a], [b]) => (a < b ? -1 : 1))) };
    }
    return { document, notes: this.notes };
  }

  public reference(ref: string): string {
    let name = this.names.get(ref);
    if (!name) {
      name = this.nameFor(ref);
      this.names.set(ref, name);
      this.component(name, valueAt(this.api.document, parsePointer(ref.slice(1)) ?? []));
    }
    this.usedHere.add(name);
    return '#' + jsonPointer(['components', 'schemas', name]);
  }

  public lost(keyword: string): void {
    this.lostHere.add(keyword);
  }

  public readOnly(property: any): boolean {
    return isObject(property) && (property.readOnly === true || asObject(follow(this.api.document, property)).readOnly === true);
  }

  public losesMeaning(schema: any): boolean {
    return this.loses(schema, new Set());
  }

  private loses(schema: any, seen: Set<string>): boolean {
    let found = false;
    walk(schema, 'schema', (node) => {
      if (found || !isObject(node)) {
        return false;
      }
      found = losesKeyword(node, this);
      if (!found && typeof node.$ref === 'string' && !seen.has(node.$ref)) {
        seen.add(node.$ref);
        found = this.loses(valueAt(this.api.document, parsePointer(node.$ref.slice(1)) ?? []), seen);
      }
      return !found;
    });
    return found;
  }

  private component(name: string, schema: any): void {
    const outer = { lost: this.lostHere, used: this.usedHere };
    this.lostHere = new Set();
    this.usedHere = new Set();
    this.schemas[name] = undefined;
    this.schemas[name] = lowerSchema(schema, this);
    this.lostBySchema.set(name, this.lostHere);
    this.usedBySchema.set(name, this.usedHere);
    this.lostHere = outer.lost;
    this.usedHere = outer.used;
  }

  private nameFor(ref: string): string {
    const last = (parsePointer(ref.slice(1)) ?? []).pop() ?? 'Schema';
    const base = last.replace(/[^A-Za-z0-9]/g, '') || 'Schema';
    let name = base;
    for (let number = 2; this.taken.has(name); number++) {
      name = `${base}${number}`;
    }
    this.taken.add(name);
    return name;
  }

  private operation(operation: ApiOperation): any {
    this.current = `${operation.method.toUpperCase()} ${operation.path}`;
    this.lostHere = new Set();
    this.usedHere = new Set();
    const stated = this.statement(operation);
    const result: any = { operationId: operation.id };
    if (typeof stated.summary === 'string') {
      result.summary = stated.summary;
    }
    const parameters = operation.parameters.map((parameter) => this.parameter(parameter)).filter(Boolean);
    if (parameters.length > 0) {
      result.parameters = parameters;
    }
    const body = this.body(operation, stated);
    if (body) {
      result.requestBody = body;
    }
    result.responses = this.responses(stated);
    if (isObject(stated.callbacks)) {
      this.note('callbacks are calls that the service makes: they are not part of the edge');
    }
    this.reportLost();
    return result;
  }

  private statement(operation: ApiOperation): any {
    const item = asObject(this.api.document.paths[operation.path]);
    return asObject(item[operation.method] ?? asObject(follow(this.api.document, item))[operation.method]);
  }

  private parameter(parameter: any): any {
    if (parameter.in === 'header' && ['accept', 'content-type', 'authorization'].includes(String(parameter.name).toLowerCase())) {
      return undefined;
    }
    const { name, in: place, required, style, explode, allowReserved } = parameter;
    const result: any = { name, in: place, ...(required === undefined ? {} : { required }) };
    if (isObject(parameter.content)) {
      const [[type, media]] = Object.entries(parameter.content);
      return { ...result, content: { [type]: { schema: lowerSchema(asObject(media).schema, this) } } };
    }
    const usual: Record<string, string> = { query: 'form', cookie: 'form', path: 'simple', header: 'simple' };
    return {
      ...result,
      ...(style === undefined || style === usual[place] ? {} : { style }),
      ...(explode === undefined ? {} : { explode }),
      ...(allowReserved === undefined ? {} : { allowReserved }),
      schema: lowerSchema(parameter.schema ?? {}, this),
    };
  }

  private body(operation: ApiOperation, stated: any): any {
    const request = follow(this.api.document, stated.requestBody);
    if (!isObject(request)) {
      return undefined;
    }
    if (['get', 'delete', 'head'].includes(operation.method)) {
      this.note(`a body with ${operation.method.toUpperCase()} has no meaning in HTTP (RFC 9110): the gateways are not told of it`);
      return undefined;
    }
    return { ...(request.required === true ? { required: true } : {}), content: this.content(request.content) };
  }

  private content(content: any): any {
    return Object.fromEntries(Object.entries(asObject(content)).map(([type, media]) => {
      const { schema } = asObject(media);
      return [type, schema === undefined ? {} : { schema: lowerSchema(schema, this) }];
    }));
  }

  private responses(stated: any): any {
    const result: Record<string, any> = {};
    for (const [status, given] of Object.entries(asObject(stated.responses))) {
      const response = asObject(follow(this.api.document, given));
      if (status.startsWith('x-')) {
        continue;
      }
      const content = this.content(response.content);
      result[status] = {
        description: typeof response.description === 'string' && response.description !== '' ? response.description : status,
        ...(Object.keys(content).length > 0 ? { content } : {}),
      };
    }
    return Object.keys(result).length > 0 ? result : { default: { description: 'Answer of the service' } };
  }

  private reportLost(): void {
    const lost = new Set(this.lostHere);
    const queue = [...this.usedHere];
    const seen = new Set(queue);
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      this.lostBySchema.get(name)?.forEach((keyword) => lost.add(keyword));
      for (const next of this.usedBySchema.get(name) ?? []) {
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    if (lost.size > 0) {
      this.note(`a gateway that reads OpenAPI 3.0 does not check ${[...lost].sort().join(', ')}`);
    }
  }

  private note(text: string): void {
    this.notes.push(`${this.current}: ${text}`);
  }
}
