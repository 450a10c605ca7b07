import { Findings } from './model';

const CLOUDS: { readonly [prefix: string]: () => (tf: any) => Findings } = {
  aws: () => require('./aws').readAws,
  azurerm: () => require('./azure').readAzure,
  google: () => require('./google').readGoogle,
};

/** What the readers of the clouds in a stack find. A reader is loaded when its cloud occurs. */
export function findingsOf(terraform: any, under?: string): Findings {
  const tf = under ? within(terraform, under) : terraform;
  const types = Object.keys(tf.resource ?? {});
  const prefixes = [...new Set(types.map((t) => t.split('_')[0]))].sort();
  const all = prefixes.flatMap((prefix) => (CLOUDS[prefix] ? [read(prefix, tf)] : []));
  const join = <K extends keyof Findings>(key: K): Findings[K] => all.flatMap((f) => f[key] as any[]) as unknown as Findings[K];
  return {
    statements: join('statements'), reach: join('reach'), permissions: join('permissions'), flows: join('flows'), costs: join('costs'),
    unread: [...new Set([...join('unread'), ...types.filter((t) => !CLOUDS[t.split('_')[0]])])].sort(),
  };
}

/** The same content with the resources below one construct only. */
function within(terraform: any, under: string): any {
  const inside = (body: any) => `${body?.['//']?.metadata?.path ?? ''}/`.includes(`/${under}/`);
  const resource = Object.fromEntries(Object.entries<any>(terraform.resource ?? {})
    .map(([type, named]) => [type, Object.fromEntries(Object.entries<any>(named).filter(([, body]) => inside(body)))] as const)
    .filter(([, named]) => Object.keys(named).length > 0));
  return { ...terraform, resource };
}

function read(prefix: string, tf: any): Findings {
  try {
    return CLOUDS[prefix]()(tf);
  } catch (error: any) {
    if (error.code === 'MODULE_NOT_FOUND') { return { statements: [], reach: [], permissions: [], flows: [], costs: [], unread: [] }; }
    throw error;
  }
}
