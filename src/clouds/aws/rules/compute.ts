import { all, excludes, length, madeAfter, never, oneOf, pattern, range, unique } from '../../rule-makers';
import { blockOf, blocksOf, isSet, json, listOf, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/api';

/** Memory in MiB that Fargate offers with each number of CPU units: lowest, highest, step. */
const FARGATE: { readonly [cpu: number]: readonly [number, number, number] } = {
  256: [512, 2048, 512], 512: [1024, 4096, 1024], 1024: [2048, 8192, 1024], 2048: [4096, 16384, 1024], 4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096], 16384: [32768, 122880, 8192],
};

function fargateProblem(cpu: number | undefined, memory: number | undefined): string | undefined {
  if (cpu === undefined || memory === undefined) {
    return undefined;
  }
  const offered = FARGATE[cpu];
  if (!offered) {
    return `${cpu} CPU units are not one of ${Object.keys(FARGATE).join(', ')}`;
  }
  const [low, high, step] = offered;
  const fits = memory >= low && memory <= high && memory % step === 0 && !(cpu === 256 && memory === 1536);
  return fits ? undefined : `${memory} MiB do not go with ${cpu} CPU units: from ${low} to ${high} in steps of ${step}`;
}

/** Containers of a task definition, as far as they can be read. */
function containers(task: any): any[] {
  return listOf(json(task.container_definitions)).filter((one) => typeof one === 'object' && one !== null);
}

/** ECS, load balancers, Lambda. */
export const computeRules: readonly Rule[] = [
  {
    id: 'aws/fargate-size', types: ['aws_ecs_task_definition'], argument: '',
    problem: (task) => (listOf(task.requires_compatibilities).includes('FARGATE') ? fargateProblem(numeric(task.cpu), numeric(task.memory)) : undefined),
    mend: 'Choose memory that Fargate offers for that number of CPU units.', source: `${ECS}/task-cpu-memory-error.html`,
  },
  {
    id: 'aws/fargate-network', types: ['aws_ecs_task_definition'], argument: '',
    problem: (task) => (listOf(task.requires_compatibilities).includes('FARGATE') && text(task.network_mode) !== 'awsvpc' ? 'runs on Fargate without network mode awsvpc' : undefined),
    mend: 'Set network_mode to awsvpc.', source: `${ECS}/fargate-tasks-services.html`,
  },
  {
    id: 'aws/ecs-containers', types: ['aws_ecs_task_definition'], argument: 'container_definitions', references: true,
    problem: (_value, task) => {
      const list = containers(task);
      const names = list.map((one) => one.name).filter((name) => text(name) !== undefined);
      const total = numeric(task.cpu);
      const asked = list.reduce((sum, one) => sum + (numeric(one.cpu) ?? 0), 0);
      const odd = names.find((name) => !/^[\w-]{1,255}$/.test(name)) ?? names.find((name, i) => names.indexOf(name) !== i);
      if (odd !== undefined) {
        return `names a container "${odd}" twice or in a form that is not accepted`;
      }
      return total !== undefined && asked > total ? `gives its containers ${asked} CPU units, the task has ${total}` : undefined;
    },
    mend: 'Give each container a name of its own and share out what the task has.', source: `${ECS}/task_definition_parameters.html`,
  },
  {
    id: 'aws/ecs-circuit-breaker', types: ['aws_ecs_service'], argument: 'deployment_circuit_breaker', references: true,
    problem: (value, service) => (isSet(value) && ['CODE_DEPLOY', 'EXTERNAL'].includes(text(blockOf(service.deployment_controller).type) ?? '') ? 'works with rolling deployments only' : undefined),
    mend: 'Leave the circuit breaker to the ECS controller, or the deployment to CodeDeploy.', source: `${ECS}/deployment-circuit-breaker.html`,
  },
  {
    id: 'aws/ecs-service-container', types: ['aws_ecs_service'], argument: 'load_balancer.container_name',
    problem: (value, block, context) => {
      const task = context.graph.target(context.body.task_definition);
      const list = task?.type === 'aws_ecs_task_definition' ? containers(task.body) : [];
      const found = list.find((one) => one.name === value);
      if (list.length > 0 && list.every((one) => text(one.name) !== undefined) && !found) {
        return `"${value}" is no container of ${task?.address}`;
      }
      const ports = listOf(found?.portMappings).map((one) => numeric(one?.containerPort));
      const port = numeric(block.container_port);
      return found && port !== undefined && !ports.includes(undefined) && !ports.includes(port) ? `container "${value}" does not map port ${port}` : undefined;
    },
    mend: 'Name a container of the task definition and a port that it maps.', source: `${ECS}/service-load-balancing.html`,
  },
  {
    id: 'aws/ecs-service-after-listener', types: ['aws_ecs_service'], argument: 'load_balancer.target_group_arn', references: true,
    problem: (value, _block, context) => {
      const group = context.graph.target(value);
      const listener = group && context.graph.all('aws_lb_listener').find((entry) => context.graph.refersTo(entry, group));
      return listener && !context.graph.isAfter(context, listener) ? `can be made before ${listener.address}, and then its target group has no load balancer` : undefined;
    },
    mend: 'Put the listener into depends_on.', source: `${ECS}/service-load-balancing.html`,
  },
  {
    id: 'aws/ecs-service-after-policies', types: ['aws_ecs_service'], argument: 'task_definition', references: true,
    problem: (value, _block, context) => {
      const task = context.graph.target(value);
      const roles = task ? [task.body.execution_role_arn, task.body.task_role_arn].map((role) => context.graph.target(role)).filter(isSet) : [];
      const early = context.graph.all('aws_iam_role_policy', 'aws_iam_role_policy_attachment')
        .find((policy) => roles.some((role) => role && context.graph.target(policy.body.role)?.address === role.address) && !context.graph.isAfter(context, policy));
      return early ? `starts tasks before ${early.address} is attached` : undefined;
    },
    mend: 'Put the policies of both task roles into depends_on.', source: 'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecs_service.html.markdown',
  },
  {
    id: 'aws/ecs-deployment-percent', types: ['aws_ecs_service'], argument: 'deployment_minimum_healthy_percent',
    problem: (value, service) => {
      const [min, max] = [numeric(value), numeric(service.deployment_maximum_percent) ?? 200];
      return min !== undefined && min === 100 && max === 100 ? 'leaves a rolling deployment no room: minimum and maximum are 100 %' : undefined;
    },
    mend: 'Raise the maximum or lower the minimum.', source: `${ECS}/service_definition_parameters.html`,
  },
  {
    id: 'aws/lb-name', types: ['aws_lb', 'aws_lb_target_group'], argument: 'name',
    problem: all(pattern(/^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/, 'a name of up to 32 letters, digits and hyphens, no hyphen at either end'), never(/^internal-/, 'begin with internal-')),
    mend: 'Shorten the name.', source: `${ELB}/APIReference/API_CreateLoadBalancer.html`,
  },
  {
    id: 'aws/lb-trust-store-mode', types: ['aws_lb_listener'], argument: 'mutual_authentication.trust_store_arn', references: true,
    problem: (value, block) => (isSet(value) && isSet(text(block.mode)) && block.mode !== 'verify' ? `is set with mode ${block.mode}` : undefined),
    mend: 'Use mode verify with a trust store.', source: `${ELB}/application/mutual-authentication.html`,
  },
  {
    id: 'aws/lb-listener-certificate', types: ['aws_lb_listener'], argument: 'protocol',
    problem: (value, block) => (['HTTPS', 'TLS'].includes(value) && !isSet(block.certificate_arn) ? `is ${value} without certificate_arn` : undefined),
    mend: 'Name a certificate.', source: `${ELB}/application/create-https-listener.html`,
  },
  {
    id: 'aws/target-group-health-check', types: ['aws_lb_target_group'], argument: 'health_check.timeout',
    problem: (value, block) => {
      const [timeout, interval] = [numeric(value), numeric(block.interval) ?? 30];
      return timeout !== undefined && timeout >= interval ? `${timeout} s is not less than the interval of ${interval} s` : undefined;
    },
    mend: 'Let the timeout be shorter than the interval.', source: `${ELB}/APIReference/API_CreateTargetGroup.html`,
  },
  {
    id: 'aws/target-group-fargate', types: ['aws_ecs_service'], argument: 'load_balancer.target_group_arn', references: true,
    problem: (value, _block, context) => {
      const kind = context.graph.target(value)?.body.target_type;
      return text(context.body.launch_type) === 'FARGATE' && (kind === undefined ? context.graph.target(value) !== undefined : text(kind) === 'instance') ? 'is a target group of instances; tasks in awsvpc mode register by address' : undefined;
    },
    mend: 'Set target_type of the target group to ip.', source: `${ECS}/service-load-balancing.html`,
  },
  {
    id: 'aws/lambda-timeout', types: ['aws_lambda_function'], argument: 'timeout', problem: range(1, 900, 'seconds'), mend: 'Stay within 15 minutes.', source: `${LAMBDA}/API_CreateFunction.html`,
  },
  {
    id: 'aws/lambda-name', types: ['aws_lambda_function'], argument: 'function_name', problem: pattern(/^[A-Za-z0-9_-]{1,64}$/, 'a function name: up to 64 letters, digits, hyphens and underscores'), mend: 'Shorten the name.', source: `${LAMBDA}/API_CreateFunction.html`,
  },
  {
    id: 'aws/lambda-memory', types: ['aws_lambda_function'], argument: 'memory_size', problem: range(128, 10240, 'MB'), mend: 'Stay within 128 and 10240.', source: `${LAMBDA}/API_CreateFunction.html`,
  },
  {
    id: 'aws/lambda-runtime', types: ['aws_lambda_function'], argument: 'runtime',
    problem: (value) => (/^(nodejs(\d|1[0-9]|20)(\.x|\.\d+)?|python3\.[0-8]|python2\.7|dotnet[56]|dotnetcore.*|ruby2\..*|go1\.x|java8|provided)$/.test(value) ? `"${value}" has reached its end: new functions are refused` : undefined),
    mend: 'Use a runtime that is still supported.', source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  },
  {
    id: 'aws/lambda-environment', types: ['aws_lambda_function'], argument: 'environment.variables',
    problem: (value) => {
      const name = Object.keys(value ?? {}).find((key) => !/^[A-Za-z]\w+$/.test(key) || /^(AWS_REGION|AWS_LAMBDA_.*|AWS_ACCESS_KEY.*|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|_HANDLER|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/.test(key));
      return name ? `"${name}" is reserved or no variable name` : undefined;
    },
    mend: 'Rename the variable.', source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
  },
  {
    id: 'aws/lambda-after-log-group', types: ['aws_lambda_function'], argument: '', references: true,
    problem: madeAfter('aws_cloudwatch_log_group', (mine, group) => isSet(mine.function_name) && group.name === `/aws/lambda/${mine.function_name}`),
    mend: 'Put the log group into depends_on: else Lambda makes it, without key and retention.', source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
  },
  {
    id: 'aws/lambda-package', types: ['aws_lambda_function'], argument: 'image_uri', references: true, problem: excludes('filename', 's3_bucket', 'runtime', 'handler'),
    mend: 'Give an image, or a package with runtime and handler.', source: `${LAMBDA}/API_CreateFunction.html`,
  },
  {
    id: 'aws/autoscaling-bounds', types: ['aws_appautoscaling_target'], argument: 'min_capacity',
    problem: (value, block) => ((numeric(value) ?? 0) > (numeric(block.max_capacity) ?? Infinity) ? `${value} is above max_capacity ${block.max_capacity}` : undefined),
    mend: 'Let the minimum be at most the maximum.', source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html',
  },
  {
    id: 'aws/ecs-names', types: ['aws_ecs_service', 'aws_ecs_cluster'], argument: 'name', problem: pattern(/^[A-Za-z0-9_-]{1,255}$/, 'up to 255 letters, digits, hyphens and underscores'), mend: 'Rename it.', source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
  },
  {
    id: 'aws/ecr-name', types: ['aws_ecr_repository'], argument: 'name',
    problem: all(length(2, 256), pattern(/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'a repository name: lower-case words joined by . _ - or /')),
    mend: 'Use lower case.', source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html',
  },
  {
    id: 'aws/ecr-lifecycle', types: ['aws_ecr_lifecycle_policy'], argument: 'policy', references: true,
    problem: (value) => {
      const rules = blocksOf(json(value)?.rules);
      const anyRules = rules.filter((rule) => rule.selection?.tagStatus === 'any');
      const highest = Math.max(...rules.map((rule) => numeric(rule.rulePriority) ?? 0));
      return unique('rulePriority')(rules, {}, undefined as never)
        ?? (anyRules.some((rule) => numeric(rule.rulePriority) !== highest) ? 'has a rule for any tag that is not the last one' : undefined);
    },
    mend: 'Number the rules apart; a rule with tagStatus any comes last.', source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  },
  {
    id: 'aws/lb-type', types: ['aws_lb'], argument: 'load_balancer_type', problem: oneOf('application', 'network', 'gateway'), mend: 'Use application, network or gateway.', source: `${ELB}/APIReference/API_CreateLoadBalancer.html`,
  },
];
