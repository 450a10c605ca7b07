import { Entry } from '../../clouds/rule-graph';
import { blocksOf } from '../../clouds/rule-values';
import { Verb } from '../model';
import { Grants } from './grants';
import { AzureStack } from './stack';
import { table, valuesAt } from './values';

const GRANT = /\bGRANT\s+([A-Z][A-Z, ]*?)\s+ON\s+(?:ALL\s+)?(\w+)[^;]*?\bTO\s+"?([\w-]+)"?\s*;/gi;
const LABEL = /SECURITY\s+LABEL[^;]*?ON\s+ROLE\s+"?([\w-]+)"?\s+IS\s+'[^']*oid=([^,']+)/gi;
const VERBS: { readonly [privilege: string]: Verb } = table({
  SELECT: 'read', INSERT: 'write', UPDATE: 'write', DELETE: 'delete', TRUNCATE: 'delete', CONNECT: 'use', USAGE: 'use', EXECUTE: 'invoke', CREATE: 'write', ALL: 'administer', 'ALL PRIVILEGES': 'administer',
});

/** Rights within databases that a job gives by SQL: its statements are in the environment of its container. */
export function sqlGrants(stack: AzureStack, grants: Grants): void {
  for (const job of stack.graph.all('azurerm_container_app_job')) {
    const values = blocksOf(valuesAt(job.body, 'template.container.env')).map((env) => env.value).filter((value): value is string => typeof value === 'string');
    const sql = values.filter((value) => /\bGRANT\b|\bSECURITY\s+LABEL\b/i.test(value)).join('\n');
    if (!sql) { continue; }
    const server = values.map((value) => stack.find(value)).find((found) => found?.type === 'azurerm_postgresql_flexible_server');
    const logins = new Map([...sql.matchAll(LABEL)].map(([, role, id]): [string, Entry | undefined] => [role, stack.find(id)]));
    for (const [, list, on, role] of sql.matchAll(GRANT)) {
      const privileges = list.split(',').map((p) => p.trim().toUpperCase()).filter((p) => p !== '');
      const identity = logins.get(role);
      const all = privileges.some((p) => p.startsWith('ALL'));
      const anyone = role.toUpperCase() === 'PUBLIC';
      grants.add({
        principal: identity?.address ?? (anyone ? 'whoever may log in' : `database role ${role}`), verbs: privileges.map((p) => VERBS[p] ?? 'other'),
        actions: privileges.map((p) => `${p} on ${on.toLowerCase()}`), resource: server?.address ?? 'a database elsewhere', wildcard: all, weak: all || anyone,
        evidence: [{ address: job.address, argument: 'template.container.env' }],
      });
    }
  }
}
