import { Construct } from 'constructs';
import { Capability } from './capability';
import { Metric } from './common';

/** A titled group of metrics. */
export interface DashboardSection {
  readonly title: string;
  readonly metrics: Metric[];
}

/** Properties of a dashboard. */
export interface DashboardProps {
  readonly title: string;
  readonly sections: DashboardSection[];
}

/** A dashboard. */
export class Dashboard extends Capability {
  public constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    this.environment.cloud.dashboard(this, props);
  }
}
