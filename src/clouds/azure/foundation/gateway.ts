import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { after, preventDestroy } from '../../../environment/order';
import { diagnose } from '../diagnostics';
import { maskedParts } from '../gateway-masking';
import { element, policyDocument } from '../policy-xml';
import { ApiManagement, ApiManagementPolicy, UserAssignedIdentity } from '../resources';
import { deployTemplate } from '../template';
import { FoundationContext, FoundationNetwork, place } from './context';

/** The API Management instance that all APIs of the landing zone are published on. */
export interface FoundationGateway {
  readonly instance: ApiManagement;
  readonly identity: UserAssignedIdentity;
  /** Refuses every request that did not come through the Front Door profile with this id. */
  admit(frontDoorId: string): void;
}

/**
 * API Management in tier StandardV2: shared, since it takes long to make and costs at rest. Its way out is the hub's network;
 * its way in is Front Door's private link.
 */
export function gateway(context: FoundationContext, network: FoundationNetwork): FoundationGateway {
  const { ids, standards } = context;
  const scope = new Construct(context.scope, 'gateway');
  const where = place(context, 'edge');
  // Azure refuses to create an instance without public access, and to close one that has no approved private endpoint.
  const open = new TerraformVariable(scope, 'public', {
    type: 'bool',
    default: false,
    nullable: false,
    description: 'True in the first apply only: API Management is created with public access, which the second apply takes away',
  });
  open.overrideLogicalId('gateway_public_access');
  const identity = new UserAssignedIdentity(scope, 'identity', { ...where, name: ids.name('azurerm_user_assigned_identity', 'gateway') });
  const instance = preventDestroy(after(new ApiManagement(scope, 'instance', {
    ...where,
    name: ids.gatewayName,
    skuName: 'StandardV2_1',
    publisherName: standards.organization,
    publisherEmail: standards.alertContacts.warning[0],
    identity: { type: 'UserAssigned', identityIds: [identity.id] },
    minApiVersion: '2021-08-01',
    publicNetworkAccessEnabled: open.booleanValue,
    virtualNetworkType: 'External',
    virtualNetworkConfiguration: { subnetId: network.gateway.id },
  }), network.gatewayReady), true);
  diagnose(scope, 'instance', instance.id, 'gateway', context.workspace.id);
  observe(scope, context, instance);
  return { instance, identity, admit: (id) => admitOnly(scope, instance, id) };
}

/**
 * What Azure Monitor hears of requests. The logger is there on some instances only, and azurerm has no type for this kind; where the
 * diagnostic is there already, azurerm would refuse to make it. Resource Manager makes what is missing and corrects what is there.
 */
function observe(scope: Construct, { ids }: FoundationContext, instance: ApiManagement): void {
  const child = (type: string) => ({ type: `Microsoft.ApiManagement/service/${type}`, apiVersion: '2024-05-01', name: `${ids.gatewayName}/azuremonitor` });
  const loggerId = `[resourceId('Microsoft.ApiManagement/service/loggers', '${ids.gatewayName}', 'azuremonitor')]`;
  const { frontendRequest, frontendResponse, backendRequest, backendResponse } = maskedParts();
  const part = ({ bodyBytes, headersToLog, dataMasking }: typeof frontendRequest) => ({ body: { bytes: bodyBytes }, headers: headersToLog, dataMasking });
  after(deployTemplate(scope, 'requests', {
    name: ids.name('azurerm_resource_group_template_deployment', 'requests'),
    group: ids.group('edge'),
    resources: [
      { ...child('loggers'), properties: { loggerType: 'azureMonitor', isBuffered: true } },
      {
        ...child('diagnostics'),
        dependsOn: [loggerId],
        properties: {
          loggerId,
          alwaysLog: 'allErrors',
          logClientIp: false,
          sampling: { samplingType: 'fixed', percentage: 100 },
          // Traces of this level carry who called what.
          verbosity: 'information',
          frontend: { request: part(frontendRequest), response: part(frontendResponse) },
          backend: { request: part(backendRequest), response: part(backendResponse) },
        },
      },
    ],
  }), instance);
}

function admitOnly(scope: Construct, instance: ApiManagement, frontDoorId: string): void {
  new ApiManagementPolicy(scope, 'policy', {
    apiManagementId: instance.id,
    xmlContent: policyDocument({
      inbound: [element('check-header', {
        'name': 'X-Azure-FDID', 'failed-check-httpcode': '403', 'failed-check-error-message': 'Forbidden', 'ignore-case': 'true',
      }, [element('value', {}, [frontDoorId])])],
      backend: [element('forward-request', { 'timeout': '30', 'follow-redirects': 'false' })],
      outbound: [],
      onError: [],
    }),
  });
}
