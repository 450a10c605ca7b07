import { Entry } from '../../clouds/rule-graph';
import { isBlock, json } from '../../clouds/rule-values';
import { AwsStack } from './stack';
import { items } from './values';

/** What the authorizer asks of the token for one route. */
export interface RouteDemand { readonly authenticated: boolean; readonly scopes: string[]; readonly purpose?: string }

/** Archives are the same for many environments: read once. */
const read = new Map<string, Map<string, RouteDemand> | undefined>();
const MOST = 50;

/** The routes in the configuration of the authorizer's archive, by `GET /path`; `undefined` if the function is another program. */
export function authorizerPlan(stack: AwsStack, lambda: Entry): Map<string, RouteDemand> | undefined {
  const object = stack.find(lambda.body.s3_key) ?? stack.find(lambda.body.s3_bucket);
  const archive = object?.type === 'aws_s3_object' ? object.body.content_base64 : undefined;
  if (typeof archive !== 'string' || archive.includes('${')) { return undefined; }
  if (!read.has(archive)) {
    if (read.size >= MOST) { read.clear(); }
    read.set(archive, routes(archive));
  }
  return read.get(archive);
}

function routes(archive: string): Map<string, RouteDemand> | undefined {
  const { unzipSync, strFromU8 } = require('fflate') as typeof import('fflate');
  let config: any;
  try {
    const files = unzipSync(Buffer.from(archive, 'base64'), { filter: (file) => file.name === 'config.json' });
    config = files['config.json'] && json(strFromU8(files['config.json']));
  } catch {
    return undefined;
  }
  if (!isBlock(config) || !isBlock(config.routes)) { return undefined; }
  return new Map(Object.entries<any>(config.routes).map(([route, demand]) => [route, {
    authenticated: demand?.authenticated !== false, scopes: items(demand?.scopes).map(String), ...(demand?.purpose ? { purpose: String(demand.purpose) } : {}),
  }]));
}
