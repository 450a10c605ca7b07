import { Mutant } from './environments';

/** Every place of a value that holds no further value. */
function leavesOf(value: any, at: string[] = []): string[][] {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) { return [at]; }
  return Object.keys(value).filter((key) => key !== '//').flatMap((key) => leavesOf(value[key], [...at, key]));
}

function at(root: any, path: string[]): any {
  return path.reduce((node, key) => node[key], root);
}

function put(root: any, path: string[], value: any): void {
  const holder = at(root, path.slice(0, -1));
  const last = path[path.length - 1];
  if (value === undefined && Array.isArray(holder)) { holder.splice(Number(last), 1); } else if (value === undefined) { delete holder[last]; } else { holder[last] = value; }
}

function others(value: any): any[] {
  switch (typeof value) {
    case 'boolean': return [!value];
    case 'number': return [0, value * 10 + 1];
    case 'string': return [`${value}x`, ''];
    default: return ['x'];
  }
}

/** Each argument of each resource changed in every way of its kind, and taken away. */
export function changedArguments(terraform: any): Mutant[] {
  return Object.entries<any>(terraform.resource).flatMap(([type, named]) => Object.entries<any>(named).flatMap(([name, body]) => leavesOf(body).flatMap((path): Mutant[] => {
    const whole = ['resource', type, name, ...path];
    const label = `${type}.${name} ${path.join('.')}`;
    return [undefined, ...others(at(terraform, whole))].map((value) => ({ about: type, name: `${label} -> ${JSON.stringify(value)}`, mutate: (tf) => put(tf, whole, value) }));
  })));
}

/** Each resource removed, doubled under another name, and moved to another name. */
export function changedResources(terraform: any): Mutant[] {
  return Object.entries<any>(terraform.resource).flatMap(([type, named]) => Object.keys(named).flatMap((name): Mutant[] => [
    { about: type, name: `${type}.${name} removed`, mutate: (tf) => { delete tf.resource[type][name]; } },
    { about: type, name: `${type}.${name} doubled`, mutate: (tf) => { tf.resource[type][`${name}_again`] = tf.resource[type][name]; } },
    { about: type, name: `${type}.${name} renamed`, mutate: (tf) => { tf.resource[type][`${name}_other`] = tf.resource[type][name]; delete tf.resource[type][name]; } },
  ]));
}

const REFERENCE = /\$\{([a-z0-9_]+)\.([A-Za-z0-9_-]+)\.([a-z_]+)\}/;

/** Each reference to a resource pointed at another one of its type, or at what Groundwork does not manage. */
export function retargeted(terraform: any): Mutant[] {
  return Object.entries<any>(terraform.resource).flatMap(([type, named]) => Object.entries<any>(named).flatMap(([name, body]) => leavesOf(body).flatMap((path): Mutant[] => {
    const value = at(body, path);
    const found = typeof value === 'string' ? REFERENCE.exec(value) : null;
    if (!found) { return []; }
    const other = Object.keys(terraform.resource[found[1]] ?? {}).find((n) => n !== found[2]);
    const to = other ? value.replace(found[0], `\${${found[1]}.${other}.${found[3]}}`) : value.replace(found[0], 'arn:aws:other:::elsewhere');
    return [{ about: type, name: `${type}.${name} ${path.join('.')} -> ${to.slice(0, 60)}`, mutate: (tf) => put(tf, ['resource', type, name, ...path], to) }];
  })));
}

/** Each statement of each policy in a string widened: every action, every resource, everybody, no condition, allowed instead of denied. */
export function widenedPolicies(terraform: any): Mutant[] {
  return Object.entries<any>(terraform.resource).flatMap(([type, named]) => Object.entries<any>(named).flatMap(([name, body]) => Object.entries<any>(body)
    .flatMap(([argument, text]) => {
    const policy = typeof text === 'string' && /^\s*\{/.test(text) ? parsed(text) : undefined;
    if (!Array.isArray(policy?.Statement)) { return []; }
    return policy.Statement.flatMap((statement: any, i: number): Mutant[] => WIDER
      .filter(({ fits }) => fits(statement))
      .map(({ what, change }) => ({
        about: type, name: `${type}.${name} ${argument}.Statement.${i} ${what}`,
        mutate: (tf) => {
          const copy = parsed(tf.resource[type][name][argument]);
          change(copy.Statement[i]);
          tf.resource[type][name][argument] = JSON.stringify(copy);
        },
      })));
  })));
}

const WIDER: { readonly what: string; readonly fits: (s: any) => boolean; readonly change: (s: any) => void }[] = [
  { what: 'every action', fits: (s) => s.Effect === 'Allow' && s.Action !== '*', change: (s) => { s.Action = '*'; } },
  { what: 'every resource', fits: (s) => s.Effect === 'Allow' && s.Resource !== undefined && s.Resource !== '*', change: (s) => { s.Resource = '*'; } },
  { what: 'everybody', fits: (s) => s.Effect === 'Allow' && s.Principal !== undefined && s.Principal !== '*', change: (s) => { s.Principal = '*'; } },
  { what: 'no condition', fits: (s) => s.Condition !== undefined, change: (s) => { delete s.Condition; } },
  { what: 'allowed instead of denied', fits: (s) => s.Effect === 'Deny', change: (s) => { s.Effect = 'Allow'; } },
];

function parsed(text: string): any {
  try { return JSON.parse(text); } catch { return undefined; }
}

/** What is no resource: settings of Terraform, providers, outputs, data sources, modules, provisioners. */
export function aroundResources(terraform: any): Mutant[] {
  const [provider] = Object.keys(terraform.provider);
  return [
    { name: 'a data source', mutate: (tf) => { tf.data = { external: { run: { program: ['sh', '-c', 'id'] } } }; } },
    { name: 'a module', mutate: (tf) => { tf.module = { more: { source: 'git::https://git.example/module.git' } }; } },
    { name: 'another provider', mutate: (tf) => { tf.provider[`${provider}x`] = [{}]; } },
    { name: 'a setting of the provider', mutate: (tf) => { tf.provider[provider][0].skip_credentials_validation = true; } },
    { name: 'another version of the provider', mutate: (tf) => { Object.values<any>(tf.terraform.required_providers)[0].version = '1.0.0'; } },
    { name: 'another place of the state', mutate: (tf) => { tf.terraform.backend = { http: { address: 'https://elsewhere.example' } }; } },
    { name: 'an output', mutate: (tf) => { (tf.output ??= {}).more = { value: 'x' }; } },
    { name: 'a removed block', mutate: (tf) => { tf.removed = [{ from: 'x.y' }]; } },
    { name: 'an import block', mutate: (tf) => { tf.import = [{ to: 'x.y', id: 'z' }]; } },
    { name: 'a moved block', mutate: (tf) => { tf.moved = [{ from: 'x.y', to: 'x.z' }]; } },
    { name: 'a variable', mutate: (tf) => { (tf.variable ??= {}).more = { default: 'x' }; } },
    { name: 'a local value', mutate: (tf) => { tf.locals = { more: 'x' }; } },
  ];
}
