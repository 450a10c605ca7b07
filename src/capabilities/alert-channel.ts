import { Construct } from 'constructs';
import { IAlertChannelBackend } from './backends';
import { Capability } from './capability';

/** Properties of the channel that alarms of an environment go to. */
export interface AlertChannelProps {
  /** E-mail addresses for warnings. */
  readonly warning: string[];
  /** E-mail addresses for critical alarms. */
  readonly critical: string[];
}

/** Where the alarms of an environment go. */
export class AlertChannel extends Capability {
  public readonly backend: IAlertChannelBackend;

  public constructor(scope: Construct, id: string, props: AlertChannelProps) {
    super(scope, id);
    this.backend = this.environment.cloud.alertChannel(this, props);
  }
}
