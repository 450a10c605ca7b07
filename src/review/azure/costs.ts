import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, numeric, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { processors, running, usage } from './cost-notes';
import { costsOfPlatform } from './platform-costs';
import { AzureStack, stackOf } from './stack';
import { amountOf, inside, inWords, table, word, yes } from './values';

/** What is billed, at rest and by use, as far as it is in the Terraform. */
export const costs: Reader = {
  types: [],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const server of graph.all('azurerm_postgresql_flexible_server', 'azurerm_mysql_flexible_server')) { serverCost(notes, server); }
    for (const database of graph.all('azurerm_mssql_database')) { sqlDatabase(notes, database); }
    for (const cache of graph.all('azurerm_managed_redis')) { redis(notes, cache); }
    for (const cache of graph.all('azurerm_redis_cache')) { cacheCost(notes, cache); }
    for (const container of graph.all('azurerm_cosmosdb_sql_container')) { cosmosCost(stack, notes, container); }
    for (const app of graph.all('azurerm_container_app')) { appCost(notes, app); }
    for (const job of graph.all('azurerm_container_app_job')) { jobCost(notes, job); }
    for (const endpoint of graph.all('azurerm_private_endpoint')) { running(notes, endpoint, 'private endpoint', '1 endpoint', 1); }
    for (const account of graph.all('azurerm_storage_account')) {
      const copies = word(account.body.account_replication_type) ?? 'unknown';
      usage(notes, account, 'stored objects', `stored GB in ${copies} copies, calls`, table<any>({ LRS: 1, ZRS: 1.25, GRS: 2, RAGRS: 2.5, GZRS: 2.5, RAGZRS: 3 })[copies] ?? 1, 'account_replication_type');
    }
    for (const workspace of graph.all('azurerm_log_analytics_workspace')) {
      const days = amountOf(workspace.body.retention_in_days, 30) ?? 30;
      usage(notes, workspace, 'log lines', `GB taken in, kept ${days} days`, 2 + Math.max(0, days - 31) / 300, 'retention_in_days');
    }
    costsOfPlatform(stack, notes);
  },
};

function serverCost(notes: Notes, server: Entry): void {
  const sku = word(server.body.sku_name);
  const copies = isSet(server.body.high_availability) ? 2 : 1;
  const size = server.type === 'azurerm_mysql_flexible_server' ? amountOf(inside(server.body.storage, 'size_gb'), 20) ?? 20 : (amountOf(server.body.storage_mb, 32768) ?? 32768) / 1024;
  running(notes, server, 'database capacity', `${copies} ${copies === 1 ? 'instance' : 'instances (one stands by)'} of ${sku ?? 'a size known at apply'}`, processors(sku) * copies, 'sku_name');
  running(notes, server, 'database storage', `${size} GiB${copies > 1 ? ' twice' : ''}`, size * copies / 100, server.type === 'azurerm_mysql_flexible_server' ? 'storage.size_gb' : 'storage_mb');
}

function sqlDatabase(notes: Notes, database: Entry): void {
  const sku = word(database.body.sku_name, 'GP_S_Gen5_2');
  const serverless = /_S_/.test(sku ?? '');
  running(notes, database, 'database capacity', `${sku ?? 'a size known at apply'}${serverless ? ', pauses' : ''}`, Number(/_(\d+)$/.exec(sku ?? '')?.[1] ?? 1), 'sku_name');
}

function redis(notes: Notes, cache: Entry): void {
  const sku = word(cache.body.sku_name);
  const standby = yes(cache.body.high_availability_enabled, true) !== false;
  // B0 is the smallest size, half of B1.
  const size = Number(/(\d+)$/.exec(sku ?? '')?.[1] ?? 1) || 0.5;
  running(notes, cache, 'cache capacity', `${sku ?? 'a size known at apply'}${standby ? ' with standby' : ''}`, size * (standby ? 2 : 1), 'sku_name');
}

function cacheCost(notes: Notes, cache: Entry): void {
  const [sku, size] = [word(cache.body.sku_name) ?? 'unknown', numeric(cache.body.capacity) ?? 0];
  running(notes, cache, 'cache capacity', `${sku} ${size}`, (size + 0.5) * ({ Basic: 1, Standard: 2, Premium: 8 }[sku] ?? 1) * Math.max(1, numeric(cache.body.shard_count) ?? 1), 'capacity');
}

function cosmosCost(stack: AzureStack, notes: Notes, container: Entry): void {
  const most = numeric(inside(container.body.autoscale_settings, 'max_throughput'));
  const fixed = numeric(container.body.throughput);
  const account = stack.named('azurerm_cosmosdb_account', container.body.account_name);
  const places = Math.max(1, blocksOf(account?.body.geo_location).length);
  if (most !== undefined) {
    running(notes, container, 'request units', `${most / 10} to ${most} RU/s${places > 1 ? ` in ${places} regions` : ''}`, most / 1000 * places, 'autoscale_settings.max_throughput');
  } else if (fixed !== undefined) {
    running(notes, container, 'request units', `${fixed} RU/s${places > 1 ? ` in ${places} regions` : ''}`, fixed / 1000 * places, 'throughput');
  } else {
    usage(notes, container, 'request units', 'requests made, stored GB', 0.1);
  }
}

function sizeOf(workload: Entry): { cpu: number; memory: number } {
  const containers = blocksOf(inside(workload.body.template, 'container'));
  return { cpu: containers.reduce((sum, c) => sum + (numeric(c.cpu) ?? 0), 0), memory: containers.reduce((sum, c) => sum + (Number(/^([\d.]+)Gi$/.exec(text(c.memory) ?? '')?.[1]) || 0), 0) };
}

function appCost(notes: Notes, app: Entry): void {
  const [least, most] = [amountOf(inside(app.body.template, 'min_replicas'), 0) ?? 0, amountOf(inside(app.body.template, 'max_replicas'), 10) ?? 10];
  const { cpu, memory } = sizeOf(app);
  const each = `of ${cpu} vCPU and ${memory} GiB`;
  if (least > 0) { running(notes, app, 'container time at rest', `${least} ${least === 1 ? 'replica' : 'replicas'} ${each}`, least * cpu, 'template.min_replicas'); }
  usage(notes, app, 'container time under load', `up to ${most} replicas ${each}`, most * cpu, 'template.max_replicas');
}

function jobCost(notes: Notes, job: Entry): void {
  const { cpu, memory } = sizeOf(job);
  const schedule = word(inside(job.body.schedule_trigger_config, 'cron_expression'));
  const minutes = /^\*\/(\d+) \* \* \* \*$/.exec(schedule ?? '')?.[1];
  usage(notes, job, 'container time of a job', `${cpu} vCPU and ${memory} GiB${minutes ? ` every ${inWords(Number(minutes))}` : schedule ? ' on a schedule' : ' when started'}`, cpu * (minutes ? 60 / Number(minutes) / 60 : 0.01), 'template.container.cpu');
}
