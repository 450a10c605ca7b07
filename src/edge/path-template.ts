/** Characters with a meaning in a regular expression, RE2 included. */
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Whether a path template has parameters. */
export function hasParameters(template: string): boolean {
  return template.includes('{');
}

/** Regular expression (RE2 and JavaScript) for a whole path, without anchors: a parameter is at least one character and no slash. */
export function templateRegex(template: string, group = '[^/]+'): string {
  return template.split(/(\{[^{}]+\})/).map((part) => (/^\{[^{}]+\}$/.test(part) ? group : part.replace(SPECIAL, '\\$&'))).join('');
}

/** Names of the parameters, in order. */
export function templateParameters(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]);
}

/** Order in which templates are tried: at the first segment that differs, plain text goes before part text before a parameter. */
export function compareTemplates(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = rank(left[index]) - rank(right[index]);
    if (difference !== 0) {
      return difference;
    }
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function rank(segment = ''): number {
  return !hasParameters(segment) ? 0 : /^\{[^{}]+\}$/.test(segment) ? 2 : 1;
}
