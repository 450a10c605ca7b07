import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding } from './build';

/** From here on the review says "for ever". */
const FOR_EVER = 36500;

function listOf(value: any): any[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Whether one resource names another in an argument. */
function names(one: ControlledResource, argument: string, address: string): boolean {
  return String(one.argument(argument) ?? '').includes(`\${${address}.`);
}

/** Whether earlier versions of a bucket's objects end. */
function versionsEnd(context: ControlContext, bucket: ControlledResource): boolean {
  switch (bucket.type) {
    case 'aws_s3_bucket':
      return context.resources(['aws_s3_bucket_lifecycle_configuration']).filter((one) => names(one, 'bucket', bucket.address))
        .some((one) => listOf(one.argument('rule')).some((rule) => rule?.status === 'Enabled' && listOf(rule.noncurrent_version_expiration).length > 0));
    case 'azurerm_storage_account':
      return context.resources(['azurerm_storage_management_policy']).filter((one) => names(one, 'storage_account_id', bucket.address))
        .some((one) => listOf(one.argument('rule')).some((rule) => rule?.enabled !== false && listOf(rule?.actions).some((actions) => listOf(actions?.version).some((version) => version?.delete_after_days_since_creation > 0))));
    default:
      return listOf(bucket.argument('lifecycle_rule')).some((rule) => listOf(rule?.action)[0]?.type === 'Delete'
        && listOf(rule?.condition).some((condition) => condition?.days_since_noncurrent_time > 0 || condition?.num_newer_versions > 0 || condition?.age > 0));
  }
}

/** Repositories of images that fill with every build; one that only passes on what it fetched fills with nobody's. */
function imagesEnd(context: ControlContext): ReturnType<typeof finding>[] {
  const says = (ends: boolean) => ends || 'keeps every image that was ever built';
  return [
    ...context.resources(['aws_ecr_repository']).map(({ address }) => finding(address, says(context.resources(['aws_ecr_lifecycle_policy']).some((one) => names(one, 'repository', address))))),
    ...context.resources(['google_artifact_registry_repository']).filter((one) => one.argument('mode') !== 'REMOTE_REPOSITORY')
      .map((one) => finding(one.address, says(listOf(one.argument('cleanup_policies')).some((policy) => policy?.action === 'DELETE')), 'cleanup_policies')),
  ];
}

/** What is written every day is thrown away some day. */
export const costExpiry = control({
  id: 'cost.expiry',
  title: 'Logs, backups, earlier versions and images do not grow for ever',
  objective: Objective.COST,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.LOW,
  why: 'storage that only grows costs more each month, and keeps personal data that nobody may keep',
  mend: 'Leave retention to the standards and the capability; data itself is kept as long as its store says.',
  clauses: ['GDPR: 5(1)(e)'],
  scanners: ['CKV2_AWS_61', 'CKV_AWS_300'],
  parameters: [{ name: 'most', description: 'Most days that logs and backups are kept', defaultValue: 3660 }],
}, (context) => {
  const versioned = new Set(context.facts(['data.versions']).filter(({ value }) => value === true).map(({ subject }) => subject));
  const most: number = context.parameter('most');
  return [
    ...context.facts(['log.retention-days', 'backup.days', 'data.backup-days']).map(({ subject, value, text, argument }) => finding(
      subject, value <= most || (value >= FOR_EVER ? 'is kept for ever' : `is kept more than ${most} days`), argument, text,
    )),
    ...context.resources(['aws_s3_bucket', 'azurerm_storage_account', 'google_storage_bucket']).filter(({ address }) => versioned.has(address))
      .map((bucket) => finding(bucket.address, versionsEnd(context, bucket) || 'keeps every earlier version for ever')),
    ...imagesEnd(context),
  ];
});
