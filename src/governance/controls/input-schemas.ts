import { modelSchema } from '../../clouds/aws/api-gateway/models';
import { CloudName } from '../../environment/landing-zone';
import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding } from './build';

/** What says the same has the same text, in whatever order it is written. */
function text(node: any): string {
  return JSON.stringify(node, (_, value) => (value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value)) ?? '';
}

const model = (schema: any): any => modelSchema(schema, () => undefined);

function bodies(api: ControlledResource, context: ControlContext): ControlFinding[] {
  const declared = context._edgeOf(api.address)?.schemas;
  if (declared === undefined) { return []; }
  const given: any = api.argument('body.components.schemas') ?? {};
  const operations = Object.entries(declared.bodies).flatMap(([name, types]) => {
    const [method, path] = name.split(' ');
    const content = (api.argument('body.paths') ?? {})[path]?.[method.toLowerCase()]?.requestBody?.content;
    // A path whose parameters have other names at the gateway, and a body that is not described at all, are told elsewhere.
    return content === undefined ? [] : Object.entries(types).filter(([type]) => /json/i.test(type)).map(([type, schema]) => finding(
      api.address, text(content[type]?.schema) === text(model(schema)) || `bodies of ${name} are not checked as the document has them`, 'body', `${name}: ${type}`));
  });
  const components = Object.keys(given).filter((name) => name in declared.components).map((name) => finding(
    api.address, text(given[name]) === text(model(declared.components[name])) || `${name} is not checked as the document has it`, 'body', name));
  return [...operations, ...components];
}

/** Parameters of the program that decides on tokens. */
function parameters(archive: ControlledResource, context: ControlContext): ControlFinding[] {
  const declared = context._edgeOf(archive.address)?.schemas.parameters;
  const content = archive.argument('content_base64');
  if (declared === undefined || typeof content !== 'string' || content.includes('${')) { return []; }
  const config = configOf(content);
  if (config?.routes === undefined) { return []; }
  return Object.keys(declared.routes).map((route) => finding(
    archive.address, text(config.parameters?.routes?.[route]) === text(declared.routes[route]) || `parameters of ${route} are not checked as the document has them`, 'content_base64', route));
}

function configOf(archive: string): any {
  const { strFromU8, unzipSync } = require('fflate') as typeof import('fflate');
  try {
    const { 'config.json': file } = unzipSync(Buffer.from(archive, 'base64'), { filter: ({ name }) => name === 'config.json' });
    return file && JSON.parse(strFromU8(file));
  } catch {
    return undefined;
  }
}

/** Schemas, word by word: one that is only there may take anything. */
export const inputSchemas = control({
  id: 'input.schemas',
  title: 'Bodies and parameters are checked by the schemas of the API document',
  objective: Objective.INPUT_VALIDATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a schema that takes anything looks like a check, and the service meets what its document excludes',
  mend: 'Change the API document; the gateway takes its schemas from it.',
  clouds: [CloudName.AWS],
  card: 'Input validation against the document',
}, (context) => [
  ...context.resources(['aws_api_gateway_rest_api']).flatMap((api) => bodies(api, context)),
  ...context.resources(['aws_s3_object']).flatMap((archive) => parameters(archive, context)),
]);
