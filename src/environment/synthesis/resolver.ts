import { TerraformStack } from 'cdktf';
import { deepMerge, dependableOf, isReference, resolveTokens, tokenOf } from '../host';
import { isMoved, sortKeys } from '../stringify';
import { NOT_STRAIGHT } from './straight';
import { isPlain, isPlainKey, isPlainNumber } from './text';

const OPEN = '${TfToken[';
const CLOSE = ']}';

/**
 * Resolves what elements say in one walk. References between elements of one stack, which is nearly all there is, are resolved here;
 * every other token and whatever looks unusual is handed to the host, so that it means here what it means there.
 */
export class Resolver {
  /** Whether the keys of everything resolved since this was set are in order: what the host resolved is not. */
  public inOrder = true;
  private readonly stackName: string;

  /**
   * @param sort whether keys are to be in order, as they are written
   * @param straight whether to throw NOT_STRAIGHT where the host would be asked
   */
  public constructor(private readonly stack: TerraformStack, public readonly sort = false, public readonly straight = false) {
    this.stackName = stack.toString();
  }

  /**
   * What the host's resolution and merge make of `value`, as the value of an argument or, if `listed`, as an element of a list:
   * the host's merge copies objects, but never those in lists.
   */
  public value(value: any, listed = false): any {
    switch (typeof value) {
      case 'string': return isPlain(value) ? value : this.text(value, listed);
      case 'number': return isPlainNumber(value) ? value : this.byHost(value, listed);
      case 'boolean': case 'undefined': return value;
      case 'object': return value === null ? null : this.object(value, listed);
      default: return this.byHost(value, listed);
    }
  }

  /** The text that `value` becomes if it is nothing but literal text and references within the stack. */
  public textOf(value: string): string | undefined {
    if (isPlain(value)) { return value; }
    if (value.startsWith(OPEN) && value.endsWith(CLOSE)) {
      const whole = this.tokenText(value.slice(OPEN.length, -CLOSE.length));
      if (whole !== undefined) { return whole; }
    }
    return this.joined(value);
  }

  private text(value: string, listed: boolean): any {
    return this.textOf(value) ?? this.byHost(value, listed);
  }

  /** Texts around references. An expression of the user's own around one changes how it is written, and is left to the host. */
  private joined(value: string): string | undefined {
    const parts = value.split(OPEN);
    let text = parts[0];
    if (hasExpression(text)) { return undefined; }
    for (let i = 1; i < parts.length; i++) {
      const end = parts[i].indexOf(CLOSE);
      const token = end < 0 ? undefined : this.tokenText(parts[i].slice(0, end));
      const rest = parts[i].slice(end + CLOSE.length);
      if (token === undefined || hasExpression(rest)) { return undefined; }
      text += token + rest;
    }
    return isPlain(text) ? text : undefined;
  }

  private tokenText(key: string): string | undefined {
    const token = tokenOf(key);
    return token === undefined ? undefined : this.reference(token) ?? this.dependency(token);
  }

  private reference(token: any): string | undefined {
    const identifier = this.identifier(token);
    return identifier === undefined ? undefined : `\${${identifier}}`;
  }

  private identifier(token: any): string | undefined {
    if (!isReference(token) || token.crossStackIdentifier[this.stackName] || !isPlain(token.identifier)) { return undefined; }
    // What is in another stack was given an identifier here when this stack was prepared; on the straight way it was not.
    return this.straight && token.originStack && token.originStack !== this.stack ? undefined : token.identifier;
  }

  private dependency(token: any): string | undefined {
    const address = dependableOf(token);
    if (typeof address !== 'string' || !address.startsWith(OPEN)) { return undefined; }
    const target = tokenOf(address.slice(OPEN.length, -CLOSE.length));
    return target === undefined ? undefined : this.identifier(target);
  }

  private object(value: any, listed: boolean): any {
    if (Array.isArray(value)) { return this.list(value, listed); }
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) { return this.reference(value) ?? this.byHost(value, listed); }
    if (!isPlainObject(value)) { return this.byHost(value, listed); }
    const keys = this.sort ? sortKeys(Object.keys(value)) : Object.keys(value);
    const result: any = {};
    for (const key of keys) {
      if (!isPlainKey(key)) { return this.byHost(value, listed); }
      if (isMoved(key)) { this.inOrder = false; }
      const resolved = this.value(value[key], listed);
      if (resolved !== undefined) { result[key] = resolved; }
    }
    return result;
  }

  private list(values: any[], listed: boolean): any {
    if (values.some(isListToken)) { return this.byHost(values, listed); }
    const result: any[] = [];
    for (const value of values) {
      const resolved = this.value(value, true);
      if (resolved !== undefined) { result.push(resolved); }
    }
    return result;
  }

  private byHost(value: any, listed: boolean): any {
    if (this.straight) { throw NOT_STRAIGHT; }
    const resolved = resolveTokens(this.stack, value);
    if (typeof resolved === 'object') { this.inOrder = false; }
    return listed || resolved === null || typeof resolved !== 'object' ? resolved : deepMerge({}, { resolved }).resolved;
  }
}

/** Whether the host would take the object for what it is, not for a token or a construct. */
export function isPlainObject(value: any): boolean {
  return typeof value.resolve !== 'function' && value._children === undefined;
}

/** Whether the host may take the list that holds `value` for a list that it knows later. */
export function isListToken(value: any): boolean {
  return (typeof value === 'string' && value.includes('#{TfToken[')) || (typeof value === 'number' && !isPlainNumber(value));
}

function hasExpression(text: string): boolean {
  return text.includes('${') || text.includes('TfToken[');
}
