import { ApiOperation } from './api-document';
import { Bundle } from './bundle';
import { CLASSIFICATIONS, PersonalDataFinder } from './classification';
import { EndlessReferences } from './endless';
import { follow } from './follow';
import { asList, asObject, isObject, METHODS, walk } from './grammar';
import { accessOf, saysNothingOfSecurity, unknownSchemes } from './security';
import { DocumentFault, Pointer } from './source';

/** What a document says beyond its form: its operations, what is wrong with them, what must be reported. */
export interface Reading {
  readonly operations: ApiOperation[];
  readonly faults: DocumentFault[];
  readonly notes: string[];
}

const ID = /^[A-Za-z0-9_.:/ -]{1,200}$/;
const PURPOSE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

/** Reads all operations of a bundled document. */
export function readOperations(bundled: Bundle): Reading {
  return new Reader(bundled).read();
}

class Reader {
  private readonly document: any;
  private readonly operations: ApiOperation[] = [];
  private readonly faults: DocumentFault[] = [];
  private readonly notes: string[] = [];
  private readonly ids = new Map<string, string>();
  /** The document says nothing of security at all. */
  private readonly silent: boolean;
  private readonly finder: PersonalDataFinder;

  public constructor(private readonly bundled: Bundle) {
    this.document = bundled.document;
    this.silent = saysNothingOfSecurity(this.document);
    this.finder = new PersonalDataFinder(this.document);
  }

  public read(): Reading {
    const shapes = new Map<string, string>();
    this.schemes(this.document.security, ['security']);
    this.everywhere();
    for (const [path, item] of Object.entries(asObject(this.document.paths))) {
      if (path.startsWith('x-')) {
        continue;
      }
      const at: Pointer = ['paths', path];
      const shape = path.replace(/\{[^}]*\}/g, '{}');
      if (shapes.has(shape)) {
        this.fault(at, `is the same path as '${shapes.get(shape)}': parameter names do not tell paths apart`);
      }
      shapes.set(shape, path);
      this.path(path, item, at);
    }
    this.general();
    return { operations: this.operations, faults: this.faults, notes: this.notes };
  }

  private path(path: string, item: any, at: Pointer): void {
    if (!path.startsWith('/') || /[?#\s]/.test(path) || /[{}]/.test(path.replace(/\{[^{}/]+\}/g, ''))) {
      this.fault(at, `'${path}' is not a path template: it begins with '/', has no '?' or '#', and each parameter is in its own braces`);
    }
    // beside a `$ref` a path item may have operations of its own
    const target = asObject(follow(this.document, item));
    const merged = isObject(item) && item.$ref !== undefined ? { ...target, ...item } : target;
    for (const method of METHODS) {
      if (isObject(merged[method])) {
        this.operation(path, method, merged[method], merged, [...at, method]);
      }
    }
  }

  private operation(path: string, method: string, operation: any, item: any, at: Pointer): void {
    const id = this.id(path, method, operation, at);
    this.schemes(operation.security, [...at, 'security']);
    const access = accessOf(this.document, operation, this.silent);
    const label = `${method.toUpperCase()} ${path}`;
    this.notes.push(...access.notes.map((note) => `${label}: ${note}`));
    const parameters = this.parameters(path, operation, item, at);
    const body = this.body(operation, label);
    const personalData = this.personalData(operation, parameters, access.authenticated, at);
    this.operations.push({
      path,
      method,
      id,
      authenticated: access.authenticated,
      scopes: access.scopes,
      personalData,
      purpose: personalData ? operation['x-purpose'] : undefined,
      parameters,
      ...body,
    });
  }

  private id(path: string, method: string, operation: any, at: Pointer): string {
    const made = `${method}${path.replace(/[{}]/g, '').replace(/[^A-Za-z0-9]+(.)?/g, (_, next) => (next ?? '').toUpperCase())}`;
    const stated = typeof operation.operationId === 'string' ? operation.operationId : undefined;
    if (stated !== undefined && !ID.test(stated)) {
      this.fault([...at, 'operationId'], `'${stated}' must be 1 to 200 letters, digits and '_', '-', '.', ':', '/' or blanks: it names the operation in logs and limits`);
    }
    const id = stated ?? this.unused(made);
    const other = this.ids.get(id);
    if (other) {
      this.fault([...at, 'operationId'], `operationId '${id}' is already that of ${other}`);
    }
    this.ids.set(id, `${method.toUpperCase()} ${path}`);
    return id;
  }

  private unused(id: string): string {
    let candidate = id;
    for (let number = 2; this.ids.has(candidate); number++) {
      candidate = `${id}${number}`;
    }
    return candidate;
  }

  private parameters(path: string, operation: any, item: any, at: Pointer): any[] {
    const byKey = new Map<string, any>();
    for (const [owner, place] of [[item, at.slice(0, -1)], [operation, at]] as [any, Pointer][]) {
      const seen = new Set<string>();
      asList(owner.parameters).forEach((given, index) => {
        const parameter = follow(this.document, given);
        if (!isObject(parameter)) {
          return;
        }
        const key = `${parameter.in} ${parameter.name}`;
        if (seen.has(key)) {
          this.fault([...place, 'parameters', index], `parameter '${parameter.name}' in ${parameter.in} is given twice`);
        }
        seen.add(key);
        byKey.set(key, parameter);
      });
    }
    this.pathParameters(path, byKey, at);
    return [...byKey.values()];
  }

  private pathParameters(path: string, byKey: ReadonlyMap<string, any>, at: Pointer): void {
    const inTemplate = [...path.matchAll(/\{([^{}/]+)\}/g)].map((match) => match[1]);
    for (const name of new Set(inTemplate)) {
      if (inTemplate.indexOf(name) !== inTemplate.lastIndexOf(name)) {
        this.fault(at, `path parameter '${name}' is twice in '${path}'`);
      }
      const parameter = byKey.get(`path ${name}`);
      if (!parameter) {
        this.fault(at, `path parameter '${name}' of '${path}' is not declared under parameters (in: path)`);
      } else if (parameter.required !== true) {
        this.fault(at, `path parameter '${name}' must have 'required: true'`);
      }
    }
    for (const parameter of byKey.values()) {
      if (parameter.in === 'path' && !inTemplate.includes(parameter.name)) {
        this.fault(at, `path parameter '${parameter.name}' is not in the path '${path}'`);
      }
    }
  }

  private body(operation: any, label: string): Pick<ApiOperation, 'bodySchema' | 'bodyRequired' | 'contentTypes'> {
    const request = asObject(follow(this.document, operation.requestBody));
    const contentTypes = Object.keys(asObject(request.content));
    const json = contentTypes.filter((type) => /^application\/([\w.-]+\+)?json(;|$)/i.test(type));
    const others = contentTypes.filter((type) => !json.includes(type));
    if (others.length > 0) {
      this.notes.push(`${label}: bodies of ${others.join(', ')} pass the edge without validation against a schema; only JSON is validated`);
    }
    const [first] = json;
    const schemas = new Set(json.map((type) => JSON.stringify(asObject(request.content[type]).schema)));
    if (schemas.size > 1) {
      this.notes.push(`${label}: ${json.join(', ')} have different schemas; bodies are validated against that of ${first}`);
    }
    return { bodySchema: first ? asObject(request.content[first]).schema : undefined, bodyRequired: request.required === true, contentTypes };
  }

  private personalData(operation: any, parameters: readonly any[], authenticated: boolean, at: Pointer): boolean {
    const purpose = operation['x-purpose'];
    const mark = operation['x-personal-data'];
    if (purpose !== undefined && (typeof purpose !== 'string' || !PURPOSE.test(purpose))) {
      this.fault([...at, 'x-purpose'], `'${purpose}' is not a purpose: letters, digits, '.', '_', ':' and '-', at most 100`);
    }
    if (mark !== undefined && typeof mark !== 'boolean') {
      this.fault([...at, 'x-personal-data'], 'must be true or false');
    }
    if (mark === false && purpose !== undefined) {
      this.fault([...at, 'x-purpose'], 'names a purpose although `x-personal-data: false` says that no personal data is processed');
    }
    const found = mark ?? (purpose !== undefined || this.finder.reaches(operation, 'operation')
      || parameters.some((parameter) => this.finder.reaches(parameter, 'parameter')));
    if (found && !authenticated) {
      this.fault([...at, 'security'], 'processes personal data but asks for no token: consent is carried by a token, so nobody could be let in rightly');
    }
    return found === true;
  }

  private schemes(security: any, at: Pointer): void {
    for (const name of unknownSchemes(this.document, security)) {
      this.fault(at, `security scheme '${name}' is not defined under components.securitySchemes`);
    }
  }

  private everywhere(): void {
    const endless = new EndlessReferences(this.document);
    walk(this.document, 'document', (node, _, at) => {
      if (isObject(node) && typeof node.$ref === 'string' && endless.leadsToItself(node.$ref)) {
        this.fault([...at, '$ref'], `$ref '${node.$ref}' leads back to itself without an end`);
      }
      const value = isObject(node) ? node['x-data-classification'] : undefined;
      if (value !== undefined && !CLASSIFICATIONS.includes(value)) {
        this.fault([...at, 'x-data-classification'], `'${value}' is not a classification: ${CLASSIFICATIONS.join(', ')}`);
      }
    });
  }

  private general(): void {
    if (this.silent) {
      this.notes.push('security: the document states none, so every operation requires a token (say `security: []` on those that anybody may call)');
    }
    if (asList(this.document.servers).length > 0) {
      this.notes.push('servers: the addresses in the document are not used; the edge serves the paths under the host name of the environment, without a base path');
    }
    if (Object.keys(asObject(this.document.webhooks)).length > 0) {
      this.notes.push('webhooks: calls that the service makes are not part of the edge');
    }
    if (this.operations.length === 0 && this.faults.length === 0) {
      this.fault(['paths'], 'the document has no operation: there is nothing to serve');
    }
  }

  private fault(at: Pointer, problem: string): void {
    this.faults.push(this.bundled.fault(at, problem));
  }
}
