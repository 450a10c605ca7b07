import { Construct } from 'constructs';
import { EdgePlan } from '../../../edge/edge-plan';
import { envoyFile, statusPathOf } from '../../../edge/envoy';
import { validatorBundle } from '../../../edge/validator-bundle';
import { envoyImage, nodeImage } from '../images';
import { MountedFile, ProgramBucket } from '../program-bucket';
import { CloudRunV2ServiceTemplateContainers } from '../resources';
import { GoogleService } from '../service';
import { containerResources } from '../service-template';

const LIMITS = { cpu: '1', memory: '512Mi' };
const VOLUME = 'edge';

/** First of the ports that the application does not listen on. */
function freePort(service: GoogleService, first: number): number {
  return service.port === first ? first + 1 : first;
}

/**
 * Envoy and the validator before the application, in the same instance: what the load balancer cannot do. Envoy checks
 * tokens, scopes, consent, limits and sizes, and asks the validator about parameters and bodies; the application hears what passed.
 */
export function putFront(scope: Construct, service: GoogleService, plan: EdgePlan): void {
  const listenPort = freePort(service, 10000);
  const validatorPort = freePort(service, 9001);
  const files = new ProgramBucket(scope);
  // A share for each instance that always runs: what is promised holds at rest, and limits grow with the instances that load
  // brings. The firewall's limit by address is the ceiling.
  const envoy = envoyFile(plan, {
    listenPort, validatorPort, servicePort: service.port, instances: service.minInstances, timeoutSeconds: service.timeoutSeconds,
  });
  const validator = validatorBundle(plan);
  const mounted = {
    envoy: files.add('envoy.json', envoy.content, 'application/json'),
    program: files.add('validator.js', validator.program.content, 'text/javascript'),
    plan: files.add('plan.json', validator.plan.content, 'application/json'),
  };
  service.putInFront({
    containers: [
      gateway(scope, mounted.envoy, listenPort, statusPathOf(plan)),
      validatorContainer(scope, mounted.program, mounted.plan, validatorPort),
    ],
    volumes: [{ name: VOLUME, gcs: { bucket: files.bucket.name, readOnly: true } }],
    waits: [...Object.values(mounted).map((file) => file.resource), files.grantRead(service.identity)],
  });
}

function gateway(scope: Construct, config: MountedFile, port: number, statusPath: string): CloudRunV2ServiceTemplateContainers {
  const probe = { httpGet: { path: statusPath, port }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 };
  return {
    name: 'gateway',
    image: envoyImage(scope),
    args: ['--config-path', config.path, '--log-level', 'warn', '--disable-hot-restart'],
    ports: { name: 'http1', containerPort: port },
    resources: containerResources(scope, LIMITS),
    volumeMounts: [{ name: VOLUME, mountPath: ProgramBucket.MOUNT }],
    startupProbe: { ...probe, initialDelaySeconds: 1 },
    livenessProbe: probe,
  };
}

function validatorContainer(scope: Construct, program: MountedFile, plan: MountedFile, port: number): CloudRunV2ServiceTemplateContainers {
  return {
    name: 'validator',
    image: nodeImage(scope),
    // On every address, since probes come from outside the container; only the first container's port is reachable from outside the instance.
    args: [program.path, '--plan', plan.path, '--listen', `0.0.0.0:${port}`],
    resources: containerResources(scope, LIMITS),
    volumeMounts: [{ name: VOLUME, mountPath: ProgramBucket.MOUNT }],
    // The gateway starts after it, which Cloud Run allows where a container has a startup probe only.
    startupProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 12 },
  };
}
