import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { ApiGatewayProps } from '../../capabilities/api-gateway';
import { IApiGatewayBackend } from '../../capabilities/backends';
import { Metric } from '../../capabilities/common';
import { EdgePlan, planEdge } from '../../edge/edge-plan';
import { throwFaults } from '../../errors';
import { fact } from '../../environment/facts';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { placeOf } from '../../environment/place';
import { baseOf } from './base';
import { publish } from './edge';
import { gatewayMetrics, requestsOf } from './gateway-metrics';
import { gatewayPolicy } from './gateway-policy';
import { maskedParts } from './gateway-masking';
import { foundationOf, hubOf } from './ids';
import { importDocument } from './import-document';
import { literalText } from './literal-text';
import { AzureEndpoint } from './network';
import { ApiManagementApi, ApiManagementApiDiagnostic, ApiManagementApiPolicy, ApiManagementBackend } from './resources';
import { assignRole } from './role';
import { AzureService } from './service';
import { deployTemplate } from './template';

/** What API Management takes in one request. Source: learn.microsoft.com/azure/api-management/service-limits */
const MOST_POLICY_BYTES = 256 * 1024;
const MOST_DOCUMENT_BYTES = 4 * 1024 * 1024;

/** The public edge of one API. */
export class AzureGateway implements IApiGatewayBackend {
  public readonly hostname: string;
  public readonly metrics: Metric[];
  /** Query that finds the requests of this API in the workspace. */
  public readonly requests: string;
  /** Workspace that the requests are in. */
  public readonly workspace: string;
  private readonly name: string;

  public constructor(private readonly scope: Construct, props: ApiGatewayProps) {
    const plan = planEdge(props);
    const target = props.target as AzureService;
    this.name = physicalName(scope, 'azurerm_api_management_api');
    this.hostname = `${props.hostLabel ?? this.name}.${placeOf(scope).landingZone.domain}`;
    this.workspace = baseOf(scope).workspace.id;
    this.requests = requestsOf(this.name);
    tell(scope, props, plan);
    baseOf(scope).mask(plan.maskedFields);
    target.allowFrom(new AzureEndpoint(hubOf(scope).gatewayRange, 'gateway'));
    const policy = this.api(plan, target);
    this.observe(plan);
    publish(scope, { hostname: this.hostname, apiPath: this.name, plan, mutualTls: props.mutualTls, after: [policy] });
    this.metrics = gatewayMetrics(this.workspace, this.requests);
  }

  private api(plan: EdgePlan, target: AzureService): ApiManagementApiPolicy {
    const ids = foundationOf(this.scope);
    const where = { apiManagementName: ids.gatewayName, resourceGroupName: ids.group('edge') };
    const imported = importDocument(plan);
    imported.notes.forEach((note) => Annotations.of(this.scope).addWarning(note));
    const document = JSON.stringify(imported.document);
    const backend = new ApiManagementBackend(this.scope, 'backend', {
      ...where,
      name: this.name,
      protocol: 'http',
      url: target.url,
      tls: { validateCertificateChain: true, validateCertificateName: true },
      circuitBreakerRule: {
        name: 'trip', tripDuration: 'PT30S', acceptRetryAfterEnabled: true,
        failureCondition: { count: 10, intervalDuration: 'PT1M', statusCodeRange: [{ min: 500, max: 599 }] },
      },
    });
    const api = new ApiManagementApi(this.scope, 'api', {
      ...where,
      name: this.name,
      displayName: this.name,
      path: this.name,
      revision: '1',
      protocols: ['https'],
      // Callers show tokens; a subscription key would be one more secret.
      subscriptionRequired: false,
      import: { contentFormat: 'openapi+json', contentValue: literalText(document) },
    });
    const xmlContent = gatewayPolicy(plan, { api: this.name, backend: this.name, timeoutSeconds: target.timeoutSeconds });
    checkLimits(this.scope, imported.faults, document, xmlContent);
    return after(new ApiManagementApiPolicy(this.scope, 'policy', { ...where, apiName: api.name, xmlContent }), backend);
  }

  /** Requests and traces of this API go to the environment's own logs, by the gateway's identity. */
  private observe(plan: EdgePlan): void {
    const ids = foundationOf(this.scope);
    const base = baseOf(this.scope);
    const role = assignRole(this.scope, 'gateway-writes-traces', {
      scope: base.insights.id, principal: fact(this.scope, 'gateway_principal_id'), role: 'Monitoring Metrics Publisher',
    });
    const logger = after(deployTemplate(this.scope, 'logger', {
      name: physicalName(this.scope, 'azurerm_resource_group_template_deployment', 'logger'),
      group: ids.group('edge'),
      parameters: {
        insights: base.insights.id, connection: base.insights.connectionString, identity: fact(this.scope, 'gateway_identity_client_id'),
      },
      resources: [{
        type: 'Microsoft.ApiManagement/service/loggers',
        apiVersion: '2024-05-01',
        name: `${ids.gatewayName}/${this.name}`,
        properties: {
          loggerType: 'applicationInsights',
          resourceId: "[parameters('insights')]",
          credentials: { connectionString: "[parameters('connection')]", identityClientId: "[parameters('identity')]" },
        },
      }],
    }), role);
    after(new ApiManagementApiDiagnostic(this.scope, 'requests', {
      apiManagementName: ids.gatewayName,
      resourceGroupName: ids.group('edge'),
      apiName: this.name,
      identifier: 'applicationinsights',
      apiManagementLoggerId: `${ids.gateway}/loggers/${this.name}`,
      alwaysLogErrors: true,
      logClientIp: false,
      httpCorrelationProtocol: 'W3C',
      operationNameFormat: 'Name',
      samplingPercentage: 100,
      verbosity: 'information',
      ...maskedParts(plan.maskedFields),
    }), logger, this.scope.node.findChild('api') as ApiManagementApi);
  }
}

function tell(scope: Construct, props: ApiGatewayProps, plan: EdgePlan): void {
  const discovered = `${plan.issuer.replace(/\/+$/, '')}/`;
  if (props.authentication.jwksUri && !props.authentication.jwksUri.startsWith(discovered)) {
    Annotations.of(scope).addWarning(`API Management finds the keys by ${discovered}.well-known/openid-configuration; ${props.authentication.jwksUri} is not used.`);
  }
}

function checkLimits(scope: Construct, unnameable: string[], document: string, policy: string): void {
  const sizes = [
    { what: 'the OpenAPI document', bytes: Buffer.byteLength(document), most: MOST_DOCUMENT_BYTES, mend: 'Split the document into several APIs.' },
    { what: 'the policy', bytes: Buffer.byteLength(policy), most: MOST_POLICY_BYTES, mend: 'Use fewer combinations of scopes and purposes, or split the document into several APIs.' },
  ];
  throwFaults('API gateway', [
    ...sizes.filter((s) => s.bytes > s.most).map((s) => ({
      where: scope.node.path, problem: `${s.what} has ${s.bytes} bytes; API Management takes ${s.most}`, mend: s.mend,
    })),
    ...unnameable.map((problem) => ({ where: scope.node.path, problem, mend: 'Change the document, or serve the operation without this gateway.' })),
  ]);
}

/** The public edge of an API: Front Door with firewall before API Management. */
export function apiGateway(scope: Construct, props: ApiGatewayProps): IApiGatewayBackend {
  return new AzureGateway(scope, props);
}
