import { Construct, IConstruct } from 'constructs';
import { IEnvironment } from '../environment/environment-props';
import { environmentOf } from '../environment/environment-rules';
import { markSource } from '../environment/source';
import { markClassification } from '../environment/tags';
import { Alarm } from './alarm';
import { IResourceBackend, IWorkloadIdentity } from './backends';
import { Access, DataClassification, Metric, Severity } from './common';

/** A cloud-neutral building block: the same construct, at the same path, on every cloud. */
export abstract class Capability extends Construct {
  protected readonly environment: IEnvironment;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    markSource(this);
    this.environment = environmentOf(this);
  }

  /** Makes an alarm of every threshold in `metrics`. */
  protected addAlarms(metrics: Metric[]): void {
    const alarms = new Construct(this, 'alarms');
    for (const metric of metrics) {
      for (const [severity, threshold] of [[Severity.WARNING, metric.warning], [Severity.CRITICAL, metric.critical]] as const) {
        if (!threshold) { continue; }
        const side = threshold.direction ?? 'above';
        new Alarm(alarms, `${metric.id}-${severity}`, {
          metric,
          threshold,
          severity,
          description: `${metric.title} of ${this.node.path} has been ${side} ${threshold.value} ${metric.unit} for ${threshold.minutes ?? 5} minutes.`,
        });
      }
    }
  }
}

/** What a workload can be connected to. */
export interface IConnectable extends IConstruct {
  /** What the connection reaches. */
  readonly target: IResourceBackend;
}

/** A capability that keeps or moves data, and that workloads are connected to. */
export abstract class Resource extends Capability implements IConnectable {
  public abstract readonly backend: IResourceBackend;

  public constructor(scope: Construct, id: string, classification?: DataClassification) {
    super(scope, id);
    markClassification(this, classification ?? DataClassification.CONFIDENTIAL);
  }

  public get target(): IResourceBackend {
    return this.backend;
  }

  /** Lets `identity` read. Gives permission only; `Service.connectTo` also opens the network and hands over the settings. */
  public grantRead(identity: IWorkloadIdentity): void {
    this.backend.grant(identity, Access.READ);
  }

  /** Lets `identity` read, add, change and delete. */
  public grantReadWrite(identity: IWorkloadIdentity): void {
    this.backend.grant(identity, Access.READ_WRITE);
  }
}
