import { isSet } from '../../clouds/rule-values';
import { Evidence, Findings } from '../model';
import { runReaders } from '../reader';
import { alarms } from './alarms';
import { backups } from './backups';
import { balancers } from './balancers';
import { compute } from './compute';
import { costs } from './costs';
import { databases } from './databases';
import { doors } from './doors';
import { firewalls } from './firewall';
import { flows } from './flows';
import { gateways } from './gateway';
import { guards } from './guards';
import { keyedStores } from './keyed-stores';
import { keysAndSecrets } from './keys-secrets';
import { logs } from './logs';
import { loose } from './loose';
import { messaging } from './messaging';
import { networks } from './network';
import { objects } from './objects';
import { openEdges } from './open-edges';
import { otherStores } from './other-stores';
import { permissions } from './permissions';
import { quiet } from './quiet';
import { sharing } from './sharing';
import { written } from './written';

/** Stores come before networks: who may log in to what is reached is asked of them. Flows come after permissions: they follow from them. */
const READERS = [
  databases, keyedStores, objects, messaging, keysAndSecrets, otherStores, written, backups, gateways, firewalls, balancers, networks, openEdges, doors, compute, logs,
  alarms, guards, permissions, loose, sharing, flows, costs, quiet,
];

/** What a reviewer has to know of the resources of this cloud in resolved Terraform. */
export function readAws(tf: any): Findings {
  return pointed(tf, runReaders('aws_', READERS, tf));
}

// What is absent cannot be pointed at: the claim is then at the resource itself.
function pointed(tf: any, found: Findings): Findings {
  const isThere = ({ address, argument }: Evidence): boolean => {
    if (argument === undefined) { return true; }
    const [dot, end] = [address.indexOf('.'), argument.indexOf('.')];
    const body = tf?.resource?.[address.slice(0, dot)]?.[address.slice(dot + 1)];
    return isSet(body?.[end < 0 ? argument : argument.slice(0, end)]);
  };
  const all = <T extends { readonly evidence: Evidence[] }>(rows: T[]): T[] => rows.map((row) => (
    row.evidence.every(isThere) ? row : { ...row, evidence: row.evidence.map((e) => (isThere(e) ? e : { address: e.address })) }));
  return {
    statements: all(found.statements), reach: all(found.reach), permissions: all(found.permissions), flows: all(found.flows), costs: all(found.costs), unread: found.unread,
  };
}
