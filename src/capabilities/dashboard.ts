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
