import { Findings } from '../model';
import { runReaders } from '../reader';
import { alarms } from './alarms';
import { backups } from './backups';
import { balancers } from './balancers';
import { compute } from './compute';
import { costs } from './costs';
import { databases } from './databases';
import { firewalls } from './firewall';
import { flows } from './flows';
import { gateways } from './gateway';
import { guards } from './guards';
import { keyedStores } from './keyed-stores';
import { keysAndSecrets } from './keys-secrets';
import { logs } from './logs';
import { messaging } from './messaging';
import { networks } from './network';
import { objects } from './objects';
import { openEdges } from './open-edges';
import { otherStores } from './other-stores';
import { permissions } from './permissions';
import { quiet } from './quiet';

/** Stores come before networks: who may log in to what is reached is asked of them. Flows come after permissions: they follow from them. */
const READERS = [
  databases, keyedStores, objects, messaging, keysAndSecrets, otherStores, backups, gateways, firewalls, balancers, networks, openEdges, compute, logs,
  alarms, guards, permissions, flows, costs, quiet,
];

/** What a reviewer has to know of the resources of this cloud in resolved Terraform. */
export function readAws(tf: any): Findings {
  return runReaders('aws_', READERS, tf);
}
