import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { IUserDirectoryBackend } from '../../capabilities/backends';
import { UserDirectoryProps } from '../../capabilities/user-directory';
import { environmentOf } from '../../environment/environment-rules';
import { composeName, NameScope } from '../../environment/naming';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { placeOf } from '../../environment/place';
import { baseOf } from './base';
import { deployTemplate, templateOutput } from './template';

/** Nobody has this id: until an application is registered, no token has it as audience, and the edge refuses every one. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Where Entra External ID keeps the data of a directory, by the beginning of the region's name. */
const RESIDENCES: { readonly [region: string]: { readonly location: string; readonly country: string } } = {
  germany: { location: 'Europe', country: 'DE' },
  france: { location: 'Europe', country: 'FR' },
  northeurope: { location: 'Europe', country: 'IE' },
  westeurope: { location: 'Europe', country: 'NL' },
  sweden: { location: 'Europe', country: 'SE' },
  switzerland: { location: 'Europe', country: 'CH' },
  norway: { location: 'Europe', country: 'NO' },
  italy: { location: 'Europe', country: 'IT' },
  spain: { location: 'Europe', country: 'ES' },
  poland: { location: 'Europe', country: 'PL' },
  uk: { location: 'Europe', country: 'GB' },
  australia: { location: 'Australia', country: 'AU' },
  japan: { location: 'Asia Pacific', country: 'JP' },
  southeastasia: { location: 'Asia Pacific', country: 'SG' },
};
const ELSEWHERE = { location: 'United States', country: 'US' };

/**
 * A directory of end users in Microsoft Entra External ID: a tenant of its own. azurerm has no type for it, and Resource Manager
 * makes no applications in it: registering one, with its redirect addresses and scopes, is a step with Microsoft Graph that the
 * guide describes; its client id then goes into the variable. Until then the edge refuses every token.
 */
export function userDirectory(scope: Construct, props: UserDirectoryProps): IUserDirectoryBackend {
  const base = baseOf(scope);
  const region = placeOf(scope).landingZone.region;
  const residence = Object.entries(RESIDENCES).find(([prefix]) => region.startsWith(prefix))?.[1] ?? ELSEWHERE;
  const path = `${placeOf(scope).standards.organization}/${base.subscription}/${placeOf(scope).landingZone.name}/${scope.node.path}`;
  const label = composeName({ max: 26, allowed: 'a-z0-9', separator: '', scope: NameScope.GLOBAL }, [environmentOf(scope).environmentName, scope.node.id], path);
  const directory = after(deployTemplate(scope, 'directory', {
    name: physicalName(scope, 'azurerm_resource_group_template_deployment', 'directory'),
    group: base.groupName,
    resources: [{
      type: 'Microsoft.AzureActiveDirectory/ciamDirectories',
      apiVersion: '2023-05-17-preview',
      name: `${label}.onmicrosoft.com`,
      location: residence.location,
      sku: { name: 'Standard', tier: 'A0' },
      properties: { createTenantProperties: { displayName: `${environmentOf(scope).environmentName} ${scope.node.id}`, countryCode: residence.country } },
    }],
    outputs: { tenantId: { type: 'String', value: `[reference(resourceId('Microsoft.AzureActiveDirectory/ciamDirectories', '${label}.onmicrosoft.com')).tenantId]` } },
  }), base.group);
  const place = scope.node.scopes.slice(environmentOf(scope).node.scopes.length).map((s) => s.node.id).join('_');
  const name = `audience_${place.replace(/[^A-Za-z0-9]+/g, '_')}`;
  const audience = new TerraformVariable(scope, 'audience', {
    type: 'string',
    nullable: false,
    default: NOBODY,
    description: `Client id of the application registered in ${label}.onmicrosoft.com; redirect addresses: ${props.callbackUrls.join(', ')}; scopes: ${(props.scopes ?? []).join(', ') || 'none'}`,
    validation: [{ condition: `\${can(regex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", var.${name}))}`, errorMessage: 'A client id is a UUID.' }],
  });
  audience.overrideLogicalId(name);
  return { issuer: `https://${templateOutput(directory, 'tenantId')}.ciamlogin.com/${templateOutput(directory, 'tenantId')}/v2.0`, audience: audience.stringValue };
}
