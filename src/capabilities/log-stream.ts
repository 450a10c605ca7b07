import { LogClass } from './common';

/** Properties of a log stream. Retention follows from its class and the standards. */
export interface LogStreamProps {
  readonly logClass: LogClass;
  /**
   * Names of fields whose values are masked where the cloud can mask at ingestion.
   * @default - none
   */
  readonly maskedFields?: string[];
}
