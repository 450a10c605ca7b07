/** Inputs by their paths: `rateLimits.perClient.requests`. */

/** What stands at a path. */
export function inputAt(inputs: any, path: string): any {
  return path.split('.').reduce((node, step) => (isOpen(node) && Object.hasOwn(node, step) ? node[step] : undefined), inputs);
}

/** A copy of the inputs with another value at a path; objects on the way are made where there are none. `undefined` takes it out. */
export function withInput(inputs: any, path: string, value: any): any {
  const [step, ...rest] = path.split('.');
  const next = rest.length === 0 ? value : withInput(inputs?.[step], rest.join('.'), value);
  const { [step]: _, ...others } = inputs ?? {};
  return next === undefined ? others : { ...others, [step]: next };
}

/** Every path at which something stands, down to what is no plain object; an object without properties stands for itself. */
export function pathsOf(inputs: any, at = ''): string[] {
  if (!isOpen(inputs) || Object.keys(inputs).length === 0) { return at === '' || inputs === undefined ? [] : [at]; }
  return Object.keys(inputs).flatMap((step) => pathsOf(inputs[step], at === '' ? step : `${at}.${step}`));
}

/** Whether a path is another one or below it. */
export function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}.`);
}

function isOpen(value: any): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
