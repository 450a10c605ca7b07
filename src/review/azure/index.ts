import { Findings } from '../model';
import { Reader, runReaders } from '../reader';
import { alarms } from './alarms';
import { backups } from './backups';
import { caches } from './caches';
import { compute } from './compute';
import { cosmos } from './cosmos';
import { costs } from './costs';
import { databases } from './databases';
import { egress } from './egress';
import { exposed } from './exposed';
import { flows } from './flows';
import { frontDoor } from './front-door';
import { gateway } from './gateway';
import { guards } from './guards';
import { spreadSubnets, told } from './inline-subnets';
import { logs } from './logs';
import { machines } from './machines';
import { messaging } from './messaging';
import { monitorScopes } from './monitor-scopes';
import { otherStores } from './other-stores';
import { permissions } from './permissions';
import { quiet } from './quiet';
import { reachEdge } from './reach-edge';
import { reachNetwork } from './reach-network';
import { registries } from './registries';
import { sqlServers } from './sql-servers';
import { storage } from './storage';
import { tidy } from './tidy';
import { vaults } from './vaults';
import { written } from './written';

/** In this order: the last ones read what the others found. */
export const READERS: Reader[] = [
  databases, sqlServers, cosmos, caches, storage, messaging, registries, vaults, backups, otherStores, machines,
  compute, logs, alarms, guards, gateway, frontDoor, reachEdge, reachNetwork, egress, exposed, monitorScopes, written,
  // Flows are drawn from what the readers before them found.
  permissions, flows, costs, quiet, tidy,
];

/** What a reviewer asks of a stack on Azure. */
export function readAzure(tf: any): Findings {
  const { tf: spread, addresses } = spreadSubnets(tf);
  return told(runReaders('azurerm_', READERS, spread), addresses);
}
