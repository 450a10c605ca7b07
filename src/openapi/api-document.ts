// Draft of the public surface; completed in this folder.

/** One operation (method and path) of an OpenAPI document. */
export interface ApiOperation {
  /** Path template as in the document: `/orders/{orderId}`. */
  readonly path: string;
  /** Lower case HTTP method. */
  readonly method: string;
  /** `operationId`, or one made from method and path; unique within the document. */
  readonly id: string;
  /** Whether callers need a token. */
  readonly authenticated: boolean;
  /** Scopes that the token needs, all of them. */
  readonly scopes: string[];
  /** Whether the operation processes personal data (`x-personal-data: true` or an `x-data-classification`). */
  readonly personalData: boolean;
  /** Purpose that must be consented to (`x-purpose`), if the operation names one. */
  readonly purpose?: string;
  /** Dereferenced parameters, in OpenAPI form. */
  readonly parameters: any[];
  /** Dereferenced JSON Schema of the JSON request body, if it has one. */
  readonly bodySchema?: any;
  /** Whether a body is required. */
  readonly bodyRequired: boolean;
}

export declare class ApiDocument {
  /** Reads an OpenAPI 3.0 or 3.1 document (YAML or JSON); every fault is reported at once, with its place. */
  public static fromFile(path: string): ApiDocument;
  /** The same from an object. */
  public static fromObject(document: any): ApiDocument;
  public readonly title: string;
  public readonly version: string;
  /** `3.0` or `3.1`. */
  public readonly openapi: string;
  public readonly operations: ApiOperation[];
  /** The document with every `$ref` that leaves the file brought in; internal ones stay. */
  public readonly document: any;
  /** Names of the properties and parameters that the document classifies as personal (`x-data-classification`), sorted. */
  public readonly personalFields: string[];
}
