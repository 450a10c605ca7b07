import { Construct } from 'constructs';
import { IKeyBackend } from './backends';
import { Capability } from './capability';

/** What an encryption key protects. */
export enum KeyPurpose {
  /** Data of the workload: databases, objects, caches, queues, secrets. */
  DATA = 'data',
  /** Logs, traces and alerts. */
  LOGS = 'logs',
}

/** Properties of a customer-managed encryption key. It rotates by itself at least once a year. */
export interface KeyProps {
  readonly purpose: KeyPurpose;
}

/** A customer-managed encryption key. */
export class Key extends Capability {
  public readonly backend: IKeyBackend;

  public constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    this.backend = this.environment.cloud.key(this, props);
  }
}
