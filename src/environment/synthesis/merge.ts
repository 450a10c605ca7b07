import { Tokenization } from 'cdktf';
import { deepMerge } from '../host';
import { Resolver } from './resolver';
import { isPlainKey } from './text';

/** Merges like the host, but appends to lists instead of copying them: a stack of thousands of `moved` blocks stays linear. `source` is used up. */
export function mergeResolved(target: any, source: any): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (Array.isArray(value)) {
      if (Array.isArray(target[key])) { for (const element of value) { target[key].push(element); } } else { target[key] = value; }
    } else if (isBlock(value)) {
      if (isBlock(target[key])) { mergeResolved(target[key], value); } else { deepMerge(target, { [key]: value }); }
    } else {
      target[key] = value;
    }
  }
}

/**
 * Merges overrides of the stack as they were given, since `undefined` takes away and a token replaces, and then resolves the places that
 * they touched. Nothing is merged after that, so nothing is copied either.
 */
export function mergeOverrides(target: any, overrides: any, resolver: Resolver): void {
  deepMerge(target, overrides);
  resolveTouched(target, overrides, resolver);
}

function resolveTouched(target: any, overrides: any, resolver: Resolver): void {
  for (const key of Object.keys(overrides)) {
    if (!(key in target)) { continue; }
    if (isBlock(overrides[key]) && isBlock(target[key]) && !Tokenization.isResolvable(overrides[key]) && Object.keys(overrides[key]).every(isPlainKey)) {
      resolveTouched(target[key], overrides[key], resolver);
    } else {
      replace(target, key, resolver.value({ [key]: target[key] }, true));
    }
  }
}

/** A key can be a token too. */
function replace(target: any, key: string, resolved: any): void {
  delete target[key];
  Object.assign(target, resolved);
}

function isBlock(value: any): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
