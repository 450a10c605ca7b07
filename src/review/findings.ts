import { Findings } from './model';

const CLOUDS: { readonly [prefix: string]: () => (tf: any) => Findings } = {
  aws: () => require('./aws').readAws,
  azurerm: () => require('./azure').readAzure,
  google: () => require('./google').readGoogle,
};

/** What the readers of the clouds in a stack find. A reader is loaded when its cloud occurs. */
export function findingsOf(terraform: any, under?: string): Findings {
  const tf = { ...terraform, resource: ordered(terraform.resource, under) };
  const types = Object.keys(tf.resource ?? {});
  const prefixes = [...new Set(types.map((t) => t.split('_')[0]))].sort();
  const all = prefixes.flatMap((prefix) => (CLOUDS[prefix] ? [CLOUDS[prefix]()(tf)] : []));
  const join = <K extends keyof Findings>(key: K): Findings[K] => all.flatMap((f) => f[key] as any[]) as unknown as Findings[K];
  return {
    statements: join('statements'), reach: join('reach'), permissions: join('permissions'), flows: join('flows'), costs: join('costs'),
    unread: [...new Set([...join('unread'), ...types.filter((t) => !CLOUDS[t.split('_')[0]])])].sort(),
  };
}

/** Resources by type and name, so that nothing found depends on the order of the code; those below one construct only, if one is given. */
function ordered(resource: any, under?: string): any {
  const inside = (body: any) => under === undefined || `${body?.['//']?.metadata?.path ?? ''}/`.includes(`/${under}/`);
  return Object.fromEntries(sorted(resource)
    .map(([type, named]) => [type, Object.fromEntries(sorted(named).filter(([, body]) => inside(body)))] as const)
    .filter(([, named]) => Object.keys(named).length > 0));
}

function sorted(block: any): [string, any][] {
  return Object.keys(block ?? {}).sort().map((key) => [key, block[key]]);
}
