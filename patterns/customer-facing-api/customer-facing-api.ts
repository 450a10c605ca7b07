import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { ApiGateway, AuthenticationProps, ConsentProps, MutualTlsProps, RateLimitProps } from '../../src/capabilities/api-gateway';
import { Backup } from '../../src/capabilities/backup';
import { Cache, CacheProps } from '../../src/capabilities/cache';
import { IConnectable } from '../../src/capabilities/capability';
import { Access, LogClass, Metric } from '../../src/capabilities/common';
import { ContainerRegistry } from '../../src/capabilities/container-registry';
import { Dashboard, DashboardSection } from '../../src/capabilities/dashboard';
import { Database, DatabaseProps } from '../../src/capabilities/database';
import { KeyValueStore, KeyValueStoreProps } from '../../src/capabilities/key-value-store';
import { LogStream } from '../../src/capabilities/log-stream';
import { ObjectStore, ObjectStoreProps } from '../../src/capabilities/object-store';
import { Probe } from '../../src/capabilities/probe';
import { Service, ServiceProps } from '../../src/capabilities/service';
import { ServiceLevelObjective } from '../../src/capabilities/service-level-objective';
import { UserDirectory, UserDirectoryProps } from '../../src/capabilities/user-directory';
import { CardRow, Pattern } from '../../src/environment/pattern';
import { GroundworkError } from '../../src/errors';
import { PatternContract } from '../../src/governance/pattern-contract';
import { ApiDocument } from '../../src/openapi/api-document';
import { CONTRACT } from './contract';
import { ENFORCEMENT } from './enforcement';

/** Availability and latency that the API promises. */
export interface ObjectivesProps {
  /** Share of requests answered without a server error, 0.9 to 0.9999. @default 0.999 */
  readonly availability?: number;
  /** Milliseconds within which 99 % of the requests are answered. @default 500 */
  readonly latencyMilliseconds?: number;
}

/** Properties of a customer-facing API. */
export interface CustomerFacingApiProps {
  /** OpenAPI 3.0 or 3.1 document, YAML or JSON, relative to the working directory. */
  readonly openapi: string;
  /** The container that answers. @default - port 8080, sized by the stage */
  readonly service?: ServiceProps;
  /** Whose tokens are accepted. @default - those of `userDirectory`; one of both is required */
  readonly authentication?: AuthenticationProps;
  /** Also ask for client certificates; there is then no probe from outside. @default - tokens only */
  readonly mutualTls?: MutualTlsProps;
  /** @default - 300 a minute for each client, 3000 a minute overall */
  readonly rateLimits?: RateLimitProps;
  /** Consent that operations on personal data need. @default - none; an error if the document marks such operations */
  readonly consent?: ConsentProps;
  /** Largest request body in bytes, up to 8192. @default 8192 */
  readonly maxBodyBytes?: number;
  /** Fields that never reach a log, besides those the document classifies. @default - none */
  readonly maskedFields?: string[];
  /** A PostgreSQL database. @default - none */
  readonly database?: DatabaseProps;
  /** A key-value store. @default - none */
  readonly keyValueStore?: KeyValueStoreProps;
  /** A cache. @default - none */
  readonly cache?: CacheProps;
  /** An object store. @default - none */
  readonly objectStore?: ObjectStoreProps;
  /** A directory of end users. @default - none */
  readonly userDirectory?: UserDirectoryProps;
  /** @default - 99.9 % available, 99 % of requests within 500 ms */
  readonly objectives?: ObjectivesProps;
}

/**
 * An API for customers: a gateway with firewall, authentication, limits, validation and consent in front of a private
 * container service and its stores, observed from the first deployment.
 */
export class CustomerFacingApi extends Pattern {
  /** Id of this pattern. */
  public static readonly PATTERN_ID = 'customer-facing-api';
  /** Version of this pattern. */
  public static readonly VERSION = '1.0.0';

  public readonly service: Service;
  /** Where the pod's pipeline pushes the images that the service runs. */
  public readonly images: ContainerRegistry;
  public readonly gateway: ApiGateway;
  public readonly database?: Database;
  public readonly keyValueStore?: KeyValueStore;
  public readonly cache?: Cache;
  public readonly objectStore?: ObjectStore;
  public readonly userDirectory?: UserDirectory;

  /**
   * @throws one error with every fault of the properties and the document
   */
  public constructor(scope: Construct, id: string, props: CustomerFacingApiProps) {
    super(scope, id, CustomerFacingApi.PATTERN_ID, CustomerFacingApi.VERSION, props);
    const api = ApiDocument.fromFile(props.openapi);
    // What the service must not log, no other log may hold either.
    const maskedFields = [...new Set([...api.personalFields, ...props.maskedFields ?? [], ...props.service?.maskedFields ?? []])].sort();

    this.images = new ContainerRegistry(this, 'images');
    this.service = new Service(this, 'service', { ...props.service, maskedFields });
    this.images.backend.grantPull(this.service.backend.identity);
    this.database = props.database && new Database(this, 'database', props.database);
    this.keyValueStore = props.keyValueStore && new KeyValueStore(this, 'items', props.keyValueStore);
    this.cache = props.cache && new Cache(this, 'cache', props.cache);
    this.objectStore = props.objectStore && new ObjectStore(this, 'objects', props.objectStore);
    this.userDirectory = props.userDirectory && new UserDirectory(this, 'users', props.userDirectory);
    for (const store of this.stores()) { this.service.connectTo(store, Access.READ_WRITE); }

    this.gateway = new ApiGateway(this, 'gateway', {
      api,
      target: this.service.backend,
      authentication: props.authentication ?? this.directoryTokens(),
      mutualTls: props.mutualTls,
      rateLimits: props.rateLimits,
      consent: props.consent,
      maxBodyBytes: props.maxBodyBytes,
      maskedFields,
      accessLog: new LogStream(this, 'access-log', { logClass: LogClass.ACCESS, maskedFields }).backend,
      auditLog: new LogStream(this, 'audit-log', { logClass: LogClass.AUDIT, maskedFields }).backend,
    });

    this.output('url', `https://${this.gateway.backend.hostname}`, 'Public address of the API');
    this.output('images', this.images.backend.repository, 'Where the pipeline pushes the images of the service');

    new ServiceLevelObjective(this, 'objectives', { gateway: this.gateway.backend, ...props.objectives });
    // A probe has no client certificate: it would only ever see its handshake refused.
    if (!props.mutualTls) { new Probe(this, 'probe', { hostname: this.gateway.backend.hostname, ...probed(api) }); }
    new Dashboard(this, 'dashboard', { title: `${this.environment.environmentName} ${id}`, sections: this.sections() });
    const kept = [this.database, this.keyValueStore, this.objectStore].flatMap((s) => (s ? [s.backend] : []));
    if (kept.length > 0) { new Backup(this, 'backup', { stores: kept }); }
  }

  public get card(): CardRow[] {
    return ENFORCEMENT;
  }

  public get contract(): PatternContract {
    return CONTRACT;
  }

  private stores(): IConnectable[] {
    return [this.database, this.keyValueStore, this.cache, this.objectStore].flatMap((s) => (s ? [s] : []));
  }

  private directoryTokens(): AuthenticationProps {
    if (!this.userDirectory) {
      throw new GroundworkError('CustomerFacingApi', [{
        where: `${this.node.path}.authentication`,
        problem: 'nobody says whose tokens are accepted',
        mend: 'Give authentication (issuer, audience) or userDirectory.',
      }]);
    }
    const { issuer, audience } = this.userDirectory.backend;
    return { issuer, audience };
  }

  /** What people and pipelines ask an environment for, under a name without digest. */
  private output(name: string, value: string, description: string): void {
    const path = this.node.scopes.slice(this.environment.node.scopes.length).map((s) => s.node.id);
    new TerraformOutput(this, `output-${name}`, { value, description }).overrideLogicalId([...path, name].join('_').replace(/[^A-Za-z0-9]+/g, '_'));
  }

  private sections(): DashboardSection[] {
    const section = (title: string, metrics?: Metric[]) => (metrics && metrics.length > 0 ? [{ title, metrics }] : []);
    return [
      ...section('Requests, errors, duration', this.gateway.backend.metrics),
      ...section('Service', this.service.backend.metrics),
      ...section('Database', this.database?.backend.metrics),
      ...section('Items', this.keyValueStore?.backend.metrics),
      ...section('Cache', this.cache?.backend.metrics),
      ...section('Objects', this.objectStore?.backend.metrics),
    ];
  }
}

/** What a probe can call without a token: an open operation, or else one that answers 401 while the edge is healthy. */
function probed(api: ApiDocument): { path: string; expectedStatus: number } {
  const simple = api.operations.filter((o) => o.method === 'get' && !o.path.includes('{'));
  const open = simple.find((o) => !o.authenticated);
  return open ? { path: open.path, expectedStatus: 200 } : { path: simple[0]?.path ?? '/', expectedStatus: simple[0] ? 401 : 404 };
}
