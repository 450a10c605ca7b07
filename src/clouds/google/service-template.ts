import { Construct } from 'constructs';
import { Size } from '../../capabilities/common';
import { ServiceProps } from '../../capabilities/service';
import { environmentOf } from '../../environment/environment-rules';
import { References } from './references';
import { CloudRunV2ServiceTemplateContainers, CloudRunV2ServiceTemplateScaling } from './resources';

/** CPU and memory of the application by size. */
const LIMITS: { [size in Size]: { cpu: string; memory: string } } = {
  [Size.SMALL]: { cpu: '1', memory: '512Mi' },
  [Size.MEDIUM]: { cpu: '1', memory: '1Gi' },
  [Size.LARGE]: { cpu: '2', memory: '2Gi' },
};

/** CPU and memory of a container. Outside of protected stages CPU is paid for while a request is served only. */
export function containerResources(scope: Construct, limits: { cpu: string; memory: string }) {
  return { limits, cpuIdle: !environmentOf(scope).profile.highlyAvailable, startupCpuBoost: true };
}

/** Fewest and most instances; Cloud Run scales between them with the requests in flight. */
export function serviceScaling(scope: Construct, props: ServiceProps): CloudRunV2ServiceTemplateScaling {
  const { profile } = environmentOf(scope);
  return { minInstanceCount: props.minInstances ?? profile.minInstances, maxInstanceCount: props.maxInstances ?? profile.maxInstances };
}

/** What the application's container is made of. */
export interface Application {
  readonly image: string;
  readonly port: number;
  /** Whether another container takes the requests. */
  readonly behindFront: boolean;
  readonly variables: { [name: string]: string };
}

/** The application: without a front it takes the requests itself. */
export function applicationContainer(scope: Construct, props: ServiceProps, app: Application): CloudRunV2ServiceTemplateContainers {
  const environment = environmentOf(scope);
  const probe = { httpGet: { path: props.healthPath ?? '/health', port: app.port }, periodSeconds: 10, timeoutSeconds: 3 };
  const variables: { [name: string]: string } = {
    GOOGLE_CLOUD_PROJECT: References.of(scope).project,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://telemetry.googleapis.com',
    OTEL_SERVICE_NAME: scope.node.id,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
    ...app.variables,
    // Cloud Run sets PORT itself where a container takes the requests, and refuses it there.
    ...app.behindFront ? { PORT: String(app.port) } : {},
  };
  return {
    name: 'app',
    image: app.image,
    ...app.behindFront ? {} : { ports: { name: 'http1', containerPort: app.port } },
    env: Object.keys(variables).sort().map((name) => ({ name, value: variables[name] })),
    resources: containerResources(scope, LIMITS[props.size ?? environment.profile.size]),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    startupProbe: { ...probe, failureThreshold: 12 },
    livenessProbe: { ...probe, failureThreshold: 3 },
  };
}
