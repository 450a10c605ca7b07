import { IControl } from '../control';
import { architectureComplete } from './architecture-complete';
import { architectureDashboard } from './architecture-dashboard';
import { architectureGateway } from './architecture-gateway';
import { architectureIgnoredChanges } from './architecture-ignored-changes';
import { architectureNoLookups } from './architecture-no-lookups';
import { architectureObjectives } from './architecture-objectives';
import { architecturePrivateConnectivity } from './architecture-private-connectivity';
import { architectureProbe } from './architecture-probe';
import { architectureProviderVersions } from './architecture-provider-versions';
import { architectureResourceTypes } from './architecture-resource-types';
import { architectureState } from './architecture-state';
import { architectureStructuredLogs } from './architecture-structured-logs';
import { architectureSupportedVersions } from './architecture-supported-versions';
import { architectureTraces } from './architecture-traces';
import { costAutoscaling } from './cost-autoscaling';
import { costBudget } from './cost-budget';
import { costExpiry } from './cost-expiry';
import { costSizes } from './cost-sizes';
import { dataClassification } from './data-classification';
import { dataSensitiveStores } from './data-sensitive-stores';
import { tagsRequired } from './tags-required';
import { valuesReferences } from './values-references';
import { valuesUnreadTypes } from './values-unread-types';
import { valuesUnresolved } from './values-unresolved';

/** Architecture, cost, tags, runtimes, what is unresolved or unread. */
export const PLATFORM_CONTROLS: readonly IControl[] = [
  architectureComplete, architectureGateway, architecturePrivateConnectivity,
  architectureDashboard, architectureProbe, architectureObjectives, architectureTraces, architectureStructuredLogs,
  architectureSupportedVersions, architectureResourceTypes, architectureProviderVersions, architectureState, architectureNoLookups, architectureIgnoredChanges,
  costBudget, costAutoscaling, costExpiry, costSizes,
  tagsRequired, dataClassification, dataSensitiveStores, valuesReferences, valuesUnresolved, valuesUnreadTypes,
];
