import { Entry } from '../../clouds/rule-graph';
import { blocksOf, texts } from '../../clouds/rule-values';
import { Lookup } from './lookup';
import { at, blocksAt, textAt } from './values';

/** What runs: with which identity, and how it goes into the network. */
export interface Workload {
  readonly entry: Entry;
  /** Address of the service account, if it is of this stack. */
  readonly account?: string;
  /** Network tags that firewall rules name. */
  readonly tags: string[];
  /** `all`: everything it sends goes through the network; `private`: only what has private addresses; `none`: nothing. */
  readonly egress: 'all' | 'private' | 'none' | 'unknown';
  /** The network that it is in, as it was written. */
  readonly network?: string;
  /** Argument that says so. */
  readonly egressAt?: string;
}

/** Where the parts of a workload are, by type. */
const RUN: { readonly [type: string]: { readonly template: string; readonly account: string } } = {
  google_cloud_run_v2_service: { template: 'template', account: 'template.service_account' },
  google_cloud_run_v2_job: { template: 'template.template', account: 'template.template.service_account' },
  google_cloud_run_v2_worker_pool: { template: 'template', account: 'template.service_account' },
};

const OTHERS: { readonly [type: string]: string } = {
  google_app_engine_standard_app_version: 'service_account',
  google_cloud_run_service: 'template.spec.service_account_name',
  google_cloudfunctions_function: 'service_account_email',
  google_cloudfunctions2_function: 'service_config.service_account_email',
  google_cloudbuild_trigger: 'service_account',
  google_cloud_scheduler_job: 'http_target.oauth_token.service_account_email',
  google_compute_instance: 'service_account.email',
  google_compute_instance_template: 'service_account.email',
  google_container_node_pool: 'node_config.service_account',
  google_workflows_workflow: 'service_account',
};

export function workloadsOf(lookup: Lookup): Workload[] {
  return [
    ...Object.entries(RUN).flatMap(([type, where]) => lookup.graph.all(type).map((entry) => runWorkload(entry, where, lookup))),
    ...Object.entries(OTHERS).flatMap(([type, account]) => lookup.graph.all(type).map((entry) => otherWorkload(entry, account, lookup))),
  ];
}

function runWorkload(entry: Entry, where: { template: string; account: string }, lookup: Lookup): Workload {
  const access = at(entry.body, `${where.template}.vpc_access`);
  const interfaces = blocksOf(at(entry.body, `${where.template}.vpc_access.network_interfaces`));
  const egress = textAt(entry.body, `${where.template}.vpc_access.egress`, 'PRIVATE_RANGES_ONLY');
  return {
    entry,
    account: accountOf(entry, where.account, lookup),
    tags: interfaces.flatMap((one) => texts(one.tags)),
    egress: access === undefined ? 'none' : egress === undefined ? 'unknown' : egress === 'ALL_TRAFFIC' ? 'all' : 'private',
    network: interfaces.map((one) => one.network ?? one.subnetwork).find((network) => typeof network === 'string'),
    egressAt: access === undefined ? undefined : `${where.template}.vpc_access.egress`,
  };
}

function otherWorkload(entry: Entry, account: string, lookup: Lookup): Workload {
  const nic = blocksAt(entry.body, 'network_interface')[0];
  const function2 = entry.type === 'google_cloudfunctions2_function' ? 'service_config.' : '';
  const connector = at(entry.body, `${function2}vpc_connector`);
  const settings = textAt(entry.body, `${function2}vpc_connector_egress_settings`, 'PRIVATE_RANGES_ONLY');
  return {
    entry,
    account: accountOf(entry, account, lookup),
    tags: texts(entry.body.tags),
    egress: nic ? 'all' : connector === undefined ? 'none' : settings === undefined ? 'unknown' : settings === 'ALL_TRAFFIC' ? 'all' : 'private',
    network: [nic?.network, nic?.subnetwork, connector].find((network) => typeof network === 'string'),
    egressAt: nic ? 'network_interface' : connector === undefined ? undefined : `${function2}vpc_connector_egress_settings`,
  };
}

function accountOf(entry: Entry, path: string, lookup: Lookup): string | undefined {
  return lookup.account(at(entry.body, path))?.address;
}
