import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlledResource } from '../control-context';
import { control, finding, Judgement } from './build';

/** Paths of resources: `projects/acme-eu-landing/global/networks/n`. */
const PATH = /(?<![\w.-])projects\/([a-z0-9][a-z0-9:._-]*)/g;
const ACCOUNT = /serviceAccount:[\w-]+@([a-z0-9-]+)\.iam\.gserviceaccount\.com/g;
/** Projects of Google's own agents, which do a service's work. */
const AGENTS = /^(gcp-sa-[a-z0-9-]+|gs-project-accounts|serverless-robot-prod|storage-transfer-service|cloudservices|compute-system|container-engine-robot)$/;
/** Arguments that are programs and documents, and no references. */
const TEXTS: { readonly [type: string]: string } = { google_storage_bucket_object: 'content', google_monitoring_dashboard: 'dashboard_json' };
/** Places in which a bucket is named. */
const BUCKETS = ['bucket', 'destination', 'replication_spec.gcs_data_sink.bucket_name', 'replication_spec.gcs_data_source.bucket_name'];

/** What a resource says of projects. */
interface Said { readonly named: string[]; readonly accounts: string[]; readonly numbers: string[] }

/** @param text of a resource */
function saidIn(text: string): Said {
  const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, found]) => found))].sort();
  // Numbers by which Google's agents call this project.
  return { named: all(PATH), accounts: all(ACCOUNT), numbers: all(/(?:service|project)-(\d{5,})@/g) };
}

function others(said: Said, own: string, numbers: ReadonlySet<string>): string[] {
  const named = said.named.filter((name) => name !== own && (!/^\d+$/.test(name) || (numbers.size > 0 && !numbers.has(name))));
  return [...new Set([...named, ...said.accounts.filter((name) => name !== own && !AGENTS.test(name))])];
}

/** Buckets of the foundation begin with the name of the enterprise. */
function strangeBucket(one: ControlledResource, organization?: string): string | undefined {
  const places = one.type.startsWith('google_cloud_run_') ? [] : BUCKETS;
  const volumes = one.type === 'google_cloud_run_v2_service' ? one.argument('template.volumes') : one.type === 'google_cloud_run_v2_job' ? one.argument('template.template.volumes') : undefined;
  const named = [...places.map((place) => one.argument(place)), ...[volumes].flat().map((volume: any) => volume?.gcs?.bucket)]
    .filter((name): name is string => typeof name === 'string').filter((name) => one.type !== 'google_logging_project_sink' || name.startsWith('storage.googleapis.com/')).map((name) => name.replace('storage.googleapis.com/', ''));
  return named.find((name) => !name.includes('${') && organization !== undefined && !name.startsWith(`${organization}-`));
}

/** Nothing of an environment lies in, or answers to, a project that nobody here knows. */
export const accessOwnProject = control({
  id: 'access.own-project',
  title: 'What an environment refers to is in the project of its landing zone',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a key, a network, a bucket, a channel or an account of another project is in the hands of others: they read, they stop it, they send others there',
  mend: 'Refer to what the environment or its foundation has; name a project that is meant in the parameter.',
  clouds: [CloudName.GOOGLE],
  parameters: [{ name: 'accepted', description: 'Other projects that may be referred to', defaultValue: [] }],
}, (context) => {
  const own = context.document('provider.google.0.project');
  if (context.kind !== 'environment' || typeof own !== 'string' || context.embedded) { return []; }
  const accepted: string[] = context.parameter('accepted');
  const all = context.resources().filter(({ type }) => type.startsWith('google_')).map((one) => ({ one, said: one._found('projects', (body) => saidIn(JSON.stringify(body, (name, value) => (name !== '' && name === TEXTS[one.type] ? undefined : value)))) as Said }));
  const numbers = new Set(all.flatMap(({ said }) => said.numbers));
  return all.map(({ one, said }) => {
    const strangers = others(said, own, numbers);
    const project = one.argument('project');
    if (typeof project === 'string' && project !== own && !project.includes('${')) { strangers.push(project); }
    const found = strangers.filter((name) => !accepted.includes(name));
    const bucket = strangeBucket(one, context.organization);
    const says: Judgement = found.length > 0 ? `refers to another project: ${found.join(', ')}` : bucket === undefined || `uses the bucket ${bucket}, which is not of this landing zone`;
    return finding(one.address, says);
  });
});
