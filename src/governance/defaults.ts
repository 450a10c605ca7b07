import { CONTROLS } from './controls';
import { GovernanceSettings } from './settings';

/** What holds where the standards say nothing of governance: every control, and no approvals asked for. */
export function defaultGovernance(): GovernanceSettings {
  return { enforce: true, controls: CONTROLS, settings: new Map(), exceptions: [] };
}
