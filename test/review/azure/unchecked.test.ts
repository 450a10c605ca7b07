import { readAzure } from '../../../src/review/azure';
import { copyOf, one, said } from './support';

const DETECTS = '<content type="application/json" validate-as="json" action="detect" />';

test('parts of requests that a policy lets through unchecked are named by operation', () => {
  const tf = copyOf();
  expect(said(readAzure(tf), 'edge.unchecked', 'orders_gateway_api')).toBeUndefined();
  const policy = one(tf, 'azurerm_api_management_api_policy');
  const changed = policy.xml_content.replace('<content type="application/json" validate-as="json" action="prevent" />', DETECTS);
  expect(changed).not.toBe(policy.xml_content);
  policy.xml_content = changed;
  const findings = readAzure(tf);
  expect(said(findings, 'edge.validation', 'orders_gateway_api')).toBe(false);
  expect(said(findings, 'edge.unchecked', 'orders_gateway_api')).toEqual(['PATCH /orders/{orderId}: body', 'POST /orders: body', 'PUT /newsletter/preferences: body', 'PUT /orders/{orderId}/customer: body']);
});
