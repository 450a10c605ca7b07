import { TerraformStack } from 'cdktf';
import {
  Access, ApiDocument, ApiGateway, Backup, Cache, ContainerRegistry, Dashboard, Database, Environment, KeyValueStore, LogClass, LogStream, ObjectStore, Probe, Secret, Service,
  ServiceLevelObjective, Stage, UserDirectory, WorkloadIdentity,
} from '../../src';
import { bareRoot } from '../../src/environment/synthesis/bare-root';
import { resolvedAlone } from '../../src/environment/synthesis/alone';
import { govern } from '../../src/governance/govern';
import { buildModel } from '../../src/review/build';
import { treeOf } from '../../src/review/tree';
import { acmeWith, ZONES } from './tamper/judged';

const standards = acmeWith('{ mode: enforce }');
const STAGES = [Stage.DEVELOPMENT, Stage.STAGING, Stage.PRODUCTION];

const API = ApiDocument.fromObject({
  openapi: '3.1.0', info: { title: 'Parcels', version: '1.0.0' }, security: [{ login: [] }], paths: { '/parcels': { get: { responses: { 200: { description: 'Parcels' } } } } },
  components: { securitySchemes: { login: { type: 'http', scheme: 'bearer' } } },
});

function gateway(e: Environment): ApiGateway {
  return new ApiGateway(e, 'gateway', {
    api: API, target: new Service(e, 'worker').backend, authentication: { issuer: 'https://login.acme.example/', audience: 'parcels' },
    accessLog: new LogStream(e, 'access', { logClass: LogClass.ACCESS }).backend, auditLog: new LogStream(e, 'audited', { logClass: LogClass.AUDIT }).backend,
  });
}

/** Each capability as a team composes it, where no pattern serves. */
const ALONE: { readonly [what: string]: (environment: Environment) => unknown } = {
  'nothing': () => undefined,
  'a service': (e) => new Service(e, 'worker', { port: 8080 }),
  'a database with its backup': (e) => new Backup(e, 'backup', { stores: [new Database(e, 'database').backend] }),
  'an object store with its backup': (e) => new Backup(e, 'backup', { stores: [new ObjectStore(e, 'files', { expireDays: 90 }).backend] }),
  'a key-value store with its backup': (e) => new Backup(e, 'backup', { stores: [new KeyValueStore(e, 'items', { expiryAttribute: 'expires_at' }).backend] }),
  'a cache': (e) => new Cache(e, 'cache'),
  'a service with a store': (e) => new Service(e, 'worker', { port: 8080 }).connectTo(new Cache(e, 'cache'), Access.READ_WRITE),
  'a secret': (e) => new Secret(e, 'token', { description: 'Key of a partner' }),
  'logs of every class': (e) => Object.values(LogClass).forEach((logClass) => new LogStream(e, `log-${logClass}`, { logClass })),
  'a registry': (e) => new ContainerRegistry(e, 'images'),
  'a directory': (e) => new UserDirectory(e, 'users', { callbackUrls: ['https://shop.acme.example/in'] }),
  'an identity': (e) => new WorkloadIdentity(e, 'runner', { description: 'Runs the reports' }),
  'a probe': (e) => new Probe(e, 'probe', { hostname: 'shop.acme.example', path: '/' }),
  'a dashboard': (e) => new Dashboard(e, 'board', { title: 'Cache', sections: [{ title: 'Cache', metrics: new Cache(e, 'cache').backend.metrics }] }),
  'a gateway with its service': gateway,
  'a gateway with objectives': (e) => new ServiceLevelObjective(e, 'objectives', { gateway: gateway(e).backend }),
};

/** Controls that a capability alone cannot satisfy: each asks for another capability beside it, and says so. */
const NEEDS: { readonly [what: string]: readonly string[] } = {};

describe.each(ZONES)('a capability alone in %s', (landingZone) => {
  test.each(STAGES.flatMap((stage) => Object.keys(ALONE).map((what) => [what, stage] as const)))('%s passes every control in %s', (what, stage) => {
    const environment = new Environment(bareRoot(), 'alone', { standards, name: 'alone', pod: 'orders', stage, landingZone });
    ALONE[what](environment);
    const faults = TerraformStack.of(environment).node.findAll().flatMap((c) => c.node.validate());
    const terraform = resolvedAlone(environment);
    const judged = govern(environment, terraform, '', buildModel(terraform, '', treeOf(environment), true));
    expect(faults).toEqual([]);
    const stopped = judged.faults.filter(({ mend }) => !(NEEDS[what] ?? []).some((control) => mend.includes(`[${control},`)));
    expect(stopped.map(({ where, problem, mend }) => `${where}: ${problem} ${/\[([\w.-]+),/.exec(mend)?.[1]}`)).toEqual([]);
  });
});
