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
