import { FactSpec } from '../../environment/landing-zone';

/** What the foundation makes and AWS invents the id of. Everything else is referred to by its computed name. */
export const AWS_FACTS: FactSpec[] = [
  { name: 'vpc_id', description: 'Id of the shared VPC', pattern: '^vpc-[0-9a-f]{8,17}$' },
  { name: 'private_subnet_ids', description: 'Subnets for workloads, one for each zone', list: true, pattern: '^subnet-[0-9a-f]{8,17}$' },
  { name: 'data_subnet_ids', description: 'Subnets for data stores, without a way out, one for each zone', list: true, pattern: '^subnet-[0-9a-f]{8,17}$' },
  { name: 'endpoint_security_group_id', description: 'Security group of the interface endpoints', pattern: '^sg-[0-9a-f]{8,17}$' },
  { name: 's3_prefix_list_id', description: 'Prefix list of the S3 gateway endpoint', pattern: '^pl-[0-9a-f]{8,17}$' },
  { name: 'dynamodb_prefix_list_id', description: 'Prefix list of the DynamoDB gateway endpoint', pattern: '^pl-[0-9a-f]{8,17}$' },
  { name: 'vpc_link_id', description: 'Id of the VPC link (v2) of the API gateways', pattern: '^[a-z0-9]{4,20}$' },
  { name: 'vpc_link_security_group_id', description: 'Security group of the VPC link', pattern: '^sg-[0-9a-f]{8,17}$' },
  { name: 'service_network_id', description: 'Id of the VPC Lattice service network that services call each other through', pattern: '^sn-[0-9a-f]{17}$' },
  { name: 'public_zone_id', description: 'Id of the public Route 53 zone of the landing zone\'s domain', pattern: '^Z[A-Z0-9]{5,31}$' },
  { name: 'private_zone_id', description: 'Id of the private Route 53 zone of the landing zone\'s domain', pattern: '^Z[A-Z0-9]{5,31}$' },
  {
    name: 'egress_hosts',
    description: 'Hosts outside AWS that the egress firewall lets workloads call over HTTPS',
    list: true,
    pattern: '^[a-z0-9.-]{1,253}$',
  },
];
