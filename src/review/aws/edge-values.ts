import { Entry } from '../../clouds/rule-graph';
import { blocksOf } from '../../clouds/rule-values';
import { AwsStack } from './stack';
import { items } from './values';
import { append } from '../group';

/** Target groups that a listener or one of its rules sends requests to. */
export function targetGroups(stack: AwsStack, listener: Entry): Entry[] {
  const rules = stack.of(listener, 'aws_lb_listener_rule', 'listener_arn');
  const actions = [...blocksOf(listener.body.default_action), ...rules.flatMap((r) => blocksOf(r.body.action))];
  const arns = actions.flatMap((a) => [...items(a.target_group_arn), ...blocksOf(a.forward).flatMap((f) => blocksOf(f.target_group).map((g) => g.arn))]);
  const found = arns.map((arn) => stack.find(arn)).filter((g): g is Entry => g !== undefined);
  return [...new Map(found.map((g) => [g.address, g])).values()];
}

const served = new WeakMap<AwsStack, Map<string, Entry[]>>();

/** What takes requests from target groups, by the group's address. */
function servers(stack: AwsStack): Map<string, Entry[]> {
  let known = served.get(stack);
  if (!known) {
    known = new Map();
    const add = (group: unknown, server: Entry): void => {
      const found = stack.find(group);
      if (found) { append(known!, found.address, server); }
    };
    for (const service of stack.graph.all('aws_ecs_service')) { for (const lb of blocksOf(service.body.load_balancer)) { add(lb.target_group_arn, service); } }
    for (const one of stack.graph.all('aws_lb_target_group_attachment', 'aws_alb_target_group_attachment')) {
      const target = stack.find(one.body.target_id);
      if (target) { add(one.body.target_group_arn, target); }
    }
    for (const group of stack.graph.all('aws_autoscaling_group')) { for (const arn of items(group.body.target_group_arns)) { add(arn, group); } }
    served.set(stack, known);
  }
  return known;
}

/** What answers behind a balancer or a target group, and the balancer on the way; another resource answers itself. */
export function behindBalancer(stack: AwsStack, target: Entry): { readonly to: string; readonly through: string[] }[] {
  if (!/^aws_a?lb$/.test(target.type)) { return [{ to: target.address, through: [] }]; }
  const found = new Map<string, { to: string; through: string[] }>();
  for (const listener of stack.of(target, 'aws_lb_listener', 'load_balancer_arn')) {
    for (const group of targetGroups(stack, listener)) {
      for (const server of serversOf(stack, group)) { found.set(server.address, { to: server.address, through: [target.address] }); }
    }
  }
  return found.size > 0 ? [...found.values()] : [{ to: target.address, through: [] }];
}

/** What takes requests from a target group. */
export function serversOf(stack: AwsStack, group: Entry): Entry[] { return servers(stack).get(group.address) ?? []; }
