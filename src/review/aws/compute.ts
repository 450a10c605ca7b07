import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet, isUnresolved } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { count, document, items, plainly, word, yes } from './values';

/** Containers, functions and machines. */
export const compute: Reader = {
  types: [
    'aws_ecs_service', 'aws_ecs_task_definition', 'aws_ecs_cluster', 'aws_ecs_cluster_capacity_providers', 'aws_ecs_capacity_provider', 'aws_appautoscaling_target', 'aws_appautoscaling_policy', 'aws_appautoscaling_scheduled_action',
    'aws_lambda_function', 'aws_lambda_alias', 'aws_lambda_event_source_mapping', 'aws_lambda_invocation', 'aws_instance', 'aws_autoscaling_group', 'aws_launch_template',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const service of graph.all('aws_ecs_service')) { readService(stack, notes, service); }
    for (const task of graph.all('aws_ecs_task_definition')) { readTask(stack, notes, task); }
    for (const one of graph.all('aws_lambda_function')) { readFunction(stack, notes, one); }
    for (const machine of graph.all('aws_instance', 'aws_launch_template')) { readMachine(stack, notes, machine); }
    for (const group of graph.all('aws_autoscaling_group')) {
      notes.state('compute.min-instances', group, count(group.body.min_size), 'min_size');
      notes.state('compute.max-instances', group, count(group.body.max_size), 'max_size');
    }
  },
};

/** Fewest and most instances of a service, and what says so. */
export function instancesOf(stack: AwsStack, service: Entry): { readonly least?: number; readonly most?: number; readonly scaling?: Entry } {
  const scaling = stack.of(service, 'aws_appautoscaling_target', 'resource_id')[0] ?? scalingOf(stack).get(service.address);
  const wanted = count(service.body.desired_count, 0);
  return scaling ? { least: count(scaling.body.min_capacity), most: count(scaling.body.max_capacity), scaling } : { least: wanted, most: wanted };
}

const scaled = new WeakMap<AwsStack, Map<string, Entry>>();

// The target names cluster and service in one text: the service is not the first that it refers to.
function scalingOf(stack: AwsStack): Map<string, Entry> {
  let known = scaled.get(stack);
  if (!known) {
    known = new Map();
    for (const target of stack.graph.all('aws_appautoscaling_target')) {
      const id = String(target.body.resource_id ?? '');
      const last = id.split('/').pop() ?? '';
      const service = id.startsWith('service/') ? stack.find(last, 'aws_ecs_service') : undefined;
      if (service) { known.set(service.address, target); }
    }
    scaled.set(stack, known);
  }
  return known;
}

function readService(stack: AwsStack, notes: Notes, service: Entry): void {
  const { body } = service;
  const { least, most, scaling } = instancesOf(stack, service);
  notes.state('compute.min-instances', service, least, scaling ? where(scaling, 'min_capacity') : 'desired_count');
  notes.state('compute.max-instances', service, most, scaling ? where(scaling, 'max_capacity') : 'desired_count');
  const breaker = blockOf(body.deployment_circuit_breaker);
  const alarms = blockOf(body.alarms);
  const back = both(yes(breaker.enable, false), yes(breaker.rollback, false));
  const onAlarm = both(yes(alarms.enable, false), yes(alarms.rollback, false));
  notes.state('compute.rollback', service, back, 'deployment_circuit_breaker');
  if (onAlarm) { notes.state('compute.rollback', service, true, 'alarms', 'when an alarm is raised'); }
  notes.state('network.public-address', service, yes(blockOf(body.network_configuration).assign_public_ip, false), 'network_configuration.assign_public_ip');
  notes.state('compute.shell', service, yes(body.enable_execute_command, false), 'enable_execute_command');
  const groups = blocksOf(body.load_balancer).map((lb) => stack.find(lb.target_group_arn)).filter((g): g is Entry => g !== undefined);
  const task = stack.find(body.task_definition);
  const own = task ? containersOf(task).some((c) => isSet(c.healthCheck)) : false;
  const checks = groups.map((g) => yes(blockOf(g.body.health_check).enabled, true));
  notes.state('compute.health-check', service, own || checks.some((c) => c === true) ? true : checks.includes(undefined) ? undefined : false,
    groups.length > 0 ? groups.map((g) => ({ address: g.address, argument: 'health_check' })) : undefined);
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
}

/** The containers of a task, whatever of them is known only at apply. */
export function containersOf(task: Entry): any[] {
  return blocksOf(document(task.body.container_definitions));
}

function readTask(stack: AwsStack, notes: Notes, task: Entry): void {
  const cpu = count(task.body.cpu);
  notes.state('compute.cpu', task, cpu === undefined ? undefined : cpu / 1024, 'cpu');
  notes.state('compute.memory-mib', task, count(task.body.memory), 'memory');
  for (const container of containersOf(task)) {
    const name = typeof container.name === 'string' ? container.name : 'container';
    const at = 'container_definitions';
    image(stack, notes, task, container.image, at, name);
    notes.state('compute.read-only', task, yes(container.readonlyRootFilesystem, false), at, name);
    const added = items(container.linuxParameters?.capabilities?.add);
    notes.state('compute.privileged', task, added.length > 0 ? true : yes(container.privileged, false), at, name);
  }
}

// A variable stands for the image that the pipeline sets; its check says whether a digest is asked for.
function image(stack: AwsStack, notes: Notes, entry: Entry, value: unknown, argument: string, detail?: string): void {
  if (typeof value !== 'string') { return; }
  const known = stack.graph.literal(value);
  const variable = /^\$\{var\.([\w-]+)\}$/.exec(value)?.[1];
  const checks = variable ? blocksOf(blockOf(stack.graph.tf?.variable?.[variable]).validation).some((v) => String(v.condition).includes('sha256')) : undefined;
  notes.state('compute.image', entry, known ?? (variable ? `the image in variable ${variable}` : plainly(value)), argument, detail);
  notes.state('compute.image-pinned', entry, known !== undefined ? known.includes('@sha256:') : value.includes('@sha256:') ? true : variable ? checks : undefined, argument, detail);
}

function readFunction(stack: AwsStack, notes: Notes, one: Entry): void {
  const { body } = one;
  notes.state('compute.runtime', one, word(body.runtime), 'runtime');
  notes.state('compute.timeout-seconds', one, count(body.timeout, 3), 'timeout');
  notes.state('compute.memory-mib', one, count(body.memory_size, 128), 'memory_size');
  if (isSet(body.image_uri)) { image(stack, notes, one, body.image_uri, 'image_uri'); }
}

function readMachine(stack: AwsStack, notes: Notes, machine: Entry): void {
  const { body } = machine;
  const cards = blocksOf(body.network_interfaces);
  const address = yes(body.associate_public_ip_address) ?? yes(cards.find((c) => isSet(c.associate_public_ip_address))?.associate_public_ip_address);
  if (address !== undefined) { notes.state('network.public-address', machine, address, isSet(body.associate_public_ip_address) ? 'associate_public_ip_address' : 'network_interfaces'); }
  const root = blockOf(body.root_block_device);
  notes.state('compute.runtime', machine, isUnresolved(body.instance_type) ? undefined : word(body.instance_type), 'instance_type');
  if (isSet(body.root_block_device)) { notes.state('data.size', machine, count(root.volume_size), 'root_block_device.volume_size'); }
  disks(stack, notes, machine);
  // Absent is what the image says; only what is written is known.
  const tokens = word(blockOf(body.metadata_options).http_tokens);
  notes.state('compute.metadata-token', machine, tokens === undefined ? undefined : tokens === 'required', 'metadata_options.http_tokens');
  if (isSet(body.key_name)) { notes.state('compute.shell', machine, true, 'key_name'); }
}

// Disks that say nothing are encrypted as the account or the image has it.
function disks(stack: AwsStack, notes: Notes, machine: Entry): void {
  const written = ['root_block_device', 'ebs_block_device', 'block_device_mappings']
    .flatMap((argument) => blocksOf(machine.body[argument]).map((b) => ({ argument, disk: argument === 'block_device_mappings' ? blockOf(b.ebs) : b })))
    .filter(({ disk }) => isSet(disk.encrypted));
  if (written.length === 0) { return; }
  const open = written.find(({ disk }) => yes(disk.encrypted) !== true);
  const { argument, disk } = open ?? written[0];
  const encrypted = yes(disk.encrypted);
  notes.state('data.key', machine, encrypted === undefined ? undefined : encrypted ? stack.owner(disk.kms_key_id, 'provider') : 'none', argument);
}
