import { Construct } from 'constructs';
import { AlertChannelProps } from '../../capabilities/alert-channel';
import { IAlertChannelBackend } from '../../capabilities/backends';
import { Severity } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { digest } from '../../environment/naming';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { MonitorActionGroup } from './resources';

/** Two action groups: one for working hours, one that wakes somebody. */
export class AzureAlertChannel implements IAlertChannelBackend {
  public readonly reference: string;

  public constructor(private readonly groups: { readonly [severity in Severity]: MonitorActionGroup }) {
    this.reference = groups.critical.id;
  }

  /** Action group of a severity. */
  public groupId(severity: Severity): string { return this.groups[severity].id; }
}

/** Where the alarms of an environment go. */
export function alertChannel(scope: Construct, props: AlertChannelProps): AzureAlertChannel {
  const group = (severity: Severity, contacts: string[]) => new MonitorActionGroup(scope, severity, {
    name: physicalName(scope, 'azurerm_monitor_action_group', severity),
    // At most 12 characters; text messages and mails begin with it.
    shortName: `${severity.slice(0, 5)}-${digest(scope.node.path)}`,
    resourceGroupName: baseOf(scope).group.name,
    location: 'global',
    emailReceiver: [...new Set(contacts)].map((address) => ({ name: address.slice(0, 100), emailAddress: address, useCommonAlertSchema: true })),
  });
  return new AzureAlertChannel({
    [Severity.WARNING]: group(Severity.WARNING, props.warning),
    [Severity.CRITICAL]: group(Severity.CRITICAL, props.critical),
  });
}

/** The alert channel of the environment around `scope`. */
export function channelOf(scope: Construct): AzureAlertChannel {
  return environmentOf(scope).alertChannel as AzureAlertChannel;
}
