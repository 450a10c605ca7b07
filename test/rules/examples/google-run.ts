import { Example, many, one } from '../example';

const APP = { name: 'app', resources: { limits: { cpu: '1', memory: '512Mi' } }, startup_probe: { http_get: { path: '/status' } }, volume_mounts: [{ name: 'config', mount_path: '/etc/config' }], env: [{ name: 'MODE', value: 'x' }] };
const PROXY = { name: 'proxy', ports: { container_port: 8080 }, depends_on: ['app'] };
const TEMPLATE = { timeout: '30s', max_instance_request_concurrency: 80, execution_environment: 'EXECUTION_ENVIRONMENT_GEN2', scaling: { min_instance_count: 1, max_instance_count: 10 }, vpc_access: { egress: 'ALL_TRAFFIC' }, volumes: [{ name: 'config', gcs: { bucket: 'x' } }], containers: [PROXY, APP] };
const RUN = { name: 'orders-prod', template: TEMPLATE };
const template = (change: any) => ({ template: { ...TEMPLATE, ...change } });
const app = (change: any) => template({ containers: [PROXY, { ...APP, ...change }] });
const run = (rule: string, bad: { [fault: string]: any }) => one(rule, 'google_cloud_run_v2_service', RUN, bad);

export const googleRunExamples: Example[] = [
  run('google/run-name', { 'Cloud Run name above 49 characters': { name: 'a'.repeat(50) } }),
  run('google/run-ports', { 'two Cloud Run containers with ports': app({ ports: { container_port: 80 } }) }),
  run('google/run-containers', { 'two Cloud Run containers of one name': template({ containers: [PROXY, { ...APP, name: 'proxy' }] }) }),
  run('google/run-container-count', { 'eleven containers': template({ containers: Array.from({ length: 11 }, (_unused, i) => ({ name: `c${i}` })) }) }),
  run('google/run-labels', { 'Cloud Run label run.googleapis.com/*': { labels: { 'run.googleapis.com/pod': 'x' } } }),
  run('google/run-concurrency', { 'Cloud Run concurrency above 1000': template({ max_instance_request_concurrency: 1001 }) }),
  run('google/run-timeout', { 'Cloud Run timeout "30"': template({ timeout: '30' }), 'Cloud Run timeout of two hours': template({ timeout: '7200s' }) }),
  run('google/run-size', { 'Cloud Run memory below 128Mi': app({ resources: { limits: { memory: '64Mi' } } }), 'Cloud Run with a bad CPU': app({ resources: { limits: { cpu: '3' } } }), '4 CPU with 512Mi': app({ resources: { limits: { cpu: '4', memory: '512Mi' } } }) }),
  run('google/run-scaling', { 'fewest instances above most': template({ scaling: { min_instance_count: 11, max_instance_count: 10 } }) }),
  run('google/run-startup-order', { 'sidecar in depends_on without startup probe': app({ startup_probe: undefined }) }),
  run('google/run-volumes', { 'mount of an unknown Cloud Run volume': template({ volumes: [] }) }),
  run('google/run-bucket-mount', { 'bucket mount outside the second generation': template({ execution_environment: 'EXECUTION_ENVIRONMENT_GEN1' }) }),
  run('google/run-reserved-path', { 'probe on a reserved path': app({ startup_probe: { http_get: { path: '/_ah/health' } } }) }),
  run('google/run-probe', { 'probe timeout above its period': app({ startup_probe: { timeout_seconds: 20, period_seconds: 10 } }) }),
  many('google/run-subnet-size', { google_compute_subnetwork: { run: { ip_cidr_range: '10.20.0.0/26' } }, google_cloud_run_v2_service: { a: { template: { vpc_access: { network_interfaces: [{ subnetwork: '${google_compute_subnetwork.run.id}' }] } } } } }, { 'direct VPC egress from a /28': (r) => { r.google_compute_subnetwork.run.ip_cidr_range = '10.20.0.0/28'; } }),
  run('google/run-egress', { 'unknown egress': template({ vpc_access: { egress: 'ALL' } }) }),
  run('google/run-environment', { 'reserved Cloud Run variable': app({ env: [{ name: 'K_SERVICE', value: 'x' }] }), 'PORT of the container that takes requests': template({ containers: [{ ...PROXY, env: [{ name: 'PORT', value: '1' }] }, APP] }) }),
  many('google/run-after-nat', {
    google_compute_subnetwork: { run: { ip_cidr_range: '10.20.0.0/26' } }, google_compute_router_nat: { main: { subnetwork: [{ name: '${google_compute_subnetwork.run.self_link}' }] } },
    google_cloud_run_v2_service: { a: { depends_on: ['google_compute_router_nat.main'], template: { vpc_access: { network_interfaces: [{ subnetwork: '${google_compute_subnetwork.run.id}' }] } } } },
  }, { 'Cloud Run not after the NAT': (r) => { delete r.google_cloud_run_v2_service.a.depends_on; } }),
];
