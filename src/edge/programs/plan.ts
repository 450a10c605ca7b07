/** The types that a text may have to be turned into: of the value itself, of its items, of its properties. */
export interface Shape {
  readonly types: readonly string[];
  readonly items?: Shape;
  readonly properties?: { readonly [name: string]: Shape };
}

/** One parameter of an operation. */
export interface ValidatorParameter {
  readonly name: string;
  /** `path`, `query`, `header` or `cookie`. */
  readonly in: string;
  readonly required: boolean;
  /** Style of OpenAPI, or `content` for JSON in a parameter. */
  readonly style: string;
  readonly explode: boolean;
  readonly shape: Shape;
  readonly schema: any;
}

/** One operation. */
export interface ValidatorRoute {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly ValidatorParameter[];
  readonly body?: any;
  readonly bodyRequired: boolean;
  readonly contentTypes: readonly string[];
}

/** What a gateway that checks bodies itself asks of the validator: parameters alone, by `METHOD /template`. */
export interface ParameterPlan {
  readonly routes: { readonly [route: string]: ValidatorRoute };
  readonly $defs: { readonly [name: string]: any };
}

/** Everything that the validator reads; most specific route first. */
export interface ValidatorPlan {
  readonly routes: readonly ValidatorRoute[];
  readonly $defs: { readonly [name: string]: any };
}
