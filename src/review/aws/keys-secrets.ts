import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { openByPolicy } from './resource-policies';
import { AwsStack, stackOf } from './stack';
import { store, where } from './store';
import { count, document, items, preventDestroy, word, yes } from './values';

const NEVER = 36500;

/** Keys, secrets and images. */
export const keysAndSecrets: Reader = {
  types: [
    'aws_kms_key', 'aws_kms_replica_key', 'aws_kms_external_key', 'aws_secretsmanager_secret', 'aws_secretsmanager_secret_rotation', 'aws_ssm_parameter', 'aws_ecr_repository', 'aws_ecrpublic_repository',
    'aws_ecr_lifecycle_policy', 'aws_ecr_registry_scanning_configuration', 'aws_ecr_repository_creation_template', 'aws_ecr_pull_through_cache_rule',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const key of graph.all('aws_kms_key', 'aws_kms_replica_key', 'aws_kms_external_key')) { readKey(notes, key); }
    for (const secret of graph.all('aws_secretsmanager_secret')) { readSecret(stack, notes, secret); }
    for (const parameter of graph.all('aws_ssm_parameter')) { readParameter(stack, notes, parameter); }
    const registry = graph.all('aws_ecr_registry_scanning_configuration').find((s) => blocksOf(s.body.rule).some((r) => word(r.scan_frequency) !== 'MANUAL'));
    for (const repository of graph.all('aws_ecr_repository')) { readRepository(stack, notes, repository, registry); }
    for (const repository of graph.all('aws_ecrpublic_repository')) { notes.state('data.public', repository, true); }
    for (const template of graph.all('aws_ecr_repository_creation_template')) { readTemplate(stack, notes, template); }
    for (const scan of graph.all('aws_ecr_registry_scanning_configuration')) {
      notes.state('image.scan', scan, blocksOf(scan.body.rule).some((r) => word(r.scan_frequency) !== 'MANUAL'), 'rule');
    }
  },
};

function readKey(notes: Notes, key: Entry): void {
  const { body } = key;
  const symmetric = word(body.customer_master_key_spec, 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT' && key.type === 'aws_kms_key';
  const rotated = yes(body.enable_key_rotation, false);
  // Only symmetric keys made by the cloud can be rotated.
  if (symmetric) { notes.state('key.rotation-days', key, rotated === undefined ? undefined : rotated ? count(body.rotation_period_in_days, 365) : NEVER, rotated ? 'rotation_period_in_days' : 'enable_key_rotation'); }
  notes.state('key.undelete-days', key, count(body.deletion_window_in_days, 30), 'deletion_window_in_days');
  notes.state('key.prevent-destroy', key, preventDestroy(body), 'lifecycle.prevent_destroy');
  notes.state('key.enabled', key, yes(body[key.type === 'aws_kms_key' ? 'is_enabled' : 'enabled'], true), key.type === 'aws_kms_key' ? 'is_enabled' : 'enabled');
  notes.state('key.hardware', key, true);
}

function readSecret(stack: AwsStack, notes: Notes, secret: Entry): void {
  const { body } = secret;
  const open = openByPolicy(stack, secret);
  store(stack.graph, notes, secret, {
    key: stack.owner(body.kms_key_id, 'provider'), keyAt: 'kms_key_id', transit: 'TLS 1.2', login: 'identity', redundancy: blocksOf(body.replica).length > 0 ? 'regions' : 'zones',
    public: open.open, publicAt: open.evidence,
  });
  notes.state('secret.undelete-days', secret, count(body.recovery_window_in_days, 30), 'recovery_window_in_days');
  const rotation = stack.of(secret, 'aws_secretsmanager_secret_rotation', 'secret_id')[0];
  const rules = blocksOf(rotation?.body.rotation_rules)[0];
  const scheduled = rate(word(rules?.schedule_expression));
  notes.state('secret.rotation-days', secret, !rotation ? NEVER : count(rules?.automatically_after_days) ?? scheduled, rotation ? where(rotation, 'rotation_rules') : undefined);
}

function rate(schedule: string | undefined): number | undefined {
  const match = /^rate\((\d+) (hour|day)s?\)$/.exec(schedule ?? '');
  return match ? Number(match[1]) / (match[2] === 'hour' ? 24 : 1) : undefined;
}

function readParameter(stack: AwsStack, notes: Notes, parameter: Entry): void {
  const kind = word(parameter.body.type, 'String');
  // Plain parameters are configuration.
  if (kind !== 'SecureString') { return; }
  store(stack.graph, notes, parameter, { key: stack.owner(parameter.body.key_id, 'provider'), keyAt: 'key_id', transit: 'TLS 1.2', login: 'identity', redundancy: 'zones', public: false });
}

function readRepository(stack: AwsStack, notes: Notes, repository: Entry, registry: Entry | undefined): void {
  const { body } = repository;
  const open = openByPolicy(stack, repository);
  store(stack.graph, notes, repository, {
    key: repositoryKey(stack, body), keyAt: 'encryption_configuration', transit: 'TLS 1.2', login: 'identity', redundancy: 'zones', public: open.open, publicAt: open.evidence,
  });
  notes.state('data.force-destroy', repository, yes(body.force_delete, false), 'force_delete');
  const scanned = yes(blocksOf(body.image_scanning_configuration)[0]?.scan_on_push, false);
  notes.state('image.scan', repository, registry ? true : scanned, registry ? where(registry, 'rule') : 'image_scanning_configuration');
  immutable(notes, repository);
  const rules = stack.of(repository, 'aws_ecr_lifecycle_policy', 'repository').flatMap((l) => blocksOf(document(l.body.policy)?.rules).map((r) => ({ l, r })));
  for (const { l, r } of rules) {
    if (r.selection?.countType === 'sinceImagePushed') { notes.state('data.expiry-days', repository, count(r.selection.countNumber), where(l, 'policy'), `${r.selection.tagStatus ?? 'any'} images`); }
  }
}

function repositoryKey(stack: AwsStack, body: any): ReturnType<AwsStack['owner']> {
  const encryption = blocksOf(body.encryption_configuration)[0];
  return /^KMS/.test(word(encryption?.encryption_type, 'AES256') ?? 'KMS') ? stack.owner(encryption?.kms_key, 'provider') : 'provider';
}

function immutable(notes: Notes, repository: Entry): void {
  const tags = word(repository.body.image_tag_mutability, 'MUTABLE');
  // With exclusions some tags can still be moved.
  notes.state('image.immutable', repository, tags === undefined ? undefined : tags === 'IMMUTABLE', 'image_tag_mutability');
}

function readTemplate(stack: AwsStack, notes: Notes, template: Entry): void {
  if (items(template.body.applied_for).length === 0) { return; }
  notes.state('image.key', template, repositoryKey(stack, template.body), 'encryption_configuration');
  notes.state('data.public', template, isSet(template.body.repository_policy) ? openByPolicy(stack, template).open : false, 'repository_policy');
  immutable(notes, template);
}
