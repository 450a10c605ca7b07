import { Check } from './rules';
import { cidrRange, flag, isSet, isUnresolved, listOf, numeric, seconds, show, text, texts } from './rule-values';

/** Small makers of checks. Each judges only what is written and known. */

/** Every text must match. `form` completes "is not ...". */
export function pattern(form: RegExp, description: string): Check {
  return each((value) => (typeof value === 'string' && !form.test(value) ? `${show(value)} is not ${description}` : undefined));
}

/** No text may match. `description` completes "must not ...". */
export function never(form: RegExp, description: string): Check {
  return each((value) => (typeof value === 'string' && form.test(value) ? `${show(value)} must not ${description}` : undefined));
}

/** Number of characters. */
export function length(min: number, max: number): Check {
  return each((value) => {
    const size = typeof value === 'string' ? [...value].length : undefined;
    return size !== undefined && (size < min || size > max) ? `${show(value)} has ${size} characters, allowed are ${min} to ${max}` : undefined;
  });
}

/** Number of elements of a list, or of keys of a map. */
export function count(min: number, max: number, what = 'entries'): Check {
  return (value) => {
    if (!isSet(value) || typeof value !== 'object') {
      return undefined;
    }
    const size = Array.isArray(value) ? value.length : Object.keys(value).length;
    return size < min || size > max ? `has ${size} ${what}, allowed are ${min} to ${max}` : undefined;
  };
}

/** Inclusive bounds of a number. */
export function range(min: number, max: number, unit = ''): Check {
  return each((value) => {
    const found = numeric(value);
    return found !== undefined && (found < min || found > max) ? `${found} is not within ${min} and ${max}${unit && ` ${unit}`}` : undefined;
  });
}

/** One of a fixed list. */
export function oneOf(...allowed: (string | number)[]): Check {
  const set = new Set(allowed.map(String));
  return each((value) => (isScalar(value) && !set.has(String(value)) ? `${show(value)} is not one of ${allowed.join(', ')}` : undefined));
}

/** None of a fixed list. */
export function noneOf(...refused: (string | number)[]): Check {
  const set = new Set(refused.map(String));
  return each((value) => (isScalar(value) && set.has(String(value)) ? `${show(value)} is not accepted` : undefined));
}

/** A multiple of a step. */
export function step(size: number, unit = ''): Check {
  return each((value) => {
    const found = numeric(value);
    return found !== undefined && found % size !== 0 ? `${found} is not a multiple of ${size}${unit && ` ${unit}`}` : undefined;
  });
}

/** Where the argument is set (and not false), the others must be too, in the same block. */
export function requires(...others: string[]): Check {
  return (value, block) => {
    const missing = isOn(value) ? others.filter((other) => !isSet(block[other])) : [];
    return missing.length > 0 ? `is set without ${missing.join(', ')}` : undefined;
  };
}

/** Where the argument is set (and not false), the others must not be, in the same block. */
export function excludes(...others: string[]): Check {
  return (value, block) => {
    const present = isOn(value) ? others.filter((other) => isOn(block[other])) : [];
    return present.length > 0 ? `is set together with ${present.join(', ')}` : undefined;
  };
}

/** All of several arguments or none, in one block. Use it on the block itself. */
export function together(...names: string[]): Check {
  return (block) => {
    const present = names.filter((name) => isSet(block?.[name]));
    return present.length > 0 && present.length < names.length ? `has ${present.join(', ')} but not ${names.filter((name) => !present.includes(name)).join(', ')}` : undefined;
  };
}

/** Exactly one of several arguments in one block. Use it on the block itself. */
export function exactlyOne(...names: string[]): Check {
  return (block) => {
    const present = names.filter((name) => isOn(block?.[name]));
    return present.length === 1 ? undefined : `has ${present.length === 0 ? 'none' : present.join(' and ')} of ${names.join(', ')}, exactly one is needed`;
  };
}

/** The argument must be set. */
export const needed: Check = (value) => (isSet(value) ? undefined : 'is not set');

/** Applies a check only where other arguments of the same block have given values; `undefined` means not set. */
export function when(conditions: { readonly [argument: string]: readonly any[] }, check: Check): Check {
  return (value, block, context) => {
    const applies = Object.entries(conditions).every(([name, accepted]) => accepted.some((one) => matches(block[name], one)));
    return applies ? check(value, block, context) : undefined;
  };
}

/** Joins checks: the first problem counts. */
export function all(...checks: Check[]): Check {
  return (value, block, context) => {
    for (const check of checks) {
      const problem = check(value, block, context);
      if (problem) {
        return problem;
      }
    }
    return undefined;
  };
}

/** A number that must not exceed another argument of the block. */
export function notAfter(other: string, distance = 0): Check {
  return (value, block) => {
    const [low, high] = [numeric(value), numeric(block[other])];
    return low !== undefined && high !== undefined && low + distance > high
      ? `${low} leaves less than ${distance} to ${other}, which is ${high}` : undefined;
  };
}

/** An IPv4 block without host bits. */
export function cidr(minPrefix = 0, maxPrefix = 32): Check {
  return each((value) => {
    if (typeof value !== 'string' || value.includes(':')) {
      return undefined;
    }
    const found = cidrRange(value);
    if (!found) {
      return `${show(value)} is not an address block such as 10.0.0.0/24`;
    }
    if (found.hostBits) {
      return `${show(value)} has bits set beyond its prefix`;
    }
    return found.prefix < minPrefix || found.prefix > maxPrefix ? `/${found.prefix} is not within /${minPrefix} and /${maxPrefix}` : undefined;
  });
}

/** An ARN of a service. `resource` is what its last part must look like. */
export function arn(service: string, resource = /./): Check {
  return each((value) => {
    const match = typeof value === 'string' ? /^arn:aws[a-z-]*:([a-z0-9-]+):[a-z0-9-]*:(\d{12}|aws)?:(.+)$/.exec(value) : null;
    const good = match && match[1] === service && resource.test(match[3]);
    return typeof value === 'string' && !good ? `${show(value)} is not an ARN of ${service}` : undefined;
  });
}

/** An Azure resource id. `tail` is what follows the resource group, as `Microsoft.KeyVault/vaults`. */
export function azureId(tail: string): Check {
  const [provider, ...types] = tail.split('/');
  const form = new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${provider.replace('.', '\\.')}${types.map((type) => `/${type}/[^/]+`).join('')}$`);
  return each((value) => (typeof value === 'string' && !form.test(value) ? `${show(value)} is not the id of a ${tail}` : undefined));
}

/** A duration as the Google APIs write it: seconds with the unit, `30s`. */
export function duration(min = 0, max = Number.MAX_SAFE_INTEGER): Check {
  return each((value) => {
    if (!isScalar(value)) {
      return undefined;
    }
    const found = seconds(value);
    if (found === undefined) {
      return `${show(value)} is not a duration in seconds such as "30s"`;
    }
    return found < min || found > max ? `${show(value)} is not within ${min}s and ${max}s` : undefined;
  });
}

/** A share of one, not a percentage. */
export function fraction(max = 1): Check {
  return each((value) => {
    const found = numeric(value);
    return found !== undefined && found > max ? `${found} is meant as a share of one: 50 % is 0.5` : undefined;
  });
}

/** No two blocks of a list may agree in these arguments. Use it on the list. */
export function unique(...keys: string[]): Check {
  return (value) => {
    const seen = new Set<string>();
    for (const block of listOf(value)) {
      const key = keys.map((name) => block?.[name]);
      if (key.every(isSet) && !key.some(isUnresolved)) {
        const written = key.join(' ');
        if (seen.has(written)) {
          return `${keys.join(' and ')} ${show(written)} appears more than once`;
        }
        seen.add(written);
      }
    }
    return undefined;
  };
}

/** No two resources of one type may agree in `key`; where it answers nothing, the resource is not compared. */
export function uniqueAcross(key: (resource: { readonly [argument: string]: any }) => string | undefined, what: string): Check {
  return (_value, _block, context) => {
    const mine = key(context.body);
    if (mine === undefined || isUnresolved(mine)) {
      return undefined;
    }
    const other = context.graph.all(context.type).find((entry) => entry.address !== context.address && key(entry.body) === mine);
    return other ? `${what} ${show(mine)} is taken by ${other.address} too` : undefined;
  };
}

/** Must be made after the resources of a type that are linked with it, though no reference says so. */
export function madeAfter(type: string, linked: (mine: { readonly [argument: string]: any }, theirs: { readonly [argument: string]: any }) => boolean): Check {
  return (_value, _block, context) => {
    const early = context.graph.all(type).find((entry) => linked(context.body, entry.body) && !context.graph.isAfter(context, entry));
    return early ? `can be made before ${early.address}` : undefined;
  };
}

function each(check: (value: any) => string | undefined): Check {
  return (value) => {
    for (const item of listOf(value)) {
      const problem = isUnresolved(item) ? undefined : check(item);
      if (problem) {
        return problem;
      }
    }
    return undefined;
  };
}

function isScalar(value: any): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isOn(value: any): boolean {
  return isSet(value) && flag(value) !== false;
}

function matches(value: any, accepted: any): boolean {
  if (accepted === undefined) {
    return !isSet(value);
  }
  if (accepted instanceof RegExp) {
    const found = text(value);
    return found !== undefined && accepted.test(found);
  }
  return typeof accepted === 'boolean' ? flag(value) === accepted : isSet(value) && (Array.isArray(value) ? texts(value) : [String(value)]).includes(String(accepted));
}
