/** Properties of a monthly budget with alerts at 50, 80 and 100 % and on the forecast. */
export interface BudgetProps {
  /** Amount a month. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** E-mail addresses that hear of it. */
  readonly contacts: string[];
}
