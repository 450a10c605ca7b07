import { Construct } from 'constructs';
import { IAlertChannelBackend } from '../../capabilities/backends';
import { AlertChannelProps } from '../../capabilities/alert-channel';
import { Severity } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { digest } from '../../environment/naming';
import { MonitoringNotificationChannel } from './resources';

/** One notification channel an address, shared by warnings and critical alarms that go to the same one. */
export class GoogleAlertChannel implements IAlertChannelBackend {
  public readonly reference: string;
  private readonly made = new Map<string, MonitoringNotificationChannel>();

  public constructor(private readonly scope: Construct, private readonly props: AlertChannelProps) {
    const ids = [...this.channels(Severity.WARNING), ...this.channels(Severity.CRITICAL)];
    this.reference = ids[0];
  }

  /** Names of the channels that hear of alarms of `severity`. */
  public channels(severity: Severity): string[] {
    return this.channelsFor(severity === Severity.CRITICAL ? this.props.critical : this.props.warning);
  }

  /** Names of the channels of these addresses. */
  public channelsFor(addresses: string[]): string[] {
    return addresses.map((address) => this.channel(address).name);
  }

  private channel(address: string): MonitoringNotificationChannel {
    const existing = this.made.get(address);
    if (existing) { return existing; }
    const channel = new MonitoringNotificationChannel(this.scope, `email-${digest(address)}`, {
      displayName: `${environmentOf(this.scope).environmentName} ${address}`.slice(0, 512),
      type: 'email',
      // Configuration of the channel, not labels.
      labels: { email_address: address },
      forceDelete: false,
    });
    this.made.set(address, channel);
    return channel;
  }
}

export function alertChannel(scope: Construct, props: AlertChannelProps): IAlertChannelBackend {
  return new GoogleAlertChannel(scope, props);
}
