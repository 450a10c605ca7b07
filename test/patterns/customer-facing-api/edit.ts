/** Takes `path` (`settings.ip_configuration`, list positions as numbers) out of a resource. */
export function drop(body: any, path: string): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((inner, key) => inner[key], body);
  if (!(last in parent)) { throw new Error(`there is no ${path} to take out`); }
  if (Array.isArray(parent)) { parent.splice(Number(last), 1); } else { delete parent[last]; }
}

/** Sets `path` of a resource to `value`. */
export function put(body: any, path: string, value: any): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  keys.reduce((inner, key) => inner[key], body)[last] = value;
}

/** Takes elements out of a list in place; there must be one. */
export function without(list: any[], which: (element: any) => boolean): void {
  const kept = list.filter((element) => !which(element));
  if (kept.length === list.length) { throw new Error('there is nothing to take out'); }
  list.splice(0, list.length, ...kept);
}

/** Text of a file as the program reads it: Terraform turns `$${` and `%%{` of a literal into `${` and `%{`. */
export function literal(text: string): string {
  return text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

/** The other way round. */
export function escaped(text: string): string {
  return text.replace(/\$\{/g, '$${').replace(/%\{/g, '%%{');
}
