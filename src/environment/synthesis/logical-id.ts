import * as crypto from 'crypto';
import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

const HIDDEN = 'Default';
const HIDDEN_FROM_READERS = 'Resource';
const MOST_READABLE = 240;
const MOST = 255;
const DIGEST = 8;

/** The name that the host gives to `element` in Terraform, without the host's many lists on the way; undefined where it refuses to. */
export function logicalIdOf(element: TerraformElement): string | undefined {
  const ids: string[] = [];
  for (let at: IConstruct | undefined = element; at && !TerraformStack.isStack(at); at = at.node.scope) {
    if (at.node.id !== HIDDEN) { ids.unshift(at.node.id); }
  }
  if (ids.length === 0) { return undefined; }
  const alone = ids.length === 1 ? allowed(ids[0]) : undefined;
  return alone !== undefined && alone.length <= MOST ? alone : `${readable(ids)}_${digest(ids.join('/'))}`;
}

function readable(ids: string[]): string {
  const kept: string[] = [];
  for (const id of ids) {
    if (kept.length === 0 || !kept[kept.length - 1].endsWith(id)) { kept.push(id); }
  }
  return kept.filter((id) => id !== HIDDEN_FROM_READERS).map(allowed).join('_').slice(0, MOST_READABLE);
}

function allowed(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, '');
}

function digest(path: string): string {
  const whole = crypto.hash ? crypto.hash('md5', path) : crypto.createHash('md5').update(path).digest('hex');
  return whole.slice(0, DIGEST).toUpperCase();
}
