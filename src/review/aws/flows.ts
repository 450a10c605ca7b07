import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Evidence, Verb } from '../model';
import { Notes, Reader } from '../reader';
import { eventFlows } from './event-flows';
import { FlowSheet } from './flow-sheet';
import { serversOf, targetGroups } from './edge-values';
import { logFlows } from './log-flows';
import { readApiDocument } from './api-document';
import { apiFromResources } from './api-resources';
import { securityGroups } from './security-groups';
import { AwsStack, stackOf } from './stack';
import { at, items } from './values';
import { append } from '../group';

/** What talks to what: by permission, by network rule, by what one resource hands to the next. Comes after permissions. */
export const flows: Reader = {
  types: ['aws_s3_bucket_notification', 'aws_sfn_state_machine', 'aws_scheduler_schedule', 'aws_pipes_pipe'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const sheet = new FlowSheet();
    const called = gatewayFlows(stack, sheet);
    byPermission(stack, notes, sheet);
    byNetwork(stack, sheet, called);
    logFlows(stack, sheet);
    eventFlows(stack, sheet);
    sheet.flush(notes);
  },
};

// Roles stand for what runs with them.
function workloads(stack: AwsStack): Map<string, string[]> {
  const byRole = new Map<string, string[]>();
  const add = (role: unknown, workload: Entry): void => {
    const found = stack.find(role, 'aws_iam_role');
    if (found) { append(byRole, found.address, workload.address); }
  };
  for (const service of stack.graph.all('aws_ecs_service')) {
    const task = stack.find(service.body.task_definition);
    add(task?.body.task_role_arn, service);
    add(task?.body.execution_role_arn, service);
  }
  for (const one of stack.graph.all('aws_lambda_function')) { add(one.body.role, one); }
  for (const one of stack.graph.all('aws_sfn_state_machine', 'aws_scheduler_schedule', 'aws_pipes_pipe')) { add(one.body.role_arn, one); }
  for (const machine of stack.graph.all('aws_instance')) { add(stack.find(machine.body.iam_instance_profile, 'aws_iam_instance_profile')?.body.role, machine); }
  return byRole;
}

const SILENT = /^aws_(kms_|iam_|elasticache_user)/;

function byPermission(stack: AwsStack, notes: Notes, sheet: FlowSheet): void {
  const byRole = workloads(stack);
  const merged = new Map<string, { verbs: Set<Verb>; evidence: Evidence[] }>();
  for (const p of notes.permissions) {
    if (p.effect !== 'allow' || p.resource === '*' || SILENT.test(p.resource)) { continue; }
    const own = /^aws_\w+\./.test(p.resource);
    const to = own ? p.resource : /^arn:[^:]*:[^:]*:[^:]*:\d*:/.test(p.resource) && p.foreign && (!stack.account || p.resource.includes(`:${stack.account}:`)) ? 'foundation' : undefined;
    for (const from of to ? byRole.get(p.principal) ?? [] : []) {
      const key = `${from}\n${to}`;
      const one = merged.get(key) ?? { verbs: new Set<Verb>(), evidence: [] };
      p.verbs.forEach((v) => one.verbs.add(v));
      one.evidence.push(...p.evidence);
      merged.set(key, one);
    }
  }
  for (const [key, { verbs, evidence }] of merged) {
    const [from, to] = key.split('\n');
    const verb = inWords(to, verbs);
    if (verb) { sheet.add({ from, to, verb, evidence }); }
  }
}

function inWords(to: string, verbs: Set<Verb>): string | undefined {
  const writes = verbs.has('write');
  const reads = verbs.has('read');
  if (verbs.has('invoke')) { return 'calls'; }
  if (verbs.has('pull') || verbs.has('push')) { return verbs.has('push') && !verbs.has('pull') ? 'pushes images to' : 'pulls images from'; }
  if (to.startsWith('aws_cloudwatch_log_group.')) { return writes ? 'sends logs to' : reads ? 'reads' : undefined; }
  if (to.startsWith('aws_sns_topic.')) { return writes ? 'publishes to' : undefined; }
  if (to.startsWith('aws_sqs_queue.')) { return reads ? (writes ? 'sends to and takes from' : 'takes from') : writes ? 'sends to' : undefined; }
  return reads && (writes || verbs.has('delete')) ? 'reads and writes' : writes ? 'writes to' : reads ? 'reads' : verbs.has('delete') ? 'deletes from' : undefined;
}

/** Types that are called; a store is connected to. */
const CALLED = /^(aws_a?lb|aws_elb|aws_ecs_service|aws_lambda_function|aws_vpc_endpoint|aws_instance|aws_vpclattice_\w+)\./;

function byNetwork(stack: AwsStack, sheet: FlowSheet, called: Set<string>): void {
  const groups = securityGroups(stack.graph);
  const connect = (from: string, to: string, port: string, evidence: Evidence): void => sheet.connect(from, to, CALLED.test(to) || !to.includes('.') ? 'calls' : 'connects to', port, evidence);
  for (const o of groups.openings) {
    const here = groups.members(o.group);
    if (o.peer.kind === 'group' && o.peer.group) {
      const there = groups.members(o.peer.group);
      for (const a of here) {
        for (const b of there) {
          if (a.address !== b.address) { connect(...(o.direction === 'out' ? [a.address, b.address] as const : [b.address, a.address] as const), o.ports, o.evidence); }
        }
      }
    } else if (o.direction === 'out' && (o.peer.kind === 'internet' || o.peer.kind === 'elsewhere')) {
      for (const a of here) { connect(a.address, o.peer.kind === 'internet' ? 'internet' : 'foundation', o.ports, o.evidence); }
    } else if (o.direction === 'in' && o.peer.kind === 'elsewhere') {
      // What a gateway of this stack calls is called through the foundation's way into the network.
      for (const a of here.filter((m) => !called.has(m.address))) { connect('foundation', a.address, o.ports, o.evidence); }
    }
  }
}

// Gateways and balancers, and what answers behind them.
function gatewayFlows(stack: AwsStack, sheet: FlowSheet): Set<string> {
  const called = new Set<string>();
  const { graph } = stack;
  for (const api of graph.all('aws_api_gateway_rest_api', 'aws_apigatewayv2_api')) {
    const document = isSet(api.body.body) ? readApiDocument(stack, api) : api.type === 'aws_api_gateway_rest_api' ? apiFromResources(stack, api) : undefined;
    const evidence = [{ address: api.address, ...(isSet(api.body.body) ? { argument: 'body' } : {}) }];
    for (const o of document?.operations ?? []) {
      if (o.target) { called.add(o.target.address); sheet.add({ from: api.address, to: o.target.address, verb: 'calls', port: o.target.type === 'aws_lambda_function' ? undefined : '443', evidence }); }
    }
    for (const lambda of document?.authorizers ?? []) { sheet.add({ from: api.address, to: lambda.address, verb: 'asks', evidence }); }
    for (const integration of stack.of(api, 'aws_apigatewayv2_integration', 'api_id')) {
      const target = stack.find(integration.body.integration_uri);
      if (target) { sheet.add({ from: api.address, to: target.address, verb: 'calls', evidence: [{ address: integration.address, argument: 'integration_uri' }] }); }
    }
  }
  for (const listener of graph.all('aws_lb_listener', 'aws_alb_listener')) {
    const balancer = stack.find(listener.body.load_balancer_arn);
    for (const group of balancer ? targetGroups(stack, listener) : []) {
      for (const server of serversOf(stack, group)) {
        sheet.add({ from: balancer!.address, to: server.address, verb: 'calls', ...(isSet(group.body.port) ? { port: String(group.body.port) } : {}), evidence: [{ address: group.address }] });
      }
    }
  }
  for (const service of graph.all('aws_ecs_service')) {
    for (const config of blocksOf(service.body.vpc_lattice_configurations)) {
      const group = stack.find(config.target_group_arn);
      for (const listener of group ? stack.of(group, 'aws_vpclattice_listener', 'default_action.forward.target_groups.target_group_identifier') : []) {
        const front = stack.find(listener.body.service_identifier);
        if (front) { sheet.add({ from: front.address, to: service.address, verb: 'calls', ...(isSet(at(group!.body, 'config.port')) ? { port: String(at(group!.body, 'config.port')) } : {}), evidence: [{ address: listener.address }] }); }
      }
    }
  }
  for (const pool of graph.all('aws_cognito_user_pool')) {
    for (const value of Object.values(blockOf(pool.body.lambda_config))) {
      for (const arn of typeof value === 'string' ? [value] : blocksOf(value).flatMap((v) => items(v.lambda_arn))) {
        const lambda = stack.find(arn);
        if (lambda?.type === 'aws_lambda_function') { sheet.add({ from: pool.address, to: lambda.address, verb: 'asks', evidence: [{ address: pool.address, argument: 'lambda_config' }] }); }
      }
    }
  }
  return called;
}
