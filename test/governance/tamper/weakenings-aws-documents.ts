import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Mutant } from './environments';
import { changed, each, FOREIGN, inDocument, namesOf } from './weakenings-aws-make';

/** The API document: what the gateway asks of requests. */
export function weakerApi(terraform: any): Mutant[] {
  const type = 'aws_api_gateway_rest_api';
  const [name] = namesOf(terraform, type);
  const api = JSON.parse(terraform.resource[type][name].body);
  const edit = (what: string, change: (api: any) => void) => changed(terraform, type, name, what, inDocument('body', change));
  const operations = Object.entries<any>(api.paths).flatMap(([path, item]) => Object.keys(item).map((method) => ({ path, method, at: `${method.toUpperCase()} ${path}`, operation: item[method] })));
  const scheme = (read: any) => read.components.securitySchemes.tokens['x-amazon-apigateway-authorizer'];
  return [
    ...operations.filter(({ operation }) => operation.security).flatMap(({ at, path, method }) => edit(`${at} without a token`, (read) => { delete read.paths[path][method].security; })),
    ...operations.filter(({ operation }) => operation.requestBody).flatMap(({ at, path, method }) => [
      ...edit(`${at} without a schema of its body`, (read) => { delete read.paths[path][method].requestBody; }),
      ...edit(`${at} takes any body`, (read) => { read.paths[path][method].requestBody.content['application/json'].schema = { type: 'object' }; }),
    ]),
    ...operations.filter(({ operation }) => operation.parameters.length > 0).flatMap(({ at, path, method }) => edit(`${at} without its parameters`, (read) => { read.paths[path][method].parameters = []; })),
    ...operations.flatMap(({ at, path, method }) => [
      ...edit(`${at} sent elsewhere`, (read) => { Object.assign(read.paths[path][method]['x-amazon-apigateway-integration'], { uri: 'https://elsewhere.example/', connectionType: 'INTERNET', connectionId: undefined, integrationTarget: undefined }); }),
      ...edit(`${at} sent on in plain`, (read) => { const one = read.paths[path][method]['x-amazon-apigateway-integration']; one.uri = one.uri.replace('https:', 'http:'); }),
      ...edit(`${at} believes the caller who it is`, (read) => { read.paths[path][method]['x-amazon-apigateway-integration'].requestParameters['integration.request.header.X-Subject'] = 'method.request.header.X-Subject'; }),
    ]),
    ...Object.entries<any>(api.components.schemas).flatMap(([schema, body]) => [
      ...edit(`${schema} takes any member`, (read) => { delete read.components.schemas[schema].additionalProperties; }),
      ...edit(`${schema} requires nothing`, (read) => { delete read.components.schemas[schema].required; }),
      ...Object.keys(body.properties ?? {}).flatMap((property) => edit(`${schema}.${property} takes anything`, (read) => { read.components.schemas[schema].properties[property] = {}; })),
    ]),
    ...edit('a new operation without a token', (read) => { read.paths['/debug'] = { get: { ...read.paths['/health'].get, operationId: 'debug' } }; }),
    ...edit('any path is sent on', (read) => { read.paths['/{proxy+}'] = { 'x-amazon-apigateway-any-method': { ...read.paths['/health'].get, operationId: 'all' } }; }),
    ...edit('bodies are not checked', (read) => { read['x-amazon-apigateway-request-validators'].all.validateRequestBody = false; }),
    ...edit('parameters are not checked', (read) => { read['x-amazon-apigateway-request-validators'].all.validateRequestParameters = false; }),
    ...edit('no validator', (read) => { delete read['x-amazon-apigateway-request-validator']; }),
    ...edit('decisions are kept', (read) => { scheme(read).authorizerResultTtlInSeconds = 3600; }),
    ...edit('another authorizer', (read) => { scheme(read).authorizerUri = `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:${FOREIGN}:function:yes/invocations`; }),
    ...edit('no authorizer', (read) => { delete read.components.securitySchemes.tokens['x-amazon-apigateway-authorizer']; }),
    ...edit('answers without HSTS', (read) => { for (const one of Object.values<any>(read['x-amazon-apigateway-gateway-responses'])) { delete one.responseParameters['gatewayresponse.header.Strict-Transport-Security']; } }),
  ];
}

/** What the authorizer demands of tokens: its configuration in the archive that it runs. */
export function weakerDemands(terraform: any): Mutant[] {
  const type = 'aws_s3_object';
  const [name] = namesOf(terraform, type, 'authorizer');
  const edited = (change: (config: any) => void) => (body: any): void => {
    const files = unzipSync(Buffer.from(body.content_base64, 'base64'));
    const config = JSON.parse(strFromU8(files['config.json']));
    change(config);
    body.content_base64 = Buffer.from(zipSync({ ...files, 'config.json': strToU8(JSON.stringify(config)) }, { mtime: '2000-01-01' })).toString('base64');
  };
  const config = JSON.parse(strFromU8(unzipSync(Buffer.from(terraform.resource[type][name].content_base64, 'base64'))['config.json']));
  const asked = Object.keys(config.routes).filter((route) => config.routes[route].authenticated);
  const edit = (what: string, change: (config: any) => void) => [{ about: type, name: `${type}.${name} ${what}`, mutate: (tf: any) => edited(change)(tf.resource[type][name]) }];
  return [
    ...asked.flatMap((route) => edit(`${route} asks for no scope`, (read) => { read.routes[route].scopes = []; })),
    ...asked.flatMap((route) => edit(`${route} asks for no token`, (read) => { read.routes[route].authenticated = false; })),
    ...asked.filter((route) => config.routes[route].purpose).flatMap((route) => edit(`${route} asks for no consent`, (read) => { delete read.routes[route].purpose; })),
    ...asked.filter((route) => config.routes[route].purpose).flatMap((route) => edit(`${route} asks for consent to something else`, (read) => { read.routes[route].purpose = 'anything'; })),
    ...asked.filter((route) => config.routes[route].scopes[0] === 'orders:write').flatMap((route) => edit(`${route} asks for a reader's scope`, (read) => { read.routes[route].scopes = ['orders:read']; })),
    ...Object.keys(config.parameters?.routes ?? {}).flatMap((route) => edit(`${route} does not check its parameters`, (read) => { delete read.parameters.routes[route]; })),
    ...[['another program', 'exports.handler = async () => ({ isAuthorized: true });']].map(([what, program]) => ({
      about: type, name: `${type}.${name} ${what}`,
      mutate: (tf: any) => { tf.resource[type][name].content_base64 = Buffer.from(zipSync({ 'index.js': strToU8(program) }, { mtime: '2000-01-01' })).toString('base64'); },
    })),
  ];
}

const CONTAINERS: readonly (readonly [what: string, from: string | RegExp, to: string])[] = [
  ['privileged', '"privileged":false', '"privileged":true'],
  ['run by root', '"user":"10001:10001"', '"user":"0"'],
  ['run by whom the image says', '"user":"10001:10001",', ''],
  ['may write its file system', '"readonlyRootFilesystem":true', '"readonlyRootFilesystem":false'],
  ['keeps its capabilities', '"capabilities":{"drop":["ALL"]}', '"capabilities":{}'],
  ['is given capabilities', '"capabilities":{"drop":["ALL"]}', '"capabilities":{"drop":["ALL"],"add":["SYS_PTRACE"]}'],
  ['image by tag', '${var.image_orders_service}', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:latest'],
  ['image of a public registry', '${var.image_orders_service}', `docker.io/library/nginx@sha256:${'0'.repeat(64)}`],
  ['collector by tag', /aws-otel-collector@sha256:[0-9a-f]{64}/, 'aws-otel-collector:latest'],
  ['collector of a public registry', /123456789012\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/public-ecr/, 'docker.io'],
  ['database without TLS', '"verify-full"', '"disable"'],
  ['database without a look at the certificate', '"verify-full"', '"require"'],
  ['masks nothing', '{"name":"MASKED_FIELDS","value":"address,city,email,name,phone,postalCode,street"}', '{"name":"MASKED_FIELDS","value":""}'],
  ['masks less', 'address,city,email,name,phone,postalCode,street"}', 'address,city,name,phone,postalCode,street"}'],
  ['a password among its variables', '{"name":"STAGE"', '{"name":"ADMIN_PASSWORD","value":"correct-horse-battery"},{"name":"STAGE"'],
  ['an access key among its variables', '{"name":"STAGE"', '{"name":"AWS_SECRET_ACCESS_KEY","value":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},{"name":"STAGE"'],
  ['says that it is development', '{"name":"STAGE","value":"production"}', '{"name":"STAGE","value":"development"}'],
  ['writes no log', /"logConfiguration":\{"logDriver":"awslogs".*?\}\},/, ''],
  ['writes its log elsewhere', '"awslogs-region":"eu-central-1","awslogs-stream-prefix":"service"', '"awslogs-region":"us-east-1","awslogs-stream-prefix":"service"'],
  ['sends its traces elsewhere', 'http://127.0.0.1:4317', 'http://collector.elsewhere.example:4317'],
  ['collector listens to everybody', 'endpoint: 127.0.0.1:4317', 'endpoint: 0.0.0.0:4317'],
  ['mounts the socket of its host', '{"sourceVolume":"tmp-service","containerPath":"/tmp","readOnly":false}', '{"sourceVolume":"tmp-service","containerPath":"/var/run/docker.sock","readOnly":false}'],
];

/** The containers of the service: their definition is no JSON before Terraform has evaluated it. */
export function weakerContainers(terraform: any): Mutant[] {
  return CONTAINERS.flatMap(([what, from, to]) => {
    const found = each(terraform, 'aws_ecs_task_definition', what, (body) => { body.container_definitions = body.container_definitions.replace(from, () => to); });
    if (found.length === 0) { throw new Error(`${what}: the table is out of date`); }
    return found;
  });
}

/** Masking of logs: the policy of each, and each kind of data in it. */
export function weakerMasking(terraform: any): Mutant[] {
  const type = 'aws_cloudwatch_log_data_protection_policy';
  const edit = (what: string, change: (policy: any) => void) => each(terraform, type, what, inDocument('policy_document', change));
  const [first] = Object.values<any>(terraform.resource[type]);
  return [
    ...edit('only audits', (read) => { read.Statement = read.Statement.filter((one: any) => one.Sid !== 'mask'); }),
    ...JSON.parse(first.policy_document).Statement[1].DataIdentifier.flatMap((identifier: string) => edit(`does not mask ${identifier.split('/').pop()}`, (read) => {
      const mask = read.Statement.find((one: any) => one.Sid === 'mask');
      mask.DataIdentifier = mask.DataIdentifier.filter((one: string) => one !== identifier);
    })),
    ...['email', 'street'].flatMap((field) => edit(`does not know ${field}`, (read) => {
      const [fields] = read.Configuration.CustomDataIdentifier;
      fields.Regex = fields.Regex.split('|').filter((one: string) => !one.startsWith(field)).join('|');
    })),
  ];
}
