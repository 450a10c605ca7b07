import { normalize } from 'path';
import { documentExists } from '../documents';
import { GroundworkError } from '../errors';
import { bundle } from './bundle';
import { personalFields } from './classification';
import { isObject } from './grammar';
import { readOperations } from './operations';
import { faultsError, Source } from './source';
import { structureFaults } from './structure';

/** One operation (method and path) of an OpenAPI document. */
export interface ApiOperation {
  /** Path template as in the document: `/orders/{orderId}`. */
  readonly path: string;
  /** Lower case HTTP method. */
  readonly method: string;
  /** `operationId`, or one made from method and path; unique within the document. */
  readonly id: string;
  /** Whether callers need a token: always, unless the document says `security: []`. */
  readonly authenticated: boolean;
  /** Scopes that the token needs, all of them. */
  readonly scopes: string[];
  /**
   * Whether the operation processes personal data: `x-personal-data: true`, an `x-purpose`, or an `x-data-classification` of
   * `personal` or `special-category` on anything it takes or answers. `x-personal-data: false` overrules.
   */
  readonly personalData: boolean;
  /** Purpose that must be consented to (`x-purpose`), if the operation names one. */
  readonly purpose?: string;
  /** Parameters in OpenAPI form, those of the path included. References in their schemas are those of `ApiDocument.document`. */
  readonly parameters: any[];
  /** JSON Schema of the JSON request body, if it has one. References in it are those of `ApiDocument.document`. */
  readonly bodySchema?: any;
  /** Whether a body is required. */
  readonly bodyRequired: boolean;
  /** Media types of the request body, as in the document. Empty without a body. */
  readonly contentTypes: string[];
}

/** An OpenAPI 3.0 or 3.1 document, read, checked and in one piece. */
export class ApiDocument {
  /**
   * Reads an OpenAPI 3.0 or 3.1 document (YAML or JSON) and every file it refers to.
   *
   * @param path of the file, relative to the working directory.
   * @throws one error with every fault and its place (`file:line:column`).
   */
  public static fromFile(path: string): ApiDocument {
    if (!documentExists(path)) {
      throw new GroundworkError(`OpenAPI document ${path}`, [{ where: path, problem: 'there is no such file', mend: '' }]);
    }
    return new ApiDocument(Source.read(normalize(path)));
  }

  /**
   * The same from an object. References to other files are faults.
   *
   * @throws one error with every fault and its JSON pointer.
   */
  public static fromObject(document: any): ApiDocument {
    return new ApiDocument(Source.of('', document));
  }

  public readonly title: string;
  public readonly version: string;
  /** `3.0` or `3.1`. */
  public readonly openapi: string;
  public readonly operations: ApiOperation[];
  /** The document with every `$ref` that leaves the file brought in; internal ones stay. */
  public readonly document: any;
  /** Names of the properties and parameters that the document classifies as personal (`x-data-classification`), sorted. */
  public readonly personalFields: string[];
  /** What the document says that no edge enforces in these words, by operation: reported, never dropped in silence. */
  public readonly notes: string[];

  private constructor(source: Source) {
    const title = source.name ? `OpenAPI document ${source.name}` : 'OpenAPI document';
    if (source.faults.length > 0) {
      throw faultsError(title, source.faults);
    }
    this.openapi = versionOf(source, title);
    const bundled = bundle(source);
    const form = structureFaults(bundled, this.openapi);
    const reading = readOperations(bundled);
    const faults = [...bundled.faults, ...form, ...reading.faults];
    if (faults.length > 0) {
      throw faultsError(title, faults);
    }
    this.document = bundled.document;
    this.title = bundled.document.info.title;
    this.version = String(bundled.document.info.version);
    this.operations = reading.operations;
    this.notes = reading.notes;
    this.personalFields = personalFields(bundled.document);
  }
}

function versionOf(source: Source, title: string): string {
  const document = source.value;
  if (!isObject(document)) {
    throw faultsError(title, [source.fault([], 'is not an OpenAPI document: it must be an object')]);
  }
  const match = /^(3\.[01])\.\d+/.exec(String(document.openapi));
  if (!match) {
    const found = document.swagger ? `Swagger ${document.swagger}` : document.openapi ? `OpenAPI ${document.openapi}` : 'no version';
    throw faultsError(title, [source.fault([document.swagger ? 'swagger' : 'openapi'], `must be OpenAPI 3.0 or 3.1, found ${found}`)]);
  }
  return match[1];
}
