import { Example, many, one } from '../example';

const VPC = { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } };
const SUBNETS = { ...VPC, aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/24' }, b: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24' } } };
const S3 = 'com.amazonaws.eu-central-1.s3';

export const awsNetworkExamples: Example[] = [
  one('aws/vpc-cidr', 'aws_vpc', { cidr_block: '10.0.0.0/16' }, { 'VPC of /8': { cidr_block: '10.0.0.0/8' }, 'VPC block with host bits': { cidr_block: '10.0.1.0/16' } }),
  one('aws/subnet-cidr', 'aws_subnet', { cidr_block: '10.0.0.0/24' }, { 'subnet of /29': { cidr_block: '10.0.0.0/29' } }),
  many('aws/subnet-within-vpc', SUBNETS, { 'subnet outside its VPC': (r) => { r.aws_subnet.b.cidr_block = '10.1.0.0/24'; } }),
  many('aws/subnet-overlap', SUBNETS, { 'overlapping subnets': (r) => { r.aws_subnet.b.cidr_block = '10.0.0.128/25'; } }),
  one('aws/security-group-name', 'aws_security_group', { name: 'orders-app' }, { 'security group name beginning with sg-': { name: 'sg-orders' } }),
  one('aws/security-group-description', 'aws_security_group', { description: 'Orders to database (5432)' }, { 'security group description with quotes': { description: 'the "app"' } }),
  one('aws/security-rule-ports', 'aws_vpc_security_group_ingress_rule', { ip_protocol: 'tcp', from_port: 443, to_port: 443 }, { 'rule without ports': { from_port: undefined }, 'rule with ports in the wrong order': { to_port: 80 } }),
  one('aws/security-rule-cidr', 'aws_vpc_security_group_egress_rule', { cidr_ipv4: '10.0.0.0/16' }, { 'rule block with host bits': { cidr_ipv4: '10.0.0.1/16' } }),
  one('aws/network-acl-rule', 'aws_network_acl', { ingress: [{ rule_no: 100 }, { rule_no: 110 }], egress: [{ rule_no: 100 }] }, {
    'network ACL rule number twice': { ingress: [{ rule_no: 100 }, { rule_no: 100 }] }, 'more than 20 network ACL rules': { egress: Array.from({ length: 21 }, (_unused, i) => ({ rule_no: i + 1 })) },
  }),
  many('aws/endpoint-s3-registry-layers', {
    aws_vpc_endpoint: {
      dkr: { service_name: 'com.amazonaws.eu-central-1.ecr.dkr', vpc_endpoint_type: 'Interface' },
      s3: { service_name: S3, vpc_endpoint_type: 'Gateway', policy: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*"}]}' },
    },
  }, { 'S3 endpoint policy without the image layer bucket': (r) => { r.aws_vpc_endpoint.s3.policy = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*"}]}'; } }),
  one('aws/endpoint-policy-form', 'aws_vpc_endpoint', { service_name: S3, vpc_endpoint_type: 'Gateway' }, { 'private DNS on a gateway endpoint': { private_dns_enabled: true } }),
  many('aws/vpc-endpoint-twice', {
    aws_vpc_endpoint: { a: { vpc_id: '${aws_vpc.main.id}', service_name: 'com.amazonaws.eu-central-1.logs', private_dns_enabled: true }, b: { vpc_id: '${aws_vpc.main.id}', service_name: 'com.amazonaws.eu-central-1.kms', private_dns_enabled: true } },
  }, { 'two endpoints with private DNS for one service': (r) => { r.aws_vpc_endpoint.b.service_name = 'com.amazonaws.eu-central-1.logs'; } }),
  one('aws/route-target', 'aws_route', { destination_cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.a.id}' }, { 'route with two targets': { gateway_id: '${aws_internet_gateway.main.id}' }, 'route without target': { nat_gateway_id: undefined } }),
  one('aws/route53-ttl', 'aws_route53_record', { name: 'api', records: ['10.0.0.1'], ttl: 300 }, { 'record without ttl': { ttl: undefined }, 'alias with ttl': { records: undefined, alias: { name: 'x' } } }),
  many('aws/dnssec-key', { aws_kms_key: { dns: { customer_master_key_spec: 'ECC_NIST_P256', key_usage: 'SIGN_VERIFY' } }, aws_route53_key_signing_key: { main: { key_management_service_arn: '${aws_kms_key.dns.arn}' } } }, { 'DNSSEC key of the wrong kind': (r) => { r.aws_kms_key.dns.customer_master_key_spec = 'RSA_2048'; } }),
  one('aws/dnssec-key-region', 'aws_route53_key_signing_key', { key_management_service_arn: 'arn:aws:kms:us-east-1:123456789012:key/x' }, { 'DNSSEC key outside us-east-1': { key_management_service_arn: 'arn:aws:kms:eu-central-1:123456789012:key/x' } }),
  one('aws/firewall-rule-priority', 'aws_networkfirewall_firewall_policy', { firewall_policy: { stateful_rule_group_reference: [{ priority: 1 }] } }, { 'firewall priority 0': { firewall_policy: { stateful_rule_group_reference: [{ priority: 0 }] } } }),
  one('aws/dns-firewall-action', 'aws_route53_resolver_firewall_rule', { action: 'BLOCK', block_response: 'NODATA' }, { 'DNS block without response': { block_response: undefined } }),
  many('aws/dns-firewall-priority', {
    aws_route53_resolver_firewall_rule: { a: { firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.main.id}', priority: 100 }, b: { firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.main.id}', priority: 200 } },
  }, { 'duplicate DNS firewall priority': (r) => { r.aws_route53_resolver_firewall_rule.b.priority = 100; } }),
  many('aws/subnet-group-zones', {
    aws_subnet: { a: { availability_zone: 'eu-central-1a' }, b: { availability_zone: 'eu-central-1b' } }, aws_db_subnet_group: { main: { subnet_ids: ['${aws_subnet.a.id}', '${aws_subnet.b.id}'] } },
  }, { 'database subnets in one zone': (r) => { r.aws_subnet.b.availability_zone = 'eu-central-1a'; }, 'one database subnet': (r) => { r.aws_db_subnet_group.main.subnet_ids.pop(); } }),
];
