import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { serversOf, targetGroups } from './edge-values';
import { wallOf } from './firewall';
import { securityGroups } from './security-groups';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { oldest, tlsOfBalancer } from './tls';
import { count, word, yes } from './values';

/** Load balancers: who reaches them, and what is behind. */
export const balancers: Reader = {
  types: ['aws_lb', 'aws_alb', 'aws_elb', 'aws_lb_listener', 'aws_alb_listener', 'aws_lb_listener_rule', 'aws_lb_target_group', 'aws_alb_target_group', 'aws_lb_target_group_attachment', 'aws_alb_target_group_attachment', 'aws_lb_listener_certificate', 'aws_lb_trust_store'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const balancer of graph.all('aws_lb', 'aws_alb')) { readBalancer(stack, notes, balancer); }
    for (const balancer of graph.all('aws_elb')) { readClassic(notes, balancer); }
  },
};

interface Listener { readonly entry: Entry; readonly port: string; readonly protocol: string; readonly tls?: string; readonly redirects: boolean; readonly proof: string }

function listenersOf(stack: AwsStack, balancer: Entry): Listener[] {
  return [...stack.of(balancer, 'aws_lb_listener', 'load_balancer_arn'), ...stack.of(balancer, 'aws_alb_listener', 'load_balancer_arn')].map((entry) => {
    const { body } = entry;
    const protocol = word(body.protocol, 'HTTP') ?? 'HTTP';
    const actions = blocksOf(body.default_action);
    const mutual = word(blockOf(body.mutual_authentication).mode, 'off') === 'verify';
    const login = actions.find((a) => isSet(a.authenticate_oidc) || isSet(a.authenticate_cognito) || isSet(a.jwt_validation));
    const issuer = word(blockOf(login?.authenticate_oidc).issuer) ?? word(blockOf(login?.jwt_validation).issuer);
    return {
      entry, port: isSet(body.port) ? String(body.port) : 'all', protocol, tls: /^(HTTPS|TLS)$/.test(protocol) ? tlsOfBalancer(body.ssl_policy) : 'none',
      redirects: actions.length > 0 && actions.every((a) => a.type === 'redirect' && word(blockOf(a.redirect).protocol, 'HTTPS') === 'HTTPS'),
      proof: [...(mutual ? ['client certificate'] : []), ...(login ? [issuer ? `token of ${issuer}` : 'login'] : [])].join(' and ') || 'none',
    };
  });
}

function readBalancer(stack: AwsStack, notes: Notes, balancer: Entry): void {
  const internal = yes(balancer.body.internal, false);
  const listeners = listenersOf(stack, balancer);
  const wall = wallOf(stack, balancer);
  notes.state('network.public-address', balancer, internal === undefined ? undefined : !internal, 'internal');
  const serving = listeners.filter((l) => !l.redirects);
  notes.state('edge.tls', balancer, oldest(serving.map((l) => l.tls)), serving.map((l) => ({ address: l.entry.address, argument: l.tls === 'none' ? 'protocol' : 'ssl_policy' })));
  notes.state('compute.deletion-protection', balancer, yes(balancer.body.enable_deletion_protection, false), 'enable_deletion_protection');
  notes.state('edge.access-log', balancer, yes(blockOf(balancer.body.access_logs).enabled, isSet(balancer.body.access_logs)), 'access_logs');
  // Inside, the firewall stands at the gateway.
  if (internal === false && word(balancer.body.load_balancer_type, 'application') === 'application') { notes.state('edge.firewall', balancer, wall.does, wall.association ? where(wall.association) : undefined); }
  for (const listener of listeners) { reach(stack, notes, balancer, listener, internal !== true, wall); }
}

function reach(stack: AwsStack, notes: Notes, balancer: Entry, listener: Listener, open: boolean, wall: ReturnType<typeof wallOf>): void {
  const groups = securityGroups(stack.graph);
  const own = groups.groups(balancer);
  const port = count(listener.entry.body.port);
  const openings = own.flatMap((g) => groups.of(g)).filter((o) => o.direction === 'in' && port !== undefined && o.first <= port && port <= o.last);
  // A balancer whose groups are elsewhere, or that has none, may be open to all.
  const sources = own.length === 0 || port === undefined ? (open ? [{ name: 'internet', evidence: where(balancer, 'internal') }] : [])
    : openings.filter((o) => o.peer.kind === 'range' || (o.peer.kind === 'internet' && open)).map((o) => ({ name: o.peer.name, evidence: [o.evidence] }));
  const targets = targetGroups(stack, listener.entry).flatMap((g) => serversOf(stack, g));
  const ends = targets.length > 0 && !listener.redirects ? targets.map((t) => t.address) : [balancer.address];
  for (const name of new Set(sources.map((s) => s.name))) {
    for (const to of new Set(ends)) {
      const public_ = name === 'internet';
      notes.reaches({
        direction: 'in', from: name, through: [...(wall.wall ? [wall.wall.address] : []), ...(to === balancer.address ? [] : [balancer.address])], to, ports: listener.port, protocol: listener.protocol,
        authentication: listener.redirects ? 'not applicable' : listener.proof, tls: listener.tls ?? 'known only at apply',
        filter: wall.does !== 'none' ? `web application firewall ${wall.does}` : openings.length > 0 ? 'security group' : 'none',
        weak: public_ && !listener.redirects && (listener.proof === 'none' || wall.does !== 'blocks' || listener.tls === 'none'),
        evidence: [...where(listener.entry), ...sources.filter((s) => s.name === name).flatMap((s) => s.evidence)],
      });
    }
  }
}

function readClassic(notes: Notes, balancer: Entry): void {
  const internal = yes(balancer.body.internal, false);
  notes.state('network.public-address', balancer, internal === undefined ? undefined : !internal, 'internal');
  notes.state('edge.access-log', balancer, yes(blockOf(balancer.body.access_logs).enabled, isSet(balancer.body.access_logs)), 'access_logs');
  if (internal !== false) { return; }
  for (const listener of blocksOf(balancer.body.listener)) {
    const protocol = (word(listener.lb_protocol, 'HTTP') ?? 'HTTP').toUpperCase();
    notes.reaches({
      direction: 'in', from: 'internet', through: [], to: balancer.address, ports: String(listener.lb_port ?? 'all'), protocol, authentication: 'none',
      tls: /^(HTTPS|SSL)$/.test(protocol) ? 'TLS 1.0' : 'none', filter: 'none', weak: true, evidence: where(balancer, 'listener'),
    });
  }
}
