import { Construct } from 'constructs';
import { ILogStreamBackend } from './backends';
import { Capability } from './capability';
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

/** A log stream. */
export class LogStream extends Capability {
  public readonly backend: ILogStreamBackend;

  public constructor(scope: Construct, id: string, props: LogStreamProps) {
    super(scope, id);
    this.backend = this.environment.cloud.logStream(this, props);
  }
}
