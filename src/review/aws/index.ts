import { Findings } from '../model';
import { runReaders } from '../reader';
import { backups } from './backups';
import { balancers } from './balancers';
import { compute } from './compute';
import { databases } from './databases';
import { firewalls } from './firewall';
import { gateways } from './gateway';
import { keyedStores } from './keyed-stores';
import { keysAndSecrets } from './keys-secrets';
import { messaging } from './messaging';
import { networks } from './network';
import { objects } from './objects';
import { openEdges } from './open-edges';
import { permissions } from './permissions';

/** Stores come before networks: who may log in to what is reached is asked of them. */
const READERS = [databases, keyedStores, objects, messaging, keysAndSecrets, backups, gateways, firewalls, balancers, networks, openEdges, compute, permissions];

/** What a reviewer has to know of the resources of this cloud in resolved Terraform. */
export function readAws(tf: any): Findings {
  return runReaders('aws_', READERS, tf);
}
