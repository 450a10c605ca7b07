import { Construct } from 'constructs';
import { environmentOf } from '../environment/environment-rules';
import { Metric, Severity, Threshold } from './common';

/** Properties of an alarm on one metric. It goes to the environment's alert channel. */
export interface AlarmProps {
  readonly metric: Metric;
  readonly threshold: Threshold;
  readonly severity: Severity;
  /** What it means and what to do, for whoever is woken. */
  readonly description: string;
}

/** An alarm on one metric. */
export class Alarm extends Construct {
  public constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    environmentOf(this).cloud.alarm(this, props);
  }
}
