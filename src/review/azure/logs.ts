import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet, isUnresolved, text, texts } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { maskedFields, masksTable, transformOf } from './masking';
import { AzureStack, stackOf } from './stack';
import { elsewhere } from './elsewhere';
import { immutable } from './storage';
import { accessLog, enabledLogs, stateStore } from './stores';
import { amountOf, yes } from './values';

/** Where logs are kept, for how long, under whose key, and what is copied to the archive. */
export const logs: Reader = {
  types: [
    'azurerm_log_analytics_workspace', 'azurerm_log_analytics_workspace_table', 'azurerm_log_analytics_data_export_rule', 'azurerm_log_analytics_linked_service',
    'azurerm_application_insights', 'azurerm_monitor_diagnostic_setting', 'azurerm_monitor_data_collection_rule',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const workspace of graph.all('azurerm_log_analytics_workspace')) { readWorkspace(stack, notes, workspace); }
    for (const insights of graph.all('azurerm_application_insights')) { readInsights(notes, insights); }
    for (const setting of graph.all('azurerm_monitor_diagnostic_setting')) { readSetting(stack, notes, setting); }
  },
};

function readWorkspace(stack: AzureStack, notes: Notes, workspace: Entry): void {
  const { body } = workspace;
  const query = yes(body.internet_query_enabled, true);
  const ingestion = yes(body.internet_ingestion_enabled, true);
  const local = yes(body.local_authentication_enabled, body.local_authentication_disabled === true ? false : true);
  const linked = stack.at('azurerm_log_analytics_linked_service', 'workspace_id', workspace).find((l) => isSet(l.body.write_access_id));
  // Reading asks for an identity always; a shared key can only write.
  stateStore(stack, notes, workspace, {
    'data.public': [query === undefined || ingestion === undefined ? undefined : query || ingestion, query ? 'internet_query_enabled' : 'internet_ingestion_enabled'],
    'data.login': [local === undefined ? undefined : local ? 'key' : 'identity', 'local_authentication_enabled'],
    'data.transit': ['TLS'],
    // A deleted workspace can be brought back, so only a lock is said; without one, one call deletes nothing for good.
    'data.deletion-protection': [stack.locks(workspace).length > 0 ? true : undefined, stack.locks(workspace)],
    'data.undelete-days': [stack.feature('log_analytics_workspace', 'permanently_delete_on_destroy') === true ? 0 : 14],
    'log.retention-days': [amountOf(body.retention_in_days, 30), 'retention_in_days'],
    'log.key': [linked || isSet(body.cmk_for_query_forced) && body.cmk_for_query_forced === true ? 'foundation' : 'provider', linked && [{ address: linked.address }]],
    'log.archived': archived(stack, workspace),
  });
  for (const table of stack.at('azurerm_log_analytics_workspace_table', 'workspace_id', workspace)) { readTable(notes, workspace, table); }
  for (const rule of stack.at('azurerm_log_analytics_data_export_rule', 'workspace_resource_id', workspace)) { readExport(stack, notes, workspace, rule); }
  for (const [table, evidence] of maskedTables(stack, workspace)) {
    notes.state('log.masked', workspace, masksTable(stack, workspace, table), evidence, table);
    notes.state('log.masked-fields', workspace, maskedFields(stack, workspace, table), evidence, table);
  }
  if (query !== false || ingestion !== false) {
    notes.reaches({
      direction: 'in', from: 'internet', through: [], to: workspace.address, ports: '443', protocol: 'HTTPS', authentication: ingestion !== false && local !== false ? 'shared key' : 'identity',
      tls: 'TLS', filter: 'none', weak: true, evidence: [{ address: workspace.address, argument: query !== false ? 'internet_query_enabled' : 'internet_ingestion_enabled' }],
    });
  }
}

function readTable(notes: Notes, workspace: Entry, table: Entry): void {
  const { body } = table;
  const total = isSet(body.total_retention_in_days) ? amountOf(body.total_retention_in_days) : amountOf(body.retention_in_days, amountOf(workspace.body.retention_in_days, 30));
  const argument = isSet(body.total_retention_in_days) ? 'total_retention_in_days' : 'retention_in_days';
  notes.state('log.retention-days', workspace, total, [{ address: table.address, argument }], text(body.name) ?? table.name);
}

function readExport(stack: AzureStack, notes: Notes, workspace: Entry, rule: Entry): void {
  const enabled = yes(rule.body.enabled, false);
  const on = enabled && isArchive(stack, rule.body.destination_resource_id);
  for (const table of texts(rule.body.table_names)) { notes.state('log.archived', workspace, on, [{ address: rule.address, argument: 'table_names' }], table); }
  if (enabled !== false) {
    const archive = stack.find(rule.body.destination_resource_id);
    notes.flow({ from: workspace.address, to: archive?.address ?? elsewhere(stack, rule.body.destination_resource_id), verb: 'sends logs to', evidence: [{ address: rule.address, argument: 'destination_resource_id' }] });
  }
}

function archived(stack: AzureStack, workspace: Entry): [boolean, Evidence[]] {
  const rules = stack.at('azurerm_log_analytics_data_export_rule', 'workspace_resource_id', workspace).filter((rule) => yes(rule.body.enabled, false) !== false && isArchive(stack, rule.body.destination_resource_id));
  return [rules.length > 0, rules.length > 0 ? rules.map((rule) => ({ address: rule.address, argument: 'enabled' })) : [{ address: workspace.address }]];
}

/** An archive keeps what it has: an account of this stack has to be locked, one elsewhere is the foundation's, unless it is in another subscription. */
function isArchive(stack: AzureStack, id: unknown): boolean {
  const account = stack.find(id);
  return account ? account.type === 'azurerm_storage_account' && Number(immutable(stack, account)[0] ?? 0) > 0 : isSet(id) && elsewhere(stack, id) === 'foundation';
}

/** Tables into which workloads of this stack write, so that personal data can get there. */
function maskedTables(stack: AzureStack, workspace: Entry): Map<string, Evidence[]> {
  const tables = new Map<string, Evidence[]>();
  const because = (table: string, entry: Entry, argument: string) => {
    const rule = transformOf(stack, workspace);
    tables.set(table, [{ address: entry.address, argument }, ...(rule ? [{ address: rule.address, argument: 'data_flow' }] : [])]);
  };
  for (const insights of stack.at('azurerm_application_insights', 'workspace_id', workspace)) {
    for (const table of ['AppTraces', 'AppExceptions', 'AppRequests']) { because(table, insights, 'workspace_id'); }
  }
  for (const setting of stack.at('azurerm_monitor_diagnostic_setting', 'log_analytics_workspace_id', workspace)) {
    if (stack.find(setting.body.target_resource_id)?.type === 'azurerm_container_app_environment') { because('ContainerAppConsoleLogs', setting, 'target_resource_id'); }
  }
  return tables;
}

function readInsights(notes: Notes, insights: Entry): void {
  const { body } = insights;
  const query = yes(body.internet_query_enabled, true);
  const ingestion = yes(body.internet_ingestion_enabled, true);
  const disabled = yes(body.local_authentication_disabled ?? (body.local_authentication_enabled === false ? true : undefined), false);
  const login = disabled === undefined ? undefined : disabled ? 'identity' : 'key';
  notes.state('data.public', insights, query === undefined || ingestion === undefined ? undefined : query || ingestion, query ? 'internet_query_enabled' : 'internet_ingestion_enabled');
  notes.state('data.login', insights, login, 'local_authentication_disabled');
  // What a workspace keeps is the workspace's; without one the data is its own.
  if (!isSet(body.workspace_id)) { notes.state('log.retention-days', insights, amountOf(body.retention_in_days, 90), 'retention_in_days'); }
  if (query !== false || ingestion !== false) {
    notes.reaches({
      direction: 'in', from: 'internet', through: [], to: insights.address, ports: '443', protocol: 'HTTPS', authentication: ingestion !== false && login !== 'identity' ? 'shared key' : 'identity',
      tls: 'TLS', filter: 'none', weak: true, evidence: [{ address: insights.address, argument: query !== false ? 'internet_query_enabled' : 'internet_ingestion_enabled' }],
    });
  }
}

function readSetting(stack: AzureStack, notes: Notes, setting: Entry): void {
  const { body } = setting;
  const categories = enabledLogs(setting);
  const source = stack.find(body.target_resource_id);
  if (/^\/subscriptions\/[^/]+\/?$/.test(text(body.target_resource_id) ?? '')) {
    notes.state('audit.enabled', setting, ['Administrative', 'Security', 'Policy'].every((wanted) => categories.includes(wanted)), 'enabled_log');
  }
  if (source && source.type !== 'azurerm_log_analytics_workspace' && isSet(body.storage_account_id) && categories.length > 0) { notes.state('log.archived', source, isArchive(stack, body.storage_account_id), [{ address: setting.address, argument: 'storage_account_id' }]); }
  if (source && source.type === 'azurerm_virtual_network') { return; }
  if (source && categories.length > 0) {
    for (const argument of ['log_analytics_workspace_id', 'storage_account_id', 'eventhub_authorization_rule_id']) {
      if (!isSet(body[argument])) { continue; }
      const to = stack.find(body[argument]);
      if (to === source || (isUnresolved(body[argument]) && !to)) { continue; }
      notes.flow({ from: source.address, to: to?.address ?? elsewhere(stack, body[argument]), verb: 'sends logs to', evidence: [{ address: setting.address, argument }] });
    }
  }
}

/** Whether requests to something are logged, stated as a property of the edge. */
export function stateRequestLog(stack: AzureStack, notes: Notes, entry: Entry): void {
  notes.state('edge.access-log', entry, ...accessLog(stack, entry));
}
