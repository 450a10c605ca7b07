import { duration, oneOf, pattern, range, unique } from '../../rule-makers';
import { blockOf, blocksOf, cidrRange, isBlock, isSet, listOf, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const RUN = 'https://cloud.google.com/run/docs';

/** MiB of a quantity such as 512Mi or 1Gi. */
function mebibytes(value: any): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|K|M|G|k)?$/.exec(text(value) ?? '');
  const factor: { [unit: string]: number } = { Ki: 1 / 1024, Mi: 1, Gi: 1024, K: 1000 / 1048576, k: 1000 / 1048576, M: 1e6 / 1048576, G: 1e9 / 1048576 };
  return match ? Number(match[1]) * (match[2] ? factor[match[2]] : 1 / 1048576) : undefined;
}

function cpus(value: any): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(text(value) ?? numeric(value) ?? ''));
  return match ? Number(match[1]) / (match[2] ? 1000 : 1) : undefined;
}

function sizeProblem(limits: any): string | undefined {
  if (!isBlock(limits)) {
    return undefined;
  }
  const [cpu, memory] = [cpus(limits.cpu), mebibytes(limits.memory)];
  if (text(limits.cpu) !== undefined && cpu === undefined || text(limits.memory) !== undefined && memory === undefined) {
    return `has cpu ${limits.cpu} and memory ${limits.memory}, of which one is no quantity`;
  }
  if (cpu !== undefined && ![1, 2, 4, 6, 8].includes(cpu) && !(cpu >= 0.08 && cpu < 1)) {
    return `has ${limits.cpu} CPU: 0.08 to 1, 2, 4, 6 and 8 are offered`;
  }
  const least = cpu === 4 ? 2048 : cpu !== undefined && cpu >= 6 ? 4096 : 128;
  return memory !== undefined && (memory < least || memory > 32768) ? `has memory ${limits.memory}: at least ${least} MiB go with that CPU, 32 GiB are the most` : undefined;
}

const SERVICE = ['google_cloud_run_v2_service'];

/** Cloud Run. */
export const runRules: readonly Rule[] = [
  {
    id: 'google/run-name', types: [...SERVICE, 'google_cloud_run_v2_job'], argument: 'name', problem: pattern(/^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/, 'up to 49 lower-case letters, digits and hyphens, beginning with a letter'), mend: 'Shorten the name.', source: `${RUN}/reference/rest/v2/projects.locations.services/create`,
  },
  {
    id: 'google/run-ports', types: SERVICE, argument: 'template.containers',
    problem: (value) => {
      const ingress = blocksOf(value).filter((container) => isSet(container.ports)).length;
      return ingress > 1 ? `has ports on ${ingress} containers` : blocksOf(value).length > 1 && ingress === 0 ? 'has no container with ports' : undefined;
    },
    mend: 'Give ports to the one container that takes requests.', source: `${RUN}/deploying#sidecars`,
  },
  {
    id: 'google/run-containers', types: SERVICE, argument: 'template.containers', problem: unique('name'), mend: 'Give each container a name of its own.', source: `${RUN}/deploying#sidecars`,
  },
  {
    id: 'google/run-container-count', types: SERVICE, argument: 'template.containers', problem: (value) => (listOf(value).length > 10 ? `has ${listOf(value).length} containers, 10 are the most` : undefined), mend: 'Keep ten containers.', source: 'https://cloud.google.com/run/quotas',
  },
  {
    id: 'google/run-labels', types: SERVICE, argument: '',
    problem: (service) => {
      const maps = [service, blockOf(service.template)].flatMap((one) => [one.labels, one.annotations]);
      const keys = maps.flatMap((map) => Object.keys(isBlock(map) ? map : {}));
      const odd = keys.find((key) => /^(run|serving|autoscaling|cloud)\.(googleapis\.com|knative\.dev)\//.test(key));
      return odd ? `sets "${odd}", which is reserved` : undefined;
    },
    mend: 'Leave reserved labels and annotations out.', source: `${RUN}/reference/rest/v2/projects.locations.services`,
  },
  {
    id: 'google/run-concurrency', types: SERVICE, argument: 'template.max_instance_request_concurrency', problem: range(1, 1000), mend: 'Use 1 to 1000.', source: `${RUN}/configuring/concurrency`,
  },
  {
    id: 'google/run-timeout', types: SERVICE, argument: 'template.timeout', problem: duration(1, 3600), mend: 'Write seconds with their unit, up to 3600s.', source: `${RUN}/configuring/request-timeout`,
  },
  {
    id: 'google/run-size', types: SERVICE, argument: 'template.containers.resources.limits', problem: sizeProblem, mend: 'Use CPU and memory that Cloud Run offers together.', source: `${RUN}/configuring/services/memory-limits`,
  },
  {
    id: 'google/run-scaling', types: SERVICE, argument: 'template.scaling.*',
    problem: (value) => {
      const [min, max] = [numeric(value?.min_instance_count), numeric(value?.max_instance_count)];
      return min !== undefined && max !== undefined && min > max ? `has at least ${min} and at most ${max} instances` : max === 0 ? 'has at most 0 instances' : undefined;
    },
    mend: 'Let the minimum be at most the maximum.', source: `${RUN}/configuring/min-instances`,
  },
  {
    id: 'google/run-startup-order', types: SERVICE, argument: 'template.containers.*', references: true,
    problem: (container, _block, context) => {
      const others = blocksOf(blockOf(context.body.template).containers);
      for (const name of listOf(container?.depends_on)) {
        const other = others.find((one) => one.name === name);
        if (!other) {
          return `waits for "${name}", which is no container of the service`;
        }
        if (!isSet(other.startup_probe)) {
          return `waits for "${name}", which has no startup probe`;
        }
      }
      return undefined;
    },
    mend: 'Give the container that others wait for a startup probe.', source: `${RUN}/configuring/services/containers#container-ordering`,
  },
  {
    id: 'google/run-volumes', types: SERVICE, argument: 'template.containers.volume_mounts.name',
    problem: (value, _mount, context) => (isSet(value) && !blocksOf(blockOf(context.body.template).volumes).some((volume) => volume.name === value) ? `"${value}" is no volume of the service` : undefined), mend: 'Declare the volume.', source: `${RUN}/configuring/services/cloud-storage-volume-mounts`,
  },
  {
    id: 'google/run-bucket-mount', types: SERVICE, argument: 'template.execution_environment',
    problem: (value, template) => (blocksOf(template.volumes).some((volume) => isSet(volume.gcs) || isSet(volume.nfs)) && value !== 'EXECUTION_ENVIRONMENT_GEN2' ? 'mounts a bucket outside the second generation' : undefined), mend: 'Use EXECUTION_ENVIRONMENT_GEN2.', source: `${RUN}/configuring/services/cloud-storage-volume-mounts`,
  },
  {
    id: 'google/run-reserved-path', types: SERVICE, argument: '',
    problem: (service) => {
      const probes = blocksOf(blockOf(service.template).containers).flatMap((container) => [container.startup_probe, container.liveness_probe]);
      const odd = probes.map((probe) => text(blockOf(blockOf(probe).http_get).path)).find((path) => path !== undefined && /^\/(_ah|eventlog)(\/|$)/.test(path));
      return odd ? `probes ${odd}, which is reserved` : undefined;
    },
    mend: 'Use another path, such as /status.', source: 'https://cloud.google.com/run/docs/known-issues#ah',
  },
  {
    id: 'google/run-probe', types: SERVICE, argument: 'template.containers.*',
    problem: (container) => {
      for (const name of ['startup_probe', 'liveness_probe']) {
        const probe = blockOf(container?.[name]);
        const [timeout, period] = [numeric(probe.timeout_seconds) ?? 1, numeric(probe.period_seconds) ?? 10];
        if (isSet(container?.[name]) && (timeout > period || period > (name === 'startup_probe' ? 240 : 3600))) {
          return `has a ${name} of ${timeout} s every ${period} s`;
        }
      }
      return undefined;
    },
    mend: 'Let the timeout be at most the period, and that at most 240 s.', source: `${RUN}/configuring/healthchecks`,
  },
  {
    id: 'google/run-subnet-size', types: SERVICE, argument: 'template.vpc_access.network_interfaces.subnetwork', references: true,
    problem: (value, _block, context) => {
      const subnet = context.graph.target(value);
      return (cidrRange(subnet?.body.ip_cidr_range)?.prefix ?? 0) > 26 ? `is ${subnet?.address}, ${subnet?.body.ip_cidr_range}: /26 is the smallest` : undefined;
    },
    mend: 'Use /26 at least.', source: `${RUN}/configuring/vpc-direct-vpc`,
  },
  {
    id: 'google/run-egress', types: SERVICE, argument: 'template.vpc_access.egress', problem: oneOf('ALL_TRAFFIC', 'PRIVATE_RANGES_ONLY'), mend: 'Use ALL_TRAFFIC or PRIVATE_RANGES_ONLY.', source: `${RUN}/configuring/vpc-direct-vpc`,
  },
  {
    // PORT is the platform's in the container that takes the requests only; a sidecar may be told where to listen.
    id: 'google/run-environment', types: SERVICE, argument: 'template.containers.env',
    problem: (value, container, context) => {
      const takesRequests = isSet(container.ports) || blocksOf(blockOf(context.body.template).containers).length < 2;
      const reserved = blocksOf(value).map((one) => text(one.name) ?? '')
        .find((name) => /^K_(SERVICE|REVISION|CONFIGURATION)$|^X_GOOGLE_/.test(name) || takesRequests && name === 'PORT');
      return reserved === undefined ? undefined : `"${reserved}" is a reserved variable`;
    },
    mend: 'Rename the variable.', source: `${RUN}/configuring/services/environment-variables#reserved`,
  },
  {
    id: 'google/run-after-nat', types: SERVICE, argument: 'template.vpc_access', references: true,
    problem: (value, _template, context) => {
      const subnets = blocksOf(blockOf(value).network_interfaces).map((one) => context.graph.target(one.subnetwork)).filter(isSet);
      const early = context.graph.all('google_compute_router_nat')
        .find((nat) => subnets.some((subnet) => subnet && context.graph.refersTo(nat, subnet)) && !context.graph.isAfter(context, nat));
      return early ? `starts before ${early.address}: the first instances reach nothing outside` : undefined;
    },
    mend: 'Put the NAT into depends_on.', source: `${RUN}/configuring/vpc-direct-vpc`,
  },
];
