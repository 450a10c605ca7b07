import { IControl } from '../control';
import { architectureOwnAccount } from './architecture-own-account';
import { azureDataSettings } from './azure-data-settings';
import { azureEdgePolicy } from './azure-edge-policy';
import { azureLogsSettings } from './azure-logs-settings';
import { azureNetworkSettings } from './azure-network-settings';
import { azureProviderSettings } from './azure-provider-settings';
import { azureWorkloadSettings } from './azure-workload-settings';
import { secretsExposed } from './secrets-exposed';

/** Controls on single settings of Azure that no fact of the review tells, and on what no cloud's secret may stand in. */
export const AZURE_SETTINGS: readonly IControl[] = [
  architectureOwnAccount, azureDataSettings, azureEdgePolicy, azureLogsSettings, azureNetworkSettings, azureProviderSettings, azureWorkloadSettings, secretsExposed,
];
