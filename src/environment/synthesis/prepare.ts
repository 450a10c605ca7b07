import { TerraformElement, TerraformStack } from 'cdktf';
import { dependableOf, elementsOf, ensureBackend, isReference, resolveTokens, tokenOf } from '../host';
import { plainElement, PlainElement } from './arguments';
import { isListToken, isPlainObject } from './resolver';
import { isPlain, isPlainKey, isPlainNumber } from './text';

const TOKEN = /\$\{TfToken\[([^\]]*)\]\}/g;

/**
 * What the host's `prepareStack()` is for: finds references to other stacks, which become outputs there and remote states here. The host
 * resolves every element for that; this looks through what the elements say, and has the host resolve, as preparing, only what is more
 * than text and references within the stack.
 */
export function prepareReferences(stack: TerraformStack): void {
  ensureBackend(stack);
  const search = new Search(stack);
  for (const element of elementsOf(stack)) { search.element(element); }
}

class Search {
  public constructor(private readonly stack: TerraformStack) {}

  public element(element: TerraformElement): void {
    const plain = plainElement(element);
    if (!plain || !this.arguments(plain)) { resolveTokens(this.stack, element.toTerraform(), true); }
  }

  /** Looks through the arguments; false where the host must do it, or say in its own words what is wrong. */
  private arguments({ attributes, shape, meta }: PlainElement): boolean {
    try {
      for (const key of shape.names) { this.value(attributes[key]); }
      this.value(meta);
      return true;
    } catch {
      return false;
    }
  }

  private value(value: any): void {
    switch (typeof value) {
      case 'string':
        if (!isPlain(value) && !this.isHarmless(value)) { this.byHost(value); }
        return;
      case 'number':
        if (!isPlainNumber(value)) { this.byHost(value); }
        return;
      case 'boolean': case 'undefined':
        return;
      case 'object':
        if (value !== null) { this.object(value); }
        return;
      default:
        this.byHost(value);
    }
  }

  private object(value: any): void {
    if (Array.isArray(value)) {
      if (value.some(isListToken)) { this.byHost(value); } else { for (const element of value) { this.value(element); } }
      return;
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      if (!this.staysHere(value)) { this.byHost(value); }
      return;
    }
    if (!isPlainObject(value)) {
      this.byHost(value);
      return;
    }
    for (const key in value) {
      if (!isPlainKey(key)) {
        this.byHost(value);
        return;
      }
      this.value(value[key]);
    }
  }

  private isHarmless(text: string): boolean {
    const rest = text.replace(TOKEN, (marker, key) => (this.staysHere(tokenOf(key)) ? '' : marker));
    return isPlain(rest);
  }

  private staysHere(token: any): boolean {
    if (token === undefined) { return false; }
    if (isReference(token)) { return (!token.originStack || token.originStack === this.stack) && isPlain(token.identifier); }
    const address = dependableOf(token);
    return typeof address === 'string' && this.isHarmless(address);
  }

  private byHost(value: any): void {
    resolveTokens(this.stack, value, true);
  }
}
