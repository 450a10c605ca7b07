import { App } from 'cdktf';
import { Construct } from 'constructs';
import { LogClass } from '../../../../src/capabilities/common';
import { LogStream } from '../../../../src/capabilities/log-stream';
import { ApiGateway, ApiGatewayProps } from '../../../../src/capabilities/api-gateway';
import { Service } from '../../../../src/capabilities/service';
import { Environment } from '../../../../src/environment/environment';
import { Foundation } from '../../../../src/environment/foundation';
import { Stage } from '../../../../src/environment/stage';
import { ApiDocument } from '../../../../src/openapi/api-document';
import { StandardsProps } from '../../../../src/standards/standards-props';
import { testStandards, ZONES, STANDARDS } from '../../../support/standards';
import { Terraform, synthesizeOne } from '../../../support/terraform';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-central-1';

/** Options of a test environment. */
export interface Options {
  readonly stage?: Stage;
  readonly standards?: Partial<StandardsProps>;
  readonly facts?: { [name: string]: any };
  readonly allowedHosts?: string[];
  readonly name?: string;
}

function standardsOf(options: Options) {
  const landingZones = STANDARDS.landingZones.map((z) => (z.name === ZONES.aws && options.facts ? { ...z, facts: options.facts } : z));
  return testStandards({ landingZones, ...options.standards });
}

/** Terraform of an environment of pod orders on AWS. */
export function environment(build: (env: Environment) => void, options: Options = {}): Terraform {
  return synthesizeOne((app: App) => {
    const env = new Environment(app, options.name ?? 'orders-prod', {
      standards: standardsOf(options),
      pod: 'orders',
      stage: options.stage ?? Stage.PRODUCTION,
      landingZone: ZONES.aws,
      ...(options.allowedHosts ? { network: { allowedHosts: options.allowedHosts } } : {}),
    });
    build(env);
    return env;
  });
}

/** Terraform of the foundation on AWS. */
export function foundation(options: Options = {}): Terraform {
  return synthesizeOne((app: App) => new Foundation(app, 'foundation', { standards: standardsOf(options), landingZone: ZONES.aws }));
}

/** Statements of a policy document. */
export function statements(document: string): any[] {
  return JSON.parse(document).Statement.map((s: any) => ({ ...s, Action: [s.Action].flat(), Resource: s.Resource === undefined ? undefined : [s.Resource].flat() }));
}

/** Statements of the inline policies under `under`. */
export function allowed(tf: Terraform, under: string): any[] {
  return tf.all('aws_iam_role_policy', under).flatMap((p) => statements(p.body.policy));
}

/** Actions that these statements allow, sorted. */
export function actions(list: any[]): string[] {
  return [...new Set(list.filter((s) => s.Effect === 'Allow').flatMap((s) => s.Action))].sort();
}

/** Containers of the task under `under`. The command is an expression where the image is a variable: left out. */
export function containers(tf: Terraform, under = ''): any[] {
  return JSON.parse(tf.one('aws_ecs_task_definition', under).container_definitions.replace(/"command":\$\{.*?\)\},/, ''));
}

/** A small API: one public, one scoped, one with personal data. */
export function ordersApi(paths: object = {}): ApiDocument {
  return ApiDocument.fromObject({
    openapi: '3.0.3',
    info: { title: 'Orders', version: '1' },
    security: [{ oidc: ['orders:read'] }],
    components: {
      securitySchemes: { oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://login.acme.example/.well-known/openid-configuration' } },
      schemas: {
        Order: {
          type: 'object',
          required: ['email'],
          properties: { email: { type: 'string', 'x-data-classification': 'personal' }, parent: { $ref: '#/components/schemas/Order' }, count: { type: 'integer', minimum: 0, exclusiveMinimum: true } },
        },
      },
    },
    paths: {
      '/health': { get: { operationId: 'health', security: [], responses: { 200: { description: 'ok' } } } },
      '/orders': {
        get: { operationId: 'list', parameters: [{ name: 'limit', in: 'query', required: true, schema: { type: 'integer' } }], responses: { 200: { description: 'ok' } } },
        post: {
          'operationId': 'create',
          'x-personal-data': true,
          'security': [{ oidc: ['orders:write'] }],
          'requestBody': { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
          'responses': { 200: { description: 'ok' } },
        },
      },
      '/orders/{id}': { get: { operationId: 'get', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }], responses: { 200: { description: 'ok' } } } },
      ...paths,
    },
  });
}

/** A service behind an edge. */
export function edge(env: Construct, props: Partial<ApiGatewayProps> = {}): { service: Service; gateway: ApiGateway } {
  const service = new Service(env, 'service', {});
  const accessLog = new LogStream(env, 'access', { logClass: LogClass.ACCESS, maskedFields: ['email'] }).backend;
  const auditLog = new LogStream(env, 'audited', { logClass: LogClass.AUDIT }).backend;
  const gateway = new ApiGateway(env, 'edge', {
    api: ordersApi(),
    target: service.backend,
    authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
    consent: { purpose: 'order-fulfilment' },
    accessLog,
    auditLog,
    ...props,
  });
  return { service, gateway };
}

/** The OpenAPI body that the REST API gets. */
export function body(tf: Terraform): any {
  return JSON.parse(tf.one('aws_api_gateway_rest_api').body);
}
