import { Shape, ValidatorParameter } from './plan';

/** What a request carries, undecoded. */
export interface RequestParts {
  /** Path parameters by name, still encoded. */
  readonly path: ReadonlyMap<string, string>;
  /** Query as name and value, decoded, in order. */
  readonly query: readonly (readonly [string, string])[];
  readonly headers: { readonly [name: string]: string | string[] | undefined };
}

/** The text of a parameter cannot be read; the message names no value. */
export class UnreadableParameter extends Error {}

/**
 * The value of a parameter as its schema sees it (RFC 6570 styles of OpenAPI), or `undefined` if the request has none.
 * `asText` prefers text where a value may be a text or a number.
 */
export function parameterValue(parameter: ValidatorParameter, request: RequestParts, asText: boolean): unknown {
  switch (parameter.in) {
    case 'path':
      return fromText(parameter, request.path.get(parameter.name), asText, decodePart);
    case 'header':
      return fromText(parameter, header(request, parameter.name), asText);
    case 'cookie':
      return fromText(parameter, cookie(request, parameter.name), asText, decodePart);
    default:
      return fromQuery(parameter, request.query, asText);
  }
}

function is(shape: Shape, type: string): boolean {
  return shape.types.includes(type);
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UnreadableParameter('is not encoded correctly');
  }
}

function header(request: RequestParts, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(',') : value;
}

function cookie(request: RequestParts, name: string): string | undefined {
  const pairs = (header(request, 'cookie') ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.filter((pair) => pair.startsWith(`${name}=`));
  if (found.length > 1) {
    throw new UnreadableParameter('is given more than once');
  }
  return found[0]?.slice(name.length + 1);
}

function fromText(parameter: ValidatorParameter, given: string | undefined, asText: boolean, decode: (text: string) => string = (text) => text): unknown {
  if (given === undefined) {
    return undefined;
  }
  if (parameter.style === 'content') {
    return json(decode(given));
  }
  const { shape, explode, name, style } = parameter;
  const compound = is(shape, 'array') || is(shape, 'object');
  let text = given;
  let separator = ',';
  if (style === 'label') {
    text = text.replace(/^\./, '');
    separator = explode ? '.' : ',';
  } else if (style === 'matrix') {
    separator = explode ? ';' : ',';
    text = text.replace(/^;/, '');
    text = explode && is(shape, 'array') ? text.split(';').map((part) => part.replace(`${name}=`, '')).join(';') : text.replace(`${name}=`, '');
  }
  if (!compound) {
    return coerce(decode(text), shape, asText);
  }
  const parts = text.split(separator).map((part) => part.trim());
  if (is(shape, 'array')) {
    return parts.map((part) => coerce(decode(part), shape.items, asText));
  }
  return entries(explode ? parts.map((part) => split(part)) : pairs(parts), shape, asText, decode);
}

function fromQuery(parameter: ValidatorParameter, query: RequestParts['query'], asText: boolean): unknown {
  const { name, shape, style, explode } = parameter;
  if (style === 'deepObject') {
    const given = query.filter(([key]) => key.startsWith(`${name}[`) && key.endsWith(']')).map(([key, value]) => [key.slice(name.length + 1, -1), value] as const);
    return given.length === 0 ? undefined : entries(given, shape, asText);
  }
  if (is(shape, 'object') && explode && style === 'form') {
    const given = query.filter(([key]) => Object.prototype.hasOwnProperty.call(shape.properties ?? {}, key));
    return given.length === 0 ? undefined : entries(given, shape, asText);
  }
  const values = query.filter(([key]) => key === name).map(([, value]) => value);
  if (values.length === 0) {
    return undefined;
  }
  if (is(shape, 'array') && explode && style !== 'content') {
    return values.map((value) => coerce(value, shape.items, asText));
  }
  if (values.length > 1) {
    throw new UnreadableParameter('is given more than once');
  }
  if (style === 'content') {
    return json(values[0]);
  }
  const separator = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
  if (is(shape, 'array')) {
    return values[0].split(separator).map((value) => coerce(value, shape.items, asText));
  }
  return is(shape, 'object') ? entries(pairs(values[0].split(separator)), shape, asText) : coerce(values[0], shape, asText);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableParameter('is not JSON');
  }
}

function split(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}

function pairs(parts: readonly string[]): (readonly [string, string])[] {
  const result: (readonly [string, string])[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    result.push([parts[index], parts[index + 1] ?? '']);
  }
  return result;
}

function entries(given: readonly (readonly [string, string])[], shape: Shape, asText: boolean, decode: (text: string) => string = (text) => text): unknown {
  // no prototype: a name such as `__proto__` is a name like any other
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, value] of given) {
    const name = decode(key);
    if (name in result) {
      throw new UnreadableParameter('has a property more than once');
    }
    const property = shape.properties && Object.prototype.hasOwnProperty.call(shape.properties, name) ? shape.properties[name] : undefined;
    result[name] = coerce(decode(value), property, asText);
  }
  return result;
}

/** JSON's numbers only: no hexadecimal, no blanks, no Infinity. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function coerce(text: string, shape: Shape | undefined, asText: boolean): unknown {
  if (!shape || (asText && is(shape, 'string'))) {
    return text;
  }
  if ((is(shape, 'number') || is(shape, 'integer')) && NUMBER.test(text)) {
    return Number(text);
  }
  if (is(shape, 'boolean') && (text === 'true' || text === 'false')) {
    return text === 'true';
  }
  return text === '' && is(shape, 'null') ? null : text;
}
