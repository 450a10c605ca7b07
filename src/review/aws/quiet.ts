import { Reader } from '../reader';

/** Types that say nothing that a reviewer decides on: names, attachments, waiting, what other readers read through their main resource. */
export const quiet: Reader = {
  types: [
    'aws_acm_certificate', 'aws_acm_certificate_validation', 'aws_kms_alias', 'aws_route53_record', 'aws_db_subnet_group', 'aws_elasticache_subnet_group', 'aws_redshift_subnet_group', 'aws_docdb_subnet_group',
    'aws_neptune_subnet_group', 'aws_memorydb_subnet_group', 'aws_cloudwatch_dashboard', 'aws_ecs_tag', 'aws_ec2_tag', 'aws_placement_group', 'aws_resourcegroups_group', 'aws_service_discovery_http_namespace',
    'aws_service_discovery_private_dns_namespace', 'aws_service_discovery_service', 'aws_xray_group', 'aws_xray_sampling_rule', 'aws_vpc_endpoint_route_table_association', 'aws_vpc_endpoint_subnet_association',
    'aws_elasticache_parameter_group', 'aws_iam_account_alias', 'aws_caller_identity', 'aws_lambda_layer_version', 'aws_vpc_dhcp_options', 'aws_vpc_dhcp_options_association',
  ],
  read(): void { /* nothing to say */ },
};
