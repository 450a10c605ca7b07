/**
 * JSON with sorted keys and two spaces, byte for byte what the host writes (json-stable-stringify with `space: 2`,
 * which puts the brackets of an empty list or object on two lines).
 */
export function stringify(value: any, indent = ''): string {
  if (value === null || typeof value !== 'object') { return JSON.stringify(value); }
  if (typeof value.toJSON === 'function') { return stringify(value.toJSON(), indent); }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[${value.map((v) => `\n${inner}${stringify(v === undefined ? null : v, inner)}`).join(',')}\n${indent}]`;
  }
  const rows = Object.keys(value).sort().filter((k) => value[k] !== undefined)
    .map((k) => `\n${inner}${JSON.stringify(k)}: ${stringify(value[k], inner)}`);
  return `{${rows.join(',')}\n${indent}}`;
}
