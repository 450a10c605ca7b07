import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { MutualTlsProps } from '../../capabilities/api-gateway';
import { readDocument } from '../../documents';
import { GroundworkError } from '../../errors';
import { fact } from '../../environment/facts';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { foundationOf, resourceId } from './ids';
import { literalText } from './literal-text';
import { CdnFrontdoorCustomDomain } from './resources';
import { assignRole } from './role';
import { deployTemplate, templateOutput } from './template';

/** First version of the API with client certificates that is no preview; azurerm 4.55 has no argument for them. */
const FRONT_DOOR_API = '2026-07-01';
const VAULT_API = '2023-07-01';

/** Certificate authorities of a PEM file. @throws if there are none, or a key among them */
export function readAuthorities(scope: Construct, props: MutualTlsProps): string {
  let text = '';
  const where = `${scope.node.path}.mutualTls.trustStoreFile`;
  try { text = readDocument(props.trustStoreFile); } catch {
    throw new GroundworkError('Client certificates', [{ where, problem: `there is no file ${props.trustStoreFile}`, mend: 'Name a PEM file, relative to the working directory.' }]);
  }
  if (/PRIVATE KEY/.test(text)) {
    throw new GroundworkError('Client certificates', [{ where, problem: `${props.trustStoreFile} holds a private key`, mend: 'Keep the certificates of the authorities in it only.' }]);
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) {
    throw new GroundworkError('Client certificates', [{ where, problem: `${props.trustStoreFile} holds no certificate in PEM form`, mend: 'Begin each with -----BEGIN CERTIFICATE-----.' }]);
  }
  return `${certificates.join('\n')}\n`;
}

/**
 * Front Door asks every caller of `domain` for a certificate of one of the authorities, and ends the connection without one.
 * @returns what has to be in force before the domain is routed
 */
export function requireClientCertificates(scope: Construct, domain: CdnFrontdoorCustomDomain, hostname: string, props: MutualTlsProps): ITerraformDependable[] {
  const base = baseOf(scope);
  const ids = foundationOf(scope);
  const name = physicalName(scope, 'azurerm_key_vault_secret', 'authorities');
  // The authorities are public; Front Door takes them from a vault only.
  const chain = after(deployTemplate(scope, 'authorities', {
    name: physicalName(scope, 'azurerm_resource_group_template_deployment', 'authorities'),
    group: base.groupName,
    resources: [{
      type: 'Microsoft.KeyVault/vaults/secrets',
      apiVersion: VAULT_API,
      name: `${base.vaultName}/${name}`,
      properties: { value: literalText(readAuthorities(scope, props)), contentType: 'application/x-pem-file', attributes: { enabled: true } },
    }],
    outputs: { version: { type: 'String', value: `[last(split(reference(resourceId('Microsoft.KeyVault/vaults/secrets', '${base.vaultName}', '${name}')).secretUriWithVersion, '/'))]` } },
  }), base.vault);
  const secret = `${resourceId(base.subscription, base.groupName, 'Microsoft.KeyVault/vaults', base.vaultName)}/secrets/${name}`;
  const role = assignRole(scope, 'edge-reads-authorities', { scope: secret, principal: fact(scope, 'front_door_principal_id'), role: 'Key Vault Secrets User', after: [chain] });
  const profile = ids.frontDoor.split('/').pop();
  const own = physicalName(scope, 'azurerm_cdn_frontdoor_custom_domain');
  const secretId = `[resourceId('Microsoft.Cdn/profiles/secrets', '${profile}', '${own}')]`;
  const required = deployTemplate(scope, 'client-certificates', {
    name: physicalName(scope, 'azurerm_resource_group_template_deployment', 'client-certificates'),
    group: ids.group('edge'),
    parameters: { version: templateOutput(chain, 'version') },
    resources: [
      {
        type: 'Microsoft.Cdn/profiles/secrets',
        apiVersion: FRONT_DOOR_API,
        name: `${profile}/${own}`,
        properties: { parameters: { type: 'MtlsCertificateChain', secretSource: { id: secret }, secretVersion: "[parameters('version')]" } },
      },
      {
        // All that azurerm says of the domain, and the one thing that it cannot say.
        type: 'Microsoft.Cdn/profiles/customDomains',
        apiVersion: FRONT_DOOR_API,
        name: `${profile}/${own}`,
        dependsOn: [secretId],
        properties: {
          hostName: hostname,
          azureDnsZone: { id: ids.publicZone },
          tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' },
          mtlsSettings: { scenario: 'ClientCertificateRequiredAndValidated', certificateRevocationCheck: 'Enabled', secrets: [{ id: secretId }] },
        },
      },
    ],
  });
  return [after(required, role, domain)];
}
