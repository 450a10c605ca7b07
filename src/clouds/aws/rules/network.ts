import { all, cidr, never, oneOf, pattern, range, uniqueAcross } from '../../rule-makers';
import { cidrRange, isSet, json, listOf, numeric, text, texts } from '../../rule-values';
import { Rule } from '../../rules';

const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide';
const R53 = 'https://docs.aws.amazon.com/Route53/latest';

/** VPC, subnets, security groups, endpoints, DNS, firewall. */
export const networkRules: readonly Rule[] = [
  {
    id: 'aws/vpc-cidr', types: ['aws_vpc'], argument: 'cidr_block', problem: cidr(16, 28), mend: 'Use a block of /16 to /28 without host bits.', source: `${VPC}/vpc-cidr-blocks.html`,
  },
  {
    id: 'aws/subnet-cidr', types: ['aws_subnet'], argument: 'cidr_block', problem: cidr(16, 28), mend: 'Use a block of /16 to /28 without host bits.', source: `${VPC}/subnet-sizing.html`,
  },
  {
    id: 'aws/subnet-within-vpc', types: ['aws_subnet'], argument: 'cidr_block',
    problem: (value, subnet, context) => {
      const vpc = context.graph.target(subnet.vpc_id);
      const mine = cidrRange(value);
      const secondary = vpc ? context.graph.all('aws_vpc_ipv4_cidr_block_association').filter((entry) => context.graph.refersTo(entry, vpc)).map((entry) => entry.body.cidr_block) : [];
      const blocks = [vpc?.body.cidr_block, ...secondary];
      const ranges = blocks.map((one) => cidrRange(context.graph.literal(one)));
      const inside = ranges.some((range) => range && mine && mine.first >= range.first && mine.last <= range.last);
      return mine && vpc && ranges.every(isSet) && !inside ? `${value} lies outside ${vpc.address} (${blocks.join(', ')})` : undefined;
    },
    mend: 'Choose a block within the VPC.', source: `${VPC}/subnet-sizing.html`,
  },
  {
    id: 'aws/subnet-overlap', types: ['aws_subnet'], argument: 'cidr_block',
    problem: (value, subnet, context) => {
      const mine = cidrRange(value);
      const other = mine && context.graph.all('aws_subnet').find((entry) => {
        const theirs = cidrRange(entry.body.cidr_block);
        return entry.address < context.address && entry.body.vpc_id === subnet.vpc_id && theirs && mine.first <= theirs.last && theirs.first <= mine.last;
      });
      return other ? `${value} overlaps ${other.address} (${other.body.cidr_block})` : undefined;
    },
    mend: 'Give each subnet addresses of its own.', source: `${VPC}/subnet-sizing.html`,
  },
  {
    id: 'aws/security-group-name', types: ['aws_security_group'], argument: 'name',
    problem: all(never(/^sg-/, 'begin with sg-'), pattern(/^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/, 'up to 255 of the characters that EC2 takes')),
    mend: 'Rename the group.', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  },
  {
    id: 'aws/security-group-description', types: ['aws_security_group', 'aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'], argument: 'description',
    problem: pattern(/^[\w .:/()#,@[\]+=&;{}!$*-]{0,255}$/, 'up to 255 of the characters that EC2 takes'), mend: 'Leave out other characters, such as quotes, < and >.', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  },
  {
    id: 'aws/security-rule-ports', types: ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'], argument: 'ip_protocol',
    problem: (value, rule) => {
      const ports = isSet(rule.from_port) && isSet(rule.to_port);
      if (String(value) === '-1') {
        return isSet(rule.from_port) || isSet(rule.to_port) ? 'is -1 (all), and ports are set' : undefined;
      }
      const [from, to] = [numeric(rule.from_port), numeric(rule.to_port)];
      return !ports ? 'is set without from_port and to_port' : from !== undefined && to !== undefined && from > to ? `runs from port ${from} to ${to}` : undefined;
    },
    mend: 'Give from_port and to_port, in this order, or protocol -1 without ports.', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
  },
  {
    id: 'aws/security-rule-cidr', types: ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'], argument: 'cidr_ipv4', problem: cidr(), mend: 'Write the block without host bits.', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html',
  },
  {
    id: 'aws/network-acl-rule', types: ['aws_network_acl'], argument: '',
    problem: (acl) => {
      for (const side of ['ingress', 'egress']) {
        const numbers = listOf(acl[side]).map((rule) => numeric(rule?.rule_no)).filter(isSet);
        const twice = numbers.find((number, i) => numbers.indexOf(number) !== i);
        if (twice !== undefined) {
          return `has ${side} rule ${twice} more than once`;
        }
        if (numbers.length > 20) {
          return `has ${numbers.length} ${side} rules: the quota is 20`;
        }
      }
      return undefined;
    },
    mend: 'Number the rules apart and stay within 20 a direction.', source: `${VPC}/amazon-vpc-limits.html`,
  },
  {
    id: 'aws/endpoint-s3-registry-layers', types: ['aws_vpc_endpoint'], argument: 'policy', references: true,
    problem: (value, endpoint, context) => {
      const pulls = context.graph.all('aws_vpc_endpoint').some((other) => /\.ecr\.dkr$/.test(text(other.body.service_name) ?? ''));
      const gateway = /\.s3$/.test(text(endpoint.service_name) ?? '') && (text(endpoint.vpc_endpoint_type) ?? 'Gateway') === 'Gateway';
      const open = listOf(json(value)?.Statement).some((one) => one?.Effect === 'Allow' && listOf(one.Resource).includes('*'));
      return pulls && gateway && isSet(value) && typeof value === 'string' && !open && !/starport-layer-bucket/.test(value) ? 'does not admit the bucket of image layers: image pulls fail' : undefined;
    },
    mend: 'Allow s3:GetObject on arn:aws:s3:::prod-<region>-starport-layer-bucket/*.', source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
  },
  {
    id: 'aws/endpoint-policy-form', types: ['aws_vpc_endpoint'], argument: 'private_dns_enabled',
    problem: (value, endpoint) => (value === true && (text(endpoint.vpc_endpoint_type) ?? 'Gateway') === 'Gateway' ? 'is for interface endpoints' : undefined),
    mend: 'Leave private DNS out of a gateway endpoint.', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html',
  },
  {
    id: 'aws/vpc-endpoint-twice', types: ['aws_vpc_endpoint'], argument: '',
    problem: uniqueAcross((body) => (body.private_dns_enabled === true && text(body.service_name) ? `${body.service_name} in ${body.vpc_id}`.replace(/\$\{([^}]*)\}/g, '<$1>') : undefined), 'endpoint with private DNS for'),
    mend: 'Have one endpoint with private DNS for a service in a VPC.', source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
  },
  {
    id: 'aws/route-target', types: ['aws_route'], argument: '',
    problem: (route) => {
      const targets = ['carrier_gateway_id', 'core_network_arn', 'egress_only_gateway_id', 'gateway_id', 'nat_gateway_id', 'local_gateway_id', 'network_interface_id', 'transit_gateway_id', 'vpc_endpoint_id', 'vpc_peering_connection_id']
        .filter((name) => isSet(route[name]));
      return targets.length === 1 ? undefined : `has ${targets.length} targets${targets.length > 0 ? `: ${targets.join(', ')}` : ''}`;
    },
    mend: 'Give a route one target.', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html',
  },
  {
    id: 'aws/route53-ttl', types: ['aws_route53_record'], argument: '', references: true,
    problem: (record) => (isSet(record.alias) && (isSet(record.ttl) || isSet(record.records)) ? 'has an alias together with ttl or records'
      : !isSet(record.alias) && isSet(record.records) && !isSet(record.ttl) ? 'has records without ttl' : undefined),
    mend: 'Give records and ttl, or an alias.', source: `${R53}/APIReference/API_ResourceRecordSet.html`,
  },
  {
    id: 'aws/dnssec-key', types: ['aws_route53_key_signing_key'], argument: 'key_management_service_arn', references: true,
    problem: (value, _block, context) => {
      const key = context.graph.target(value)?.body;
      const spec = text(key?.customer_master_key_spec);
      return key && (spec !== 'ECC_NIST_P256' || text(key.key_usage) !== 'SIGN_VERIFY') ? `is a key of kind ${spec ?? 'SYMMETRIC_DEFAULT'}` : undefined;
    },
    mend: 'Use an ECC_NIST_P256 key for SIGN_VERIFY, in us-east-1.', source: `${R53}/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html`,
  },
  {
    id: 'aws/dnssec-key-region', types: ['aws_route53_key_signing_key'], argument: 'key_management_service_arn',
    problem: (value) => (/^arn:aws:kms:/.test(text(value) ?? '') && !/^arn:aws:kms:us-east-1:/.test(value) ? 'is not in us-east-1' : undefined),
    mend: 'Make the DNSSEC key in us-east-1.', source: `${R53}/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html`,
  },
  {
    id: 'aws/firewall-rule-priority', types: ['aws_networkfirewall_firewall_policy'], argument: 'firewall_policy.stateful_rule_group_reference.priority', problem: range(1, 65535), mend: 'Use 1 to 65535.', source: 'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleGroupReference.html',
  },
  {
    id: 'aws/dns-firewall-action', types: ['aws_route53_resolver_firewall_rule'], argument: 'action',
    problem: all(oneOf('ALLOW', 'BLOCK', 'ALERT'), (value, rule) => (value === 'BLOCK' && !isSet(rule.block_response) ? 'is BLOCK without block_response' : undefined)),
    mend: 'Say what a blocked query gets: NODATA, NXDOMAIN or OVERRIDE.', source: `${R53}/APIReference/API_route53resolver_CreateFirewallRule.html`,
  },
  {
    id: 'aws/dns-firewall-priority', types: ['aws_route53_resolver_firewall_rule'], argument: 'priority',
    problem: uniqueAcross((body) => (numeric(body.priority) === undefined ? undefined : `${body.priority} in ${String(body.firewall_rule_group_id).replace(/[${}]/g, '')}`), 'priority'),
    mend: 'Give each rule of a group a priority of its own.', source: `${R53}/APIReference/API_route53resolver_CreateFirewallRule.html`,
  },
  {
    id: 'aws/subnet-group-zones', types: ['aws_db_subnet_group'], argument: 'subnet_ids', references: true,
    problem: (value, _block, context) => {
      const zones = listOf(value).map((one) => text(context.graph.target(one)?.body.availability_zone));
      return Array.isArray(value) && (value.length === 1 && !texts([]).length && typeof value[0] === 'string' && context.graph.target(value[0])?.type === 'aws_subnet'
        || zones.length > 1 && zones.every(isSet) && new Set(zones).size < 2) ? 'covers one zone only' : undefined;
    },
    mend: 'Name subnets in two zones at least.', source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html',
  },
];
