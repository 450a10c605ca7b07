import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { IResourceBackend, IServiceBackend } from './backends';
import { bound, form, whole } from './bounds';
import { Capability, IConnectable } from './capability';
import { Access, Size } from './common';

/** Properties of a container service: private, autoscaled, health-checked, rolled out without downtime. */
export interface ServiceProps {
  /** Port the container listens on, 1 to 65535. @default 8080 */
  readonly port?: number;
  /**
   * Image with digest (`registry/name@sha256:…`).
   * @default - a Terraform variable that the delivery pipeline sets, beginning with the standards' starter image
   */
  readonly image?: string;
  /** Path that answers 200 when the service is ready; must not end in `z` (reserved on Google Cloud Run). @default '/health' */
  readonly healthPath?: string;
  /** CPU and memory. @default - of the stage profile */
  readonly size?: Size;
  /** Fewest instances. @default - of the stage profile */
  readonly minInstances?: number;
  /** Most instances. @default - of the stage profile */
  readonly maxInstances?: number;
  /** Seconds after which a request is given up, 1 to 300. @default 29 */
  readonly requestTimeoutSeconds?: number;
  /** Environment variables without secrets. @default - none */
  readonly settings?: { [name: string]: string };
  /**
   * Names of fields whose values are masked in the logs of this service. The container gets them as `MASKED_FIELDS`.
   * @default - none
   */
  readonly maskedFields?: string[];
}

/** A container service. What it needs, it is connected to. */
export class Service extends Capability implements IConnectable {
  public readonly backend: IServiceBackend;

  public constructor(scope: Construct, id: string, props: ServiceProps = {}) {
    super(scope, id);
    bound(this, props, {
      port: whole(1, 65535),
      healthPath: form(/^\/(?:\S*[^\sz])?$/, 'begin with / and not end in z, which Cloud Run keeps for itself'),
      minInstances: whole(0, 1000),
      maxInstances: { test: (most) => Number.isInteger(most) && most >= 1 && most <= 1000 && most >= (props.minInstances ?? 0), must: 'be a whole number from 1 to 1000, and not below minInstances' },
      requestTimeoutSeconds: whole(1, 300),
      settings: { test: (settings) => Object.keys(settings).every((name) => /^[A-Za-z_]\w*$/.test(name)), must: 'have names of letters, digits and underscores that begin with no digit' },
    });
    this.checkRoom(props);
    // A workload that masks for itself hears the names, on every cloud.
    const masked: { [name: string]: string } = props.maskedFields?.length ? { MASKED_FIELDS: props.maskedFields.join(',') } : {};
    this.backend = this.environment.cloud.service(this, { ...props, settings: { ...masked, ...props.settings } });
    this.addAlarms(this.backend.metrics);
  }

  /** Where the loss of a zone must not be noticed, one instance is not enough; and what is asked for has to fit what the stage says of the rest. */
  private checkRoom({ minInstances, maxInstances }: ServiceProps): void {
    const { profile } = this.environment;
    const fewest = minInstances ?? profile.minInstances;
    const one = (minInstances === undefined) !== (maxInstances === undefined) && !Token.isUnresolved(fewest);
    bound(this, { minInstances, maxInstances: one ? maxInstances ?? profile.maxInstances : undefined }, {
      ...(profile.highlyAvailable ? { minInstances: { test: (least: number) => least >= 2, must: 'be 2 or more in a stage that is highly available' } } : {}),
      maxInstances: { test: (most) => most >= fewest, must: `not be below ${fewest}, the fewest instances` },
    });
  }

  public get target(): IResourceBackend {
    return this.backend;
  }

  /**
   * Connects this service to a resource: permission, network path and settings in one call. Settings arrive as environment
   * variables that begin with the target's id in upper case: `DATABASE_HOST`.
   */
  public connectTo(to: IConnectable, access: Access): void {
    to.target.grant(this.backend.identity, access);
    to.target.allowFrom(this.backend.endpoint);
    const prefix = to.node.id.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
    for (const name of Object.keys(to.target.settings).sort()) {
      this.backend.addSetting(`${prefix}_${name}`, to.target.settings[name]);
    }
  }
}
