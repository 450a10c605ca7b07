import { parse } from 'yaml';
import { Entry } from '../../clouds/rule-graph';
import { isBlock, json, text } from '../../clouds/rule-values';
import { AzureStack } from './stack';
import { inside } from './values';

/** One operation of an API. */
export interface ApiOperation {
  /** As policies name it. */
  readonly id: string;
  /** `GET /orders/{orderId}`. */
  readonly name: string;
  readonly hasBody: boolean;
  /** Where the operation is a resource of its own, that. */
  readonly entry?: Entry;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Operations of an API: of the document that it imports, and resources of their own. `undefined` where the document is elsewhere. */
export function operationsOf(stack: AzureStack, api: Entry): ApiOperation[] | undefined {
  const single = singles(stack).get(api.address) ?? [];
  const imported = inside(api.body.import, 'content_value');
  if (imported === undefined) { return single; }
  const format = text(inside(api.body.import, 'content_format')) ?? '';
  const document = format.endsWith('-link') ? undefined : documentIn(imported);
  if (!isBlock(document) || !isBlock(document.paths)) { return undefined; }
  const found = Object.entries(document.paths).flatMap(([path, item]) => (isBlock(item) ? METHODS.flatMap((method) => operation(method, path, item[method])) : []));
  return [...found, ...single];
}

function operation(method: string, path: string, item: any): ApiOperation[] {
  if (!isBlock(item)) { return []; }
  const hasBody = isBlock(item.requestBody) || (Array.isArray(item.parameters) && item.parameters.some((p: any) => isBlock(p) && p.in === 'body'));
  return [{ id: typeof item.operationId === 'string' ? item.operationId : `${method}-${path}`, name: `${method.toUpperCase()} ${path}`, hasBody }];
}

function documentIn(content: unknown): any {
  const written = typeof content === 'string' ? content : '';
  const document = json(written);
  if (document !== undefined || !/^\s*["']?(openapi|swagger)/m.test(written)) { return document; }
  try { return parse(written); } catch { return undefined; }
}

const found = new WeakMap<AzureStack, Map<string, ApiOperation[]>>();

/** Operations that are resources, by the address of their API. */
function singles(stack: AzureStack): Map<string, ApiOperation[]> {
  const known = found.get(stack);
  if (known) { return known; }
  const byApi = new Map<string, ApiOperation[]>();
  for (const entry of stack.graph.all('azurerm_api_management_api_operation')) {
    const api = stack.named('azurerm_api_management_api', entry.body.api_name);
    const id = text(entry.body.operation_id);
    if (!api || !id) { continue; }
    const others = byApi.get(api.address) ?? [];
    others.push({ id, name: `${text(entry.body.method) ?? 'ANY'} ${text(entry.body.url_template) ?? '/'}`, hasBody: isBlock(entry.body.request) || Array.isArray(entry.body.request), entry });
    byApi.set(api.address, others);
  }
  found.set(stack, byApi);
  return byApi;
}
