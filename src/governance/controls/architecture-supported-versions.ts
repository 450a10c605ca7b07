import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource, StatedFact } from '../control-context';
import { control, finding, isUnknown, Judgement, NOT_ASKED, UNKNOWN } from './build';
import { SUPPORTED_VERSIONS } from './supported-versions';

/** Arguments that name the version of an engine or runtime: where one is left out, the cloud chooses. */
const VERSIONED: { readonly [type: string]: string } = {
  aws_rds_cluster: 'engine_version', aws_db_instance: 'engine_version', aws_elasticache_serverless_cache: 'major_engine_version', aws_elasticache_replication_group: 'engine_version',
  aws_lambda_function: 'runtime',
  azurerm_postgresql_flexible_server: 'version', azurerm_mysql_flexible_server: 'version',
  google_sql_database_instance: 'database_version', google_memorystore_instance: 'engine_version', google_redis_instance: 'redis_version', google_cloudfunctions2_function: 'build_config.0.runtime',
};

/** `aurora-postgresql 16.6`, `PostgreSQL 16` and `postgres 16` are one engine. */
function normal(version: string): string {
  return version.toLowerCase().replace(/^aurora-/, '').replace(/^postgres(?=\s)/, 'postgresql');
}

function supports(entry: string, version: string): boolean {
  return version === entry || version.startsWith(`${entry}.`);
}

/** What a runtime of a machine names is its size. */
function isVersion({ rule, subject }: StatedFact): boolean {
  return rule === 'data.version' || !subject.startsWith('aws_instance.');
}

function judged(fact: StatedFact, context: ControlContext): Judgement {
  if (isUnknown(fact.value)) { return UNKNOWN; }
  const version = normal(String(fact.value));
  const accepted = [...context.parameter('supported') as string[], ...context.parameter('also') as string[]];
  return accepted.some((entry) => supports(entry, version)) || `runs ${fact.value}, which is no supported version`;
}

function shown({ value }: StatedFact): string {
  const known = SUPPORTED_VERSIONS.find(({ name }) => supports(name, normal(String(value))));
  return known ? `${value}, supported until ${known.until} (${known.source})` : `${value}`;
}

/** A version left out changes by itself. A function in an image brings its own runtime, a replica has the one of its source. */
function unsaid(one: ControlledResource): Judgement {
  if (isUnknown(one.argument(VERSIONED[one.type]))) { return UNKNOWN; }
  const brings = one.argument('package_type') === 'Image' || one.argument('replicate_source_db') !== undefined || one.argument('master_instance_name') !== undefined;
  return brings ? NOT_ASKED : `names no ${VERSIONED[one.type]}: it runs what the cloud chooses`;
}

/** Engines and runtimes are of versions that somebody still mends. */
export const architectureSupportedVersions = control({
  id: 'architecture.supported-versions',
  title: 'Engines and runtimes are of a supported version, and name it',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'a fault found in a version without support stays open; where none is named, an upgrade comes unasked',
  mend: 'Leave the version to the capability, or name one of the list.',
  clauses: ['PCI DSS 4.0.1: 6.3.3', 'PCI DSS 4.0.1: 12.3.4'],
  scanners: ['CKV_AWS_363', 'CKV_GCP_79'],
  parameters: [
    { name: 'supported', description: 'Supported versions, each without its minor version', defaultValue: SUPPORTED_VERSIONS.map(({ name }) => name) },
    { name: 'also', description: 'Further versions that the enterprise supports itself', defaultValue: [] },
  ],
}, (context) => {
  const facts = context.facts(['data.version', 'compute.runtime']).filter(isVersion);
  const said = new Set(facts.map(({ subject }) => subject));
  return [
    ...facts.map((fact) => finding(fact.subject, judged(fact, context), fact.argument, shown(fact))),
    ...Object.entries(VERSIONED).flatMap(([type, argument]) => context.resources([type]).filter(({ address }) => !said.has(address))
      .map((one) => finding(one.address, unsaid(one), argument))),
  ];
});
