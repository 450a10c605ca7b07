import { Annotations, Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ApiGatewayProps } from '../../../capabilities/api-gateway';
import { IApiGatewayBackend } from '../../../capabilities/backends';
import { LogClass, Metric } from '../../../capabilities/common';
import { authorizerBundle } from '../../../edge/authorizer-bundle';
import { EdgePlan, planEdge } from '../../../edge/edge-plan';
import { environmentOf } from '../../../environment/environment-rules';
import { fact } from '../../../environment/facts';
import { after } from '../../../environment/order';
import { physicalName } from '../../../environment/physical-name';
import { awsPlace } from '../context';
import { OwnFunction } from '../function';
import { AwsLogStream, logGroup } from '../log-stream';
import { AwsNetwork } from '../network';
import {
  ApiGatewayDeployment, ApiGatewayMethodSettings, ApiGatewayRestApi, ApiGatewayStage, LambdaPermission,
} from '../resources';
import { AwsService } from '../service/service';
import { plain } from '../text';
import { authorizer } from './authorizer';
import { restApiBody } from './body';
import { edgeDomain } from './domain';
import { firewall } from './firewall';
import { edgeMetrics } from './metrics';
import { askedRoute, servedRoutes } from './paths';

const STAGE = 'live';
/** What API Gateway waits for an answer at most, unless the quota is raised. */
const LONGEST_MILLISECONDS = 29000;

/** One line for each request: who (as the token says, subjects as pseudonyms), which operation, what came of it. No address, no query, no body. */
const ACCESS_LINE = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  path: '$context.resourcePath',
  status: '$context.status',
  latency: '@latency@',
  integrationStatus: '$context.integration.status',
  integrationLatency: '$context.integration.latency',
  responseBytes: '$context.responseLength',
  client: '$context.authorizer.client',
  subject: '$context.authorizer.subject',
  operation: '$context.authorizer.operation',
  reason: '$context.authorizer.reason',
  error: '$context.error.responseType',
  firewall: '$context.waf.status',
  trace: '$context.xrayTraceId',
// A number, not a text: the latency objective compares it.
}).replace('"@latency@"', '$context.responseLatency');

/** The public edge: a REST API, because HTTP APIs have neither firewall nor validation. */
export class AwsApiGateway implements IApiGatewayBackend {
  public readonly hostname: string;
  public readonly metrics: Metric[];
  /** For objectives. */
  public readonly apiName: string;
  public readonly stageName = STAGE;
  public readonly accessLog: AwsLogStream;

  public constructor(private readonly scope: Construct, props: ApiGatewayProps) {
    const plan = planEdge(props);
    const served = servedRoutes(plan.routes);
    const service = props.target as AwsService;
    this.accessLog = props.accessLog as AwsLogStream;
    this.apiName = physicalName(scope, 'aws_api_gateway_rest_api');
    if (!Token.isUnresolved(plan.jwksUri)) {
      (environmentOf(scope).network as AwsNetwork).requireHosts([new URL(plan.jwksUri).hostname]);
    }
    const deciding = authorizer(new Construct(scope, 'authorizer'), authorizerBundle({ ...plan, routes: served.routes.map(askedRoute) }), props.auditLog as AwsLogStream);
    const body = restApiBody(plan, served, {
      name: this.apiName,
      authorizerUri: deciding.function.invokeArn,
      vpcLinkId: fact(scope, 'vpc_link_id'),
      balancerArn: service.balancer.balancer.arn,
      balancerHost: service.balancer.host,
      timeoutMilliseconds: Math.min(LONGEST_MILLISECONDS, service.timeoutSeconds * 1000),
    });
    for (const note of [...served.notes, ...body.notes]) { Annotations.of(scope).addWarning(note); }
    const { api, stage } = this.publish(body.text, plan, deciding);
    const wall = firewall(new Construct(scope, 'firewall'), plan, stage);
    this.hostname = edgeDomain(new Construct(scope, 'host'), props, api.id, stage);
    this.metrics = edgeMetrics(this.apiName, STAGE, awsPlace(scope).region, wall.name, deciding.name);
  }

  private publish(body: string, plan: EdgePlan, deciding: OwnFunction): { api: ApiGatewayRestApi; stage: ApiGatewayStage } {
    const api = new ApiGatewayRestApi(this.scope, 'api', {
      name: this.apiName,
      description: plain(`Edge ${this.scope.node.path}`),
      body,
      endpointConfiguration: { types: ['REGIONAL'] },
      // Reached by its public name only, where the certificate and, if asked for, client certificates are.
      disableExecuteApiEndpoint: true,
      failOnWarnings: false,
      putRestApiMode: 'overwrite',
      lifecycle: { createBeforeDestroy: true },
    });
    const permission = new LambdaPermission(this.scope, 'authorizer-permission', {
      statementId: 'gateway',
      action: 'lambda:InvokeFunction',
      functionName: deciding.function.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${api.executionArn}/authorizers/*`,
    });
    const deployment = new ApiGatewayDeployment(this.scope, 'deployment', {
      restApiId: api.id,
      // A change of the body is no change of the API before it is deployed.
      triggers: { body: Fn.sha256(api.body) },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [permission],
    });
    const stage = new ApiGatewayStage(this.scope, 'stage', {
      restApiId: api.id,
      deploymentId: deployment.id,
      stageName: STAGE,
      xrayTracingEnabled: true,
      accessLogSettings: { destinationArn: this.accessLog.group.arn, format: ACCESS_LINE },
    });
    // Errors of the gateway itself go to a group of this name, which AWS would else make without key or retention.
    const errors = logGroup(this.scope, { name: `API-Gateway-Execution-Logs_${api.id}/${STAGE}`, logClass: LogClass.APPLICATION, id: 'errors' });
    after(new ApiGatewayMethodSettings(this.scope, 'settings', {
      restApiId: api.id,
      stageName: stage.stageName,
      methodPath: '*/*',
      settings: {
        metricsEnabled: true,
        loggingLevel: 'ERROR',
        // Traces of bodies would hold personal data.
        dataTraceEnabled: false,
        throttlingRateLimit: plan.overall.requests / plan.overall.seconds,
        throttlingBurstLimit: Math.max(1, Math.min(5000, plan.overall.requests)),
      },
    }), errors.group);
    return { api, stage };
  }
}

export function apiGateway(scope: Construct, props: ApiGatewayProps): IApiGatewayBackend {
  return new AwsApiGateway(scope, props);
}
