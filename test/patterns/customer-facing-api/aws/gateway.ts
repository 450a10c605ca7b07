import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Terraform } from '../../../support/terraform';
import { referred } from '../references';

/** The OpenAPI document with which API Gateway is made. */
export function body(tf: Terraform): any {
  return JSON.parse(tf.one('aws_api_gateway_rest_api').body);
}

export function editBody(tf: Terraform, edit: (content: any) => void): void {
  const content = body(tf);
  edit(content);
  tf.one('aws_api_gateway_rest_api').body = JSON.stringify(content);
}

/** An operation of that document. */
export function operation(tf: Terraform, { method, path }: { method: string; path: string }): any {
  const found = body(tf).paths[path]?.[method.toLowerCase()];
  expect({ method, path, found: found !== undefined }).toEqual({ method, path, found: true });
  return found;
}

/** Every operation: method and path. */
export function served(tf: Terraform): string[] {
  return Object.entries<any>(body(tf).paths).flatMap(([path, item]) => Object.keys(item).filter((k) => !k.startsWith('x-')).map((m) => `${m.toUpperCase()} ${path}`));
}

/** The function that the document's token scheme asks. */
export function authorizer(tf: Terraform): any {
  const { tokens } = body(tf).components.securitySchemes;
  expect(tokens['x-amazon-apigateway-authtype']).toBe('custom');
  const found = referred(tf, tokens['x-amazon-apigateway-authorizer'].authorizerUri);
  expect(found.handler).toBe('index.handler');
  return found;
}

function bundle(tf: Terraform): any {
  const { s3_bucket: bucket, s3_key: key } = authorizer(tf);
  const object = referred(tf, key);
  expect(referred(tf, bucket)).toBe(object);
  return object;
}

/** What the authorizer demands of each operation: the configuration in the archive that the function runs. */
export function demands(tf: Terraform): any {
  const files = unzipSync(Buffer.from(bundle(tf).content_base64, 'base64'));
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['index.js', 'config.json']));
  return JSON.parse(strFromU8(files['config.json']));
}

export function editDemands(tf: Terraform, edit: (config: any) => void): void {
  const object = bundle(tf);
  const files = unzipSync(Buffer.from(object.content_base64, 'base64'));
  const config = JSON.parse(strFromU8(files['config.json']));
  edit(config);
  object.content_base64 = Buffer.from(zipSync({ ...files, 'config.json': strToU8(JSON.stringify(config)) })).toString('base64');
}

/** The way of a request: the host name's API and stage, deployed from the document, behind the firewall. */
export function publicPath(tf: Terraform): { domain: any; stage: any; firewall: any } {
  const mapping = tf.one('aws_api_gateway_base_path_mapping');
  const domain = referred(tf, mapping.domain_name);
  const stage = referred(tf, mapping.stage_name);
  const api = tf.one('aws_api_gateway_rest_api');
  const deployment = referred(tf, stage.deployment_id);
  expect([referred(tf, mapping.api_id), referred(tf, stage.rest_api_id), referred(tf, deployment.rest_api_id)]).toEqual([api, api, api]);
  // A change of the document is a deployment.
  expect(deployment.triggers.body).toMatch(/^\$\{sha256\(aws_api_gateway_rest_api\.[\w-]+\.body\)\}$/);
  expect(api.disable_execute_api_endpoint).toBe(true);
  const association = tf.one('aws_wafv2_web_acl_association');
  expect(referred(tf, association.resource_arn)).toBe(stage);
  return { domain, stage, firewall: referred(tf, association.web_acl_arn) };
}

/** A rule of the firewall that blocks. */
export function blocking(tf: Terraform, name: string): any {
  const rule = publicPath(tf).firewall.rule.find((r: any) => r.name === name);
  expect({ name, action: rule?.action ?? rule?.override_action }).toEqual({ name, action: rule?.statement.managed_rule_group_statement ? { none: {} } : { block: {} } });
  return rule.statement;
}

/** Statements of a JSON policy. */
export function statements(policy: string): any[] {
  return JSON.parse(policy).Statement.map((s: any) => ({ ...s, Action: [s.Action].flat(), Resource: [s.Resource].flat() }));
}
