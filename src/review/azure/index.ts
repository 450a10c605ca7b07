import { Findings } from '../model';
import { Reader, runReaders } from '../reader';
import { alarms } from './alarms';
import { backups } from './backups';
import { caches } from './caches';
import { compute } from './compute';
import { cosmos } from './cosmos';
import { databases } from './databases';
import { guards } from './guards';
import { logs } from './logs';
import { messaging } from './messaging';
import { registries } from './registries';
import { sqlServers } from './sql-servers';
import { storage } from './storage';
import { vaults } from './vaults';

const READERS: Reader[] = [databases, sqlServers, cosmos, caches, storage, messaging, registries, vaults, backups, compute, logs, alarms, guards];

/** What a reviewer asks of a stack on Azure. */
export function readAzure(tf: any): Findings {
  return runReaders('azurerm_', READERS, tf);
}
