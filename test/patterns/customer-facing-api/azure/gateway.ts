import { Terraform } from '../../../support/terraform';
import { literal } from '../edit';
import { referred } from '../references';
import { child, children, Element, parseXml } from '../xml';

/** The policy that API Management runs for the API that Front Door's route leads to. */
export function policy(tf: Terraform): Element {
  const body = tf.one('azurerm_api_management_api_policy');
  const api = referred(tf, body.api_name);
  expect(tf.one('azurerm_cdn_frontdoor_route').cdn_frontdoor_origin_path).toBe(`/${api.path}`);
  return parseXml(literal(body.xml_content));
}

export function inbound(tf: Terraform): Element {
  return child(policy(tf), 'inbound');
}

/** Changes the policy; there must be something to change. */
export function editPolicy(tf: Terraform, from: RegExp | string, to: string): void {
  const body = tf.one('azurerm_api_management_api_policy');
  const changed = body.xml_content.replace(from, () => to);
  if (changed === body.xml_content) { throw new Error(`there is no ${from} in the policy`); }
  body.xml_content = changed;
}

/** The document that API Management imports: routes, parameters, schemas. */
export function document(tf: Terraform): any {
  return JSON.parse(literal(tf.one('azurerm_api_management_api').import.content_value));
}

export function editDocument(tf: Terraform, edit: (content: any) => void): void {
  const body = tf.one('azurerm_api_management_api');
  const content = JSON.parse(body.import.content_value);
  edit(content);
  body.import.content_value = JSON.stringify(content);
}

/** An operation of the imported document. */
export function imported(tf: Terraform, { method, path }: { method: string; path: string }): any {
  const found = document(tf).paths[path]?.[method.toLowerCase()];
  expect({ method, path, found: found !== undefined }).toEqual({ method, path, found: true });
  return found;
}

/** Ids of operations that the condition of a branch names. */
function named(when: Element): string[] {
  const list = /^@\(\(new string\[\] \{([^}]*)\}\)\.Contains\(context\.Operation\.Id\)/.exec(when.attributes.condition)?.[1] ?? '';
  return [...list.matchAll(/"([^"]+)"/g)].map(([, id]) => id);
}

/** The branches that decide on tokens; whoever is in none of them gets 404. */
function branches(tf: Terraform): Element[] {
  const choose = children(inbound(tf), 'choose').find((c) => c.children.some((when) => when.name === 'otherwise'));
  const [refusal] = child(choose!, 'otherwise').children;
  expect([refusal.name, child(refusal, 'set-status').attributes.code]).toEqual(['return-response', '404']);
  return children(choose!, 'when');
}

/** The branch of one operation: the first that names it. */
export function branch(tf: Terraform, operation: { method: string; path: string }): Element {
  const id = imported(tf, operation).operationId;
  const found = branches(tf).filter((when) => named(when).includes(id));
  expect({ id, branches: found.length }).toEqual({ id, branches: 1 });
  return found[0];
}

/** Values that a token must have, by claim, all of them. */
export function demanded(when: Element): { [claim: string]: string[] } {
  const claims: { [claim: string]: string[] } = {};
  for (const check of children(when, 'validate-jwt')) {
    for (const required of children(check, 'required-claims').flatMap((c) => children(c, 'claim'))) {
      expect(required.attributes).toMatchObject({ match: 'all', separator: ' ' });
      (claims[required.attributes.name] ??= []).push(...children(required, 'value').map((v) => v.text));
    }
  }
  return claims;
}

/** Branches on the operations behind a condition that names them. */
export function branchesOn(tf: Terraform, content: string): string[] {
  return children(inbound(tf), 'choose').flatMap((c) => children(c, 'when')).filter((when) => when.children.some((step) => step.name === content)).flatMap(named);
}

/** The way of a request: Front Door's route, its firewall on the same host, API Management behind a private link. */
export function publicPath(tf: Terraform, foundation: Terraform): { domain: any; route: any; firewall: any } {
  const route = tf.one('azurerm_cdn_frontdoor_route');
  expect(route.cdn_frontdoor_custom_domain_ids).toHaveLength(1);
  const domain = referred(tf, route.cdn_frontdoor_custom_domain_ids[0]);
  const { firewall: { association, cdn_frontdoor_firewall_policy_id: id } } = tf.one('azurerm_cdn_frontdoor_security_policy').security_policies;
  expect(association.patterns_to_match).toEqual(['/*']);
  expect(association.domain.map((d: any) => referred(tf, d.cdn_frontdoor_domain_id))).toEqual([domain]);
  const origin = foundation.one('azurerm_cdn_frontdoor_origin');
  expect(referred(foundation, origin.private_link.private_link_target_id)).toBe(foundation.one('azurerm_api_management'));
  expect(foundation.json.variable.gateway_public_access.default).toBe(false);
  return { domain, route, firewall: referred(tf, id) };
}
