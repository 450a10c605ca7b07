import { CloudName, LandingZoneProps } from '../../../src/environment/landing-zone';
import { Environment } from '../../../src/environment/environment';
import { Foundation } from '../../../src/environment/foundation';
import { EnvironmentProps } from '../../../src/environment/environment-props';
import { Stage } from '../../../src/environment/stage';
import { ApiDocument } from '../../../src/openapi/api-document';
import { Standards } from '../../../src/standards/standards';
import { StandardsProps } from '../../../src/standards/standards-props';
import { synthesizeOne, Terraform } from '../../support/terraform';

export const PROJECT = 'acme-eu-1';
export const NUMBER = '123456789012';

const ZONE: LandingZoneProps = {
  name: 'eu-google', cloud: CloudName.GOOGLE, account: PROJECT, projectNumber: NUMBER, billingAccount: '012345-6789AB-CDEF01', region: 'europe-west3',
};

/** Standards with a landing zone on Google Cloud. */
export function googleStandards(zone: Partial<LandingZoneProps> = {}, standards: Partial<StandardsProps> = {}): Standards {
  return Standards.fromProps({
    organization: 'acme', domain: 'acme.example', identityProvider: { issuer: 'https://login.acme.example/' }, landingZones: [{ ...ZONE, ...zone }], ...standards,
  });
}

/** Terraform of a foundation. */
export function foundation(standards = googleStandards()): Terraform {
  return synthesizeOne((app) => new Foundation(app, 'foundation', { standards, landingZone: 'eu-google' }));
}

/** Terraform of an environment with what `build` puts in it. */
export function environment(build: (env: Environment) => void, props: Partial<EnvironmentProps> = {}): Terraform {
  return synthesizeOne((app) => {
    const env = new Environment(app, 'shop', { standards: googleStandards(), pod: 'orders', stage: Stage.PRODUCTION, ...props });
    build(env);
    return env;
  });
}

/** An API with one operation of each kind. */
export const API = ApiDocument.fromObject({
  openapi: '3.0.3',
  info: { title: 'Orders', version: '1.0.0' },
  components: {
    securitySchemes: {
      jwt: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://login.acme.example/token', scopes: { 'orders.read': 'reads', 'orders.write': 'writes' } } } },
    },
  },
  paths: {
    '/orders': {
      post: {
        operationId: 'createOrder',
        security: [{ jwt: ['orders.write'] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, email: { type: 'string', 'x-data-classification': 'personal' } } } } },
        },
        responses: { 201: { description: 'created' } },
      },
    },
    '/orders/{id}': {
      delete: {
        operationId: 'deleteOrder',
        'x-personal-data': true,
        security: [{ jwt: ['orders.write'] }],
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: { 204: { description: 'gone' } },
      },
    },
  },
});

/** Whether `address` waits for a resource of `type`, by reference or by order. */
export function waitsFor(body: any, type: string): boolean {
  return (body.depends_on ?? []).some((on: string) => on.startsWith(`${type}.`)) || JSON.stringify(body).includes(`\${${type}.`);
}

/** Roles that a plan gives, with whom and on what condition. */
export function grants(tf: Terraform): { type: string; role: string; member: string; condition?: string }[] {
  return tf.everything().filter((r) => /_iam_member$/.test(r.type)).map((r) => ({
    type: r.type, role: r.body.role, member: r.body.member, condition: r.body.condition?.expression,
  }));
}
