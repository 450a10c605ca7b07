import { Findings } from '../model';
import { Reader, runReaders } from '../reader';
import { costs } from './costs';
import { backups } from './data/backups';
import { caches, firestore } from './data/documents';
import { keys } from './data/keys';
import { buckets } from './data/objects';
import { messages, registries, secrets } from './data/services';
import { sql } from './data/sql';
import { warehouses } from './data/warehouses';
import { written } from './data/written';
import { armor } from './edge/armor';
import { gateways } from './edge/gateway';
import { entrances } from './edge/reach';
import { flows } from './flows';
import { permissions } from './iam/permissions';
import { networks } from './network/networks';
import { quiet } from './quiet';
import { compute } from './run/compute';
import { machines } from './run/machines';
import { Scope, Topic } from './scope';
import { alarms } from './watch/alarms';
import { guards } from './watch/guards';
import { logs } from './watch/logs';

const TOPICS: Topic[] = [
  sql, firestore, caches, buckets, keys, secrets, registries, messages, warehouses, backups, written,
  armor, gateways, entrances, networks, compute, machines, logs, alarms, guards, flows, costs, quiet,
];

/** What the resources of Google Cloud in a stack say to a reviewer. */
export function readGoogle(tf: any): Findings {
  let scope: Scope | undefined;
  const asReader = ({ types, read }: Topic): Reader => ({ types, read: (graph, notes) => { scope ??= new Scope(graph, notes); read(scope); } });
  const grants = permissions();
  return runReaders('google_', [...[...TOPICS, grants].map(asReader), { types: [], read: () => scope?.finish() }], tf);
}
