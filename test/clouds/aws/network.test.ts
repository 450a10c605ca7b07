import { Service } from '../../../src/capabilities/service';
import { environment } from './support/aws';

const PROVIDER = { identityProvider: { issuer: 'https://login.acme.example/' } };

test('a workload reaches AWS privately and nothing else, unless the standards have somebody outside to call', () => {
  const tf = environment((env) => { new Service(env, 'service'); });
  const out = tf.all('aws_vpc_security_group_egress_rule', '/service/to-');
  expect(out.map((r) => r.path.split('/').pop()).sort()).toEqual(['to-dynamodb', 'to-endpoints', 'to-s3']);
  expect(tf.text()).not.toContain('0.0.0.0/0');
});

test('with an identity provider the way out is HTTPS to the firewall', () => {
  const tf = environment((env) => { new Service(env, 'service'); }, { standards: PROVIDER });
  const open = tf.all('aws_vpc_security_group_egress_rule').filter((r) => r.body.cidr_ipv4 === '0.0.0.0/0');
  expect(open).toHaveLength(1);
  expect(open[0].body).toMatchObject({ from_port: 443, to_port: 443, ip_protocol: 'tcp' });
});

test('a host that the firewall would refuse is a fault, where the standards state the firewall\'s list', () => {
  expect(() => environment(() => undefined, { allowedHosts: ['api.partner.example'], facts: { egress_hosts: ['other.example'] } }))
    .toThrow(/refuses api\.partner\.example.*facts\.egress_hosts/);
  expect(() => environment(() => undefined, { allowedHosts: ['api.partner.example'], facts: { egress_hosts: ['api.partner.example'] } })).not.toThrow();
});

test('where the list is not stated, the environment says which hosts it needs', () => {
  const tf = environment(() => undefined, { allowedHosts: ['b.example', 'a.example'] });
  const needed = Object.values<any>(tf.json.output).find((o) => /firewall/.test(o.description));
  expect(needed.value).toEqual(['a.example', 'b.example']);
});

test('stated facts are used as they are; others become variables', () => {
  const stated = environment((env) => { new Service(env, 'service'); }, { facts: { vpc_id: 'vpc-0123456789abcdef0', private_subnet_ids: '["subnet-0123456789abcdef0","subnet-0123456789abcdef1"]' } });
  expect(stated.all('aws_security_group')[0].body.vpc_id).toBe('vpc-0123456789abcdef0');
  expect(stated.one('aws_lb').subnets).toEqual(['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1']);
  expect(Object.keys(stated.json.variable)).not.toContain('foundation_vpc_id');
  expect(Object.keys(stated.json.variable)).toContain('foundation_endpoint_security_group_id');
});
