import { Construct, IConstruct } from 'constructs';
import { environmentOf } from '../../environment/environment-rules';
import { baseOf } from './base';
import { Access, reachPrivately } from './private-endpoint';

const made = new WeakMap<IConstruct, Access>();

/** The private way to the environment's vault, made for the first workload that reads a secret. */
export function reachVault(scope: Construct): Access {
  const environment = environmentOf(scope);
  const known = made.get(environment);
  if (known) { return known; }
  const base = baseOf(scope);
  const access = reachPrivately(new Construct(base, 'vault-access'), 'endpoint', { id: base.vault.id, part: 'vault', zone: 'vault', port: 443 });
  made.set(environment, access);
  return access;
}
