import { chmodSync, mkdirSync, writeFileSync } from 'fs';
import { delimiter, join } from 'path';
import { exampleOf } from './example-of';

/**
 * Turns a copy of a stack into one that plans without a cloud, credentials or network: local state, provider settings
 * that ask nobody, values for variables that have none. The synthesized file stays as it is.
 */
export function offlineCopy(tf: any): any {
  const terraform = without(tf.terraform ?? {}, 'backend', 'cloud');
  const provider = Object.fromEntries(Object.entries<any>(tf.provider ?? {}).map(([name, blocks]) => {
    const rewrite = OFFLINE[name] ?? ((block: any) => block);
    return [name, (Array.isArray(blocks) ? blocks : [blocks]).map(rewrite)];
  }));
  // An empty block of providers is an error to Terraform.
  return { ...tf, terraform, ...(Object.keys(provider).length > 0 ? { provider } : {}) };
}

const OFFLINE: { readonly [provider: string]: (block: any) => any } = {
  aws: (block) => {
    // An account guard compares with the account that the credentials belong to; here there is none.
    const kept = without(block, 'allowed_account_ids', 'forbidden_account_ids', 'assume_role', 'assume_role_with_web_identity', 'profile');
    return {
      ...kept, access_key: 'offline', secret_key: 'offline', skip_credentials_validation: true, skip_requesting_account_id: true,
      skip_metadata_api_check: 'true', skip_region_validation: true,
    };
  },
  azurerm: (block) => {
    const kept = without(block, 'use_msi', 'client_id', 'client_secret', 'oidc_token', 'oidc_request_token', 'oidc_request_url');
    return { ...kept, use_cli: true, use_oidc: false, resource_provider_registrations: 'none' };
  },
  google: (block) => ({ ...without(block, 'credentials', 'impersonate_service_account'), access_token: 'offline' }),
};

function without(block: any, ...names: string[]): any {
  return Object.fromEntries(Object.entries(block).filter(([name]) => !names.includes(name)));
}

/** Values for variables without default, made to match the pattern that their validation demands. */
export function variableValues(tf: any): { [name: string]: any } {
  const values: { [name: string]: any } = {};
  for (const [name, variable] of Object.entries<any>(tf.variable ?? {})) {
    if (variable.default === undefined) {
      const conditions = [variable.validation ?? []].flat().map((one: any) => String(one.condition)).join(' ');
      const written = /regex\(("(?:[^"\\]|\\.)*")/.exec(conditions)?.[1];
      const pattern = written ? JSON.parse(written.replace(/\$\$\{/g, '${')) : '^example$';
      values[name] = /^(list|set)/.test(String(variable.type)) ? [0, 1, 2].map((variant) => exampleOf(pattern, variant)) : exampleOf(pattern);
    }
  }
  return values;
}

/** Environment variables of an offline run. Writes the stand-in for the Azure command line into the folder. */
export function offlineEnvironment(folder: string, tf: any): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { AWS_EC2_METADATA_DISABLED: 'true', ARM_PROVIDER_ENHANCED_VALIDATION: 'false' };
  if (tf.provider?.azurerm) {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'az'), azureCommand([tf.provider.azurerm].flat()[0]));
    chmodSync(join(bin, 'az'), 0o755);
    environment.PATH = `${bin}${delimiter}${process.env.PATH ?? ''}`;
  }
  return environment;
}

// The provider asks `az` for version, account and token before it plans; nothing of the answer leaves the machine.
function azureCommand(provider: any): string {
  const zero = '00000000-0000-0000-0000-000000000000';
  const subscription = provider.subscription_id ?? zero;
  const tenant = provider.tenant_id ?? zero;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tomorrow = Math.floor(Date.now() / 1000) + 86_400;
  const token = `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ tid: tenant, oid: zero, sub: zero, exp: tomorrow, appid: zero })}.`;
  const account = { environmentName: 'AzureCloud', id: subscription, isDefault: true, name: 'offline', state: 'Enabled', tenantId: tenant, homeTenantId: tenant, user: { name: 'offline', type: 'user' } };
  const answers = {
    version: { 'azure-cli': '2.70.0', 'azure-cli-core': '2.70.0', 'azure-cli-telemetry': '1.1.0', 'extensions': {} },
    show: account,
    list: [account],
    token: { accessToken: token, expiresOn: new Date(tomorrow * 1000).toISOString().replace('T', ' ').slice(0, 19), expires_on: tomorrow, subscription, tenant, tokenType: 'Bearer' },
  };
  const print = (value: object) => `cat <<'JSON'\n${JSON.stringify(value)}\nJSON`;
  return `#!/bin/sh
case "$*" in
*get-access-token*) ${print(answers.token)}
;;
*"account list"*) ${print(answers.list)}
;;
*account*) ${print(answers.show)}
;;
*) ${print(answers.version)}
;;
esac
`;
}
