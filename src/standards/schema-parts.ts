/** A JSON Schema, as far as this project uses it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const NAME = '^[a-z](-?[a-z0-9])*$';
const HOST = '([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]';

/** A struct: no property besides these. */
export function struct(description: string, properties: { [name: string]: JsonSchema }, required: string[] = [], more: JsonSchema = {}): JsonSchema {
  return { type: 'object', description, properties, required, additionalProperties: false, ...more };
}

/** A list of at least `minItems`. */
export function listOf(description: string, items: JsonSchema, more: JsonSchema = {}): JsonSchema {
  return { type: 'array', description, items, ...more };
}

/** A name of ours: goes into the names of resources, so it keeps to what every cloud accepts. */
export function name(description: string, maxLength: number, example: string, more: JsonSchema = {}): JsonSchema {
  return {
    type: 'string',
    description: `${description} Lower case letters, digits and single dashes, beginning with a letter, 2 to ${maxLength} characters.`,
    minLength: 2,
    maxLength,
    pattern: NAME,
    examples: [example],
    ...more,
  };
}

/** A text of a form. */
export function text(description: string, pattern: string, example: string, more: JsonSchema = {}): JsonSchema {
  return { type: 'string', description, pattern, examples: [example], ...more };
}

/** One of a few texts. */
export function choice(description: string, values: readonly string[], more: JsonSchema = {}): JsonSchema {
  return { type: 'string', description, enum: values, ...more };
}

/** A whole number in a range. */
export function whole(description: string, minimum: number, maximum: number, example: number): JsonSchema {
  return { type: 'integer', description, minimum, maximum, examples: [example] };
}

/** A fully qualified DNS domain. */
export function domain(description: string, example: string, more: JsonSchema = {}): JsonSchema {
  return text(description, `^${HOST}$`, example, { maxLength: 190, ...more });
}

/** An e-mail address. */
export function email(description: string, example: string, more: JsonSchema = {}): JsonSchema {
  return text(description, `^[A-Za-z0-9._%+-]{1,64}@${HOST.replace(/a-z/g, 'A-Za-z')}$`, example, { maxLength: 190, ...more });
}

/** An https address without query and fragment. */
export function httpsUrl(description: string, example: string, more: JsonSchema = {}): JsonSchema {
  return text(description, `^https://${HOST}(:[0-9]{1,5})?(/[A-Za-z0-9._~%!$&'()*+,;=:@/-]*)?$`, example, { maxLength: 190, ...more });
}

/** A UUID. */
export function uuid(description: string, example: string): JsonSchema {
  return text(description, '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$', example);
}
