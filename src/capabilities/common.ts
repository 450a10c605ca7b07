/**
 * What a workload may do with a resource it is connected to. Each cloud turns a verb into its own
 * least-privilege binding; no verb ever becomes a wildcard.
 */
export enum Access {
  /** Read data. */
  READ = 'read',
  /** Add and change data, without reading it. */
  WRITE = 'write',
  /** Read, add, change and delete data. */
  READ_WRITE = 'read-write',
  /** Publish messages. */
  PUBLISH = 'publish',
  /** Receive and acknowledge messages. */
  CONSUME = 'consume',
  /** Call an endpoint. */
  INVOKE = 'invoke',
}

/** How sensitive data is. Drives labels, masking, key choice, retention and who may read. */
export enum DataClassification {
  PUBLIC = 'public',
  INTERNAL = 'internal',
  CONFIDENTIAL = 'confidential',
  /** Personal data in the sense of GDPR article 4(1). */
  PERSONAL = 'personal',
  /** Special categories of personal data, GDPR article 9. */
  SPECIAL_CATEGORY = 'special-category',
}

/** How urgent an alarm is. */
export enum Severity {
  /** Looked at during working hours. */
  WARNING = 'warning',
  /** Wakes somebody. */
  CRITICAL = 'critical',
}

/** What a metric tells about, after the RED and USE methods. */
export enum Concern {
  TRAFFIC = 'traffic',
  ERRORS = 'errors',
  LATENCY = 'latency',
  SATURATION = 'saturation',
  BACKLOG = 'backlog',
  AVAILABILITY = 'availability',
  SECURITY = 'security',
}

/** Which kind of log a stream holds; retention and copies follow from it. */
export enum LogClass {
  /** What the workload writes. */
  APPLICATION = 'application',
  /** One line for each request at the edge. */
  ACCESS = 'access',
  /** Who did what: copied to the immutable archive of the foundation. */
  AUDIT = 'audit',
  /** Network flows, firewall decisions. */
  SECURITY = 'security',
}

/** Relative size of compute, data and caches. Each cloud maps it to its own instance classes. */
export enum Size {
  SMALL = 'small',
  MEDIUM = 'medium',
  LARGE = 'large',
}

/** Which side of its value a threshold alarms on. */
export enum Direction {
  ABOVE = 'above',
  BELOW = 'below',
}

/** When a metric becomes an alarm. */
export interface Threshold {
  /** Limit, in the unit of the metric. */
  readonly value: number;
  /** Which side alarms. @default Direction.ABOVE */
  readonly direction?: Direction;
  /** Length of the evaluation window in minutes. @default 5 */
  readonly minutes?: number;
}

/** A measurement that a capability offers to dashboards, alarms and SLOs. */
export interface Metric {
  /** Short id, unique within the capability: `cpu`, `errors`. Becomes a construct id. */
  readonly id: string;
  /** Title for people. */
  readonly title: string;
  readonly concern: Concern;
  /** Unit for people: `%`, `ms`, `count`, `bytes`. */
  readonly unit: string;
  /** The measurement in the form that the cloud which made it understands; opaque to everybody else. */
  readonly query: string;
  /** From where on somebody should look. @default - no warning alarm */
  readonly warning?: Threshold;
  /** From where on somebody is woken. @default - no critical alarm */
  readonly critical?: Threshold;
}
