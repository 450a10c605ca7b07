import { Example, many, one } from '../example';

const TASK = { requires_compatibilities: ['FARGATE'], network_mode: 'awsvpc', cpu: '512', memory: '1024' };
const CONTAINERS = JSON.stringify([{ name: 'app', cpu: 256, image: '${var.image}', portMappings: [{ containerPort: 8080 }] }, { name: 'agent', cpu: 128 }]);

export const awsComputeExamples: Example[] = [
  one('aws/fargate-size', 'aws_ecs_task_definition', TASK, { 'Fargate memory that does not go with the CPU': { memory: '512' }, 'Fargate CPU of 300 units': { cpu: '300' } }),
  one('aws/fargate-network', 'aws_ecs_task_definition', TASK, { 'Fargate with bridge network': { network_mode: 'bridge' } }),
  one('aws/ecs-containers', 'aws_ecs_task_definition', { ...TASK, container_definitions: CONTAINERS }, {
    'containers with more CPU than the task': { container_definitions: CONTAINERS.replace('"cpu":256', '"cpu":1024') },
    'two containers of one name': { container_definitions: CONTAINERS.replace('"agent"', '"app"') },
  }),
  one('aws/ecs-circuit-breaker', 'aws_ecs_service', { deployment_controller: { type: 'ECS' }, deployment_circuit_breaker: { enable: true, rollback: true } }, { 'circuit breaker with CODE_DEPLOY': { deployment_controller: { type: 'CODE_DEPLOY' } } }),
  many('aws/ecs-service-container', {
    aws_ecs_task_definition: { app: { container_definitions: CONTAINERS } },
    aws_ecs_service: { app: { task_definition: '${aws_ecs_task_definition.app.arn}', load_balancer: [{ container_name: 'app', container_port: 8080 }] } },
  }, {
    'load balancer on a container that does not exist': (r) => { r.aws_ecs_service.app.load_balancer[0].container_name = 'ap'; },
    'load balancer on a port that is not mapped': (r) => { r.aws_ecs_service.app.load_balancer[0].container_port = 80; },
  }),
  many('aws/ecs-service-after-listener', {
    aws_lb_listener: { main: { default_action: [{ target_group_arn: '${aws_lb_target_group.app.arn}' }] } }, aws_lb_target_group: { app: { name: 'app' } },
    aws_ecs_service: { app: { load_balancer: [{ target_group_arn: '${aws_lb_target_group.app.arn}' }], depends_on: ['aws_lb_listener.main'] } },
  }, { 'ECS service not after the listener': (r) => { r.aws_ecs_service.app.depends_on = []; } }),
  many('aws/ecs-service-after-policies', {
    aws_iam_role: { task: { name: 'task' } }, aws_iam_role_policy: { task: { role: '${aws_iam_role.task.id}', policy: '{}' } },
    aws_ecs_task_definition: { app: { task_role_arn: '${aws_iam_role.task.arn}' } },
    aws_ecs_service: { app: { task_definition: '${aws_ecs_task_definition.app.arn}', depends_on: ['aws_iam_role_policy.task'] } },
  }, { 'ECS service not after the role policies': (r) => { delete r.aws_ecs_service.app.depends_on; } }),
  one('aws/ecs-deployment-percent', 'aws_ecs_service', { deployment_minimum_healthy_percent: 100, deployment_maximum_percent: 200 }, { 'rolling deployment without room': { deployment_maximum_percent: 100 } }),
  one('aws/lb-name', 'aws_lb', { name: 'orders-prod' }, { 'load balancer name of 33 characters': { name: 'a'.repeat(33) }, 'load balancer name beginning with internal-': { name: 'internal-orders' } }),
  one('aws/lb-trust-store-mode', 'aws_lb_listener', { mutual_authentication: { mode: 'verify', trust_store_arn: '${aws_lb_trust_store.main.arn}' } }, { 'trust store with mode passthrough': { mutual_authentication: { mode: 'passthrough', trust_store_arn: '${aws_lb_trust_store.main.arn}' } } }),
  one('aws/lb-listener-certificate', 'aws_lb_listener', { protocol: 'HTTPS', certificate_arn: '${aws_acm_certificate.main.arn}' }, { 'HTTPS listener without certificate': { certificate_arn: undefined } }),
  one('aws/target-group-health-check', 'aws_lb_target_group', { health_check: { timeout: 5, interval: 10 } }, { 'health check timeout as long as its interval': { health_check: { timeout: 10, interval: 10 } } }),
  many('aws/target-group-fargate', {
    aws_lb_target_group: { app: { target_type: 'ip' } }, aws_ecs_service: { app: { launch_type: 'FARGATE', load_balancer: [{ target_group_arn: '${aws_lb_target_group.app.arn}' }] } },
  }, { 'target group of instances for Fargate': (r) => { r.aws_lb_target_group.app.target_type = 'instance'; } }),
  one('aws/lambda-timeout', 'aws_lambda_function', { timeout: 900 }, { 'Lambda timeout above 900 s': { timeout: 901 } }),
  one('aws/lambda-name', 'aws_lambda_function', { function_name: 'orders-rotate' }, { 'Lambda name with a dot': { function_name: 'orders.rotate' } }),
  one('aws/lambda-memory', 'aws_lambda_function', { memory_size: 256 }, { 'Lambda memory of 64 MB': { memory_size: 64 } }),
  one('aws/lambda-runtime', 'aws_lambda_function', { runtime: 'nodejs22.x' }, { 'Lambda runtime past its end': { runtime: 'nodejs20.x' } }),
  one('aws/lambda-environment', 'aws_lambda_function', { environment: { variables: { LOG_LEVEL: 'info' } } }, { 'reserved Lambda variable': { environment: { variables: { AWS_REGION: 'eu-central-1' } } } }),
  many('aws/lambda-after-log-group', {
    aws_cloudwatch_log_group: { fn: { name: '/aws/lambda/orders' } }, aws_lambda_function: { fn: { function_name: 'orders', depends_on: ['aws_cloudwatch_log_group.fn'] } },
  }, { 'Lambda not after its log group': (r) => { delete r.aws_lambda_function.fn.depends_on; } }),
  one('aws/lambda-package', 'aws_lambda_function', { image_uri: '${var.image}' }, { 'Lambda with image and package': { filename: 'code.zip' } }),
  one('aws/autoscaling-bounds', 'aws_appautoscaling_target', { min_capacity: 2, max_capacity: 10 }, { 'autoscaling minimum above maximum': { min_capacity: 11 } }),
  one('aws/ecs-names', 'aws_ecs_service', { name: 'orders_api-1' }, { 'ECS service name with a dot': { name: 'orders.api' } }),
  one('aws/ecr-name', 'aws_ecr_repository', { name: 'orders/api' }, { 'repository name in upper case': { name: 'Orders/api' } }),
  one('aws/ecr-lifecycle', 'aws_ecr_lifecycle_policy', { policy: '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged"}},{"rulePriority":2,"selection":{"tagStatus":"any"}}]}' }, {
    'lifecycle rule for any tag before others': { policy: '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any"}},{"rulePriority":2,"selection":{"tagStatus":"untagged"}}]}' },
  }),
  one('aws/lb-type', 'aws_lb', { load_balancer_type: 'network' }, { 'unknown load balancer type': { load_balancer_type: 'nlb' } }),
];
