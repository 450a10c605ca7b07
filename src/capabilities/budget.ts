import { Construct } from 'constructs';
import { Capability } from './capability';

/** Properties of a monthly budget with alerts at 50, 80 and 100 % and on the forecast. */
export interface BudgetProps {
  /** Amount a month. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** E-mail addresses that hear of it. */
  readonly contacts: string[];
}

/** A monthly budget. */
export class Budget extends Capability {
  public constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, id);
    this.environment.cloud.budget(this, props);
  }
}
