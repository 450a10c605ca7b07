import { AlertChannel } from '../capabilities/alert-channel';
import { AuditTrail } from '../capabilities/audit-trail';
import { IAlertChannelBackend, IAuditTrailBackend, IKeyBackend, INetworkBackend } from '../capabilities/backends';
import { Budget } from '../capabilities/budget';
import { Key, KeyPurpose } from '../capabilities/key';
import { Network } from '../capabilities/network';
import { EnvironmentProps, IEnvironment } from './environment-props';

/** What every environment has before any pattern is in it. */
export interface Baseline {
  dataKey: IKeyBackend;
  logKey: IKeyBackend;
  alertChannel: IAlertChannelBackend;
  network: INetworkBackend;
  auditTrail: IAuditTrailBackend;
}

/** Builds the baseline. Each part is put on the environment at once, since the next one may need it. */
export function buildBaseline(environment: IEnvironment, props: EnvironmentProps): Baseline {
  const target = environment as unknown as Baseline;
  const { standards, profile } = environment;
  const warning = standards.alertContacts.warning;
  const critical = standards.alertContacts.critical ?? warning;
  target.logKey = new Key(environment, 'log-key', { purpose: KeyPurpose.LOGS }).backend;
  target.dataKey = new Key(environment, 'data-key', { purpose: KeyPurpose.DATA }).backend;
  target.alertChannel = new AlertChannel(environment, 'alerts', { warning: contacts(environment, warning), critical: contacts(environment, critical) }).backend;
  target.network = new Network(environment, 'network', { ...props.network }).backend;
  target.auditTrail = new AuditTrail(environment, 'audit', {}).backend;
  new Budget(environment, 'budget', { amount: profile.monthlyBudget, currency: standards.currency, contacts: contacts(environment, warning) });
  return target;
}

function contacts(environment: IEnvironment, addresses: string[]): string[] {
  return [...new Set([environment.pod.contact, ...addresses])];
}
