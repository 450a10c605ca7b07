import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { blocks } from './judging';
import { is, isOrAbsent, onRows, row, secondsOf } from './rows';

const SERVICE = 'google_cloud_run_v2_service';
const JOB = 'google_cloud_run_v2_job';
const FOLDER = '/etc/groundwork/';
const SHELL = /^(\/bin\/)?(ba|da|z)?sh$/;

function commandsOf(containers: any): string[][] {
  return blocks(containers).map((one) => [...[one.command ?? []].flat(), ...[one.args ?? []].flat()].map(String));
}

const envOf = (containers: any, name: string) => blocks(containers).flatMap((one) => blocks(one.env)).find((one) => one.name === name)?.value;

const units = (value: unknown) => {
  const found = /^([\d.]+)(m|Mi|Gi)?$/.exec(String(value ?? 0));
  return found ? Number(found[1]) * (found[2] === 'Gi' ? 1024 : found[2] === 'm' ? 0.001 : 1) : Infinity;
};

const each = (type: string, at: string) => [
  row(type, 'launch_stage', 'uses what Google does not support yet', isOrAbsent('GA')),
  row(type, 'binary_authorization.breakglass_justification', 'runs images past the admission', is(undefined)),
  row(type, `${at}.containers`, 'runs a shell', (containers) => commandsOf(containers).every(([command]) => !SHELL.test(command ?? ''))),
  row(type, `${at}.volumes`, 'may write into its own program and configuration', (volumes) => blocks(volumes).every((volume) => volume.gcs === undefined || volume.gcs.read_only === true)),
  row(type, `${at}.volumes`, 'takes program and configuration from elsewhere', (volumes) => blocks(volumes).every((volume) => volume.gcs === undefined || String(volume.gcs.bucket).includes('${google_storage_bucket.'))),
  row(type, `${at}.containers`, 'runs a file that no resource here writes', (containers, _, context) => {
    const written = context.resources(['google_storage_bucket_object']).map((file) => String(file.argument('name')));
    const mounted = blocks(containers).filter((one) => blocks(one.volume_mounts).some((mount) => `${mount.mount_path}/` === FOLDER));
    const named = commandsOf(mounted).map((command) => command.filter((word) => word.startsWith(FOLDER)).map((word) => word.slice(FOLDER.length)));
    return named.every((files) => files.length > 0 && files.every((one) => written.includes(one)));
  }),
  row(type, `${at}.containers`, 'takes more than its part of a machine', (containers) => blocks(containers).every((one) => units(one.resources?.limits?.cpu) <= 4 && units(one.resources?.limits?.memory) <= 16 * 1024)),
];

/** What a service and its jobs run, and how they are reached. */
export const workloadSettings = onRows({
  id: 'workload.settings',
  title: 'Workloads run what was written for them, behind their gateway, for a bounded time',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a container that takes its program from elsewhere, that callers reach beside the gateway, or that checks nobody\'s name is not the one that was approved',
  mend: 'Leave the template to the Service capability.',
  clouds: [CloudName.GOOGLE],
}, [
  ...each(SERVICE, 'template'), ...each(JOB, 'template.template'),
  row(SERVICE, 'template.timeout', 'holds requests longer than any caller waits', (timeout) => (secondsOf(timeout) ?? Infinity) <= 330),
  row(SERVICE, 'template.max_instance_request_concurrency', 'takes more at once than was approved', (most) => Number(most) <= 800),
  row(SERVICE, 'template.containers', 'is reached beside its gateway', (containers) => blocks(containers).filter((one) => blocks(one.ports).length > 0).every((one) => blocks(containers).length === 1 || one.name === 'gateway')),
  row(SERVICE, 'template.containers', 'takes requests before application and validator are there', (containers) => {
    const gateway = blocks(containers).find((one) => one.name === 'gateway');
    return gateway === undefined || blocks(containers).filter((one) => one !== gateway).every((one) => [gateway.depends_on ?? []].flat().includes(one.name));
  }),
  row(SERVICE, 'template.containers', 'does not ask a database for its name', (containers) => ['verify-full', undefined].includes(envOf(containers, 'DATABASE_SSLMODE'))),
  row(SERVICE, 'traffic', 'sends requests to another revision than the newest', (traffic) => blocks(traffic).every((one) => one.type === 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST')),
  row(JOB, 'template.template.timeout', 'runs for hours', (timeout) => (secondsOf(timeout) ?? 600) <= 3600),
  row('google_cloud_scheduler_job', 'http_target.uri', 'calls another host than Google\'s, or without TLS', (uri) => /^https:\/\/([a-z0-9-]+\.)?(run|workflows|cloudfunctions)?\.?googleapis\.com\//.test(String(uri))),
  row('google_cloud_scheduler_job', 'http_target', 'calls without an account of its own', (target) => /\$\{google_service_account\./.test(JSON.stringify([target?.oauth_token ?? '', target?.oidc_token ?? '']))),
  row('google_cloud_scheduler_job', 'paused', 'does not run', isOrAbsent(false)),
]);
