import { DataClassification, Access, Metric } from './common';

/** The identity that a workload runs as: a role, a managed identity, a service account. Never a key or a password. */
export interface IWorkloadIdentity {
  /** Name of the principal for people and reports. */
  readonly principal: string;
}

/** A place on the private network from which connections start. */
export interface INetworkEndpoint {
  /** How the cloud's firewall refers to it. */
  readonly reference: string;
}

/** What a cloud returns for every capability that a workload can be connected to. */
export interface IResourceBackend {
  /** What a consumer needs to know, by environment variable suffix (`HOST`, `PORT`, `NAME`). Never a secret value. */
  readonly settings: { [name: string]: string };
  /** What can be measured. Thresholds in them become alarms. */
  readonly metrics: Metric[];
  /** Gives `identity` least-privilege access. */
  grant(identity: IWorkloadIdentity, access: Access): void;
  /** Opens the network path from `endpoint`, on this resource's port only. */
  allowFrom(endpoint: INetworkEndpoint): void;
}

/** A customer-managed encryption key. */
export interface IKeyBackend {
  /** Identifier that other resources of the same cloud take. */
  readonly reference: string;
  /** Lets `identity` encrypt and decrypt. */
  grantUse(identity: IWorkloadIdentity): void;
}

/** The private network of an environment. */
export interface INetworkBackend {
  /** Identifier of the network. */
  readonly reference: string;
}

/** A log stream with retention, encryption and, for audit logs, an immutable copy. */
export interface ILogStreamBackend {
  readonly reference: string;
}

/** Where audit records end up unchangeable. */
export interface IAuditTrailBackend {
  readonly reference: string;
}

/** Where alarms go. */
export interface IAlertChannelBackend {
  readonly reference: string;
}

/** A container image repository with immutable tags and scanning on push. */
export interface IContainerRegistryBackend {
  /** Address to push to and pull from, without tag or digest. */
  readonly repository: string;
  /** Lets `identity` pull. */
  grantPull(identity: IWorkloadIdentity): void;
}

/** A running container service. */
export interface IServiceBackend extends IResourceBackend {
  readonly identity: IWorkloadIdentity;
  readonly endpoint: INetworkEndpoint;
  /** Private address at which other workloads reach it. */
  readonly url: string;
  /** Adds an environment variable. May be called until synthesis. */
  addSetting(name: string, value: string): void;
}

/** The public edge of an API. */
export interface IApiGatewayBackend {
  /** Public host name. */
  readonly hostname: string;
  /** Requests, 4xx, 5xx, latency. */
  readonly metrics: Metric[];
}

/** A user directory for the customers of an application. */
export interface IUserDirectoryBackend {
  /** OpenID Connect issuer URL of the tokens it gives. */
  readonly issuer: string;
  /** Audience (client id) of the tokens it gives. */
  readonly audience: string;
}

/** A secret whose value is made and rotated inside the cloud. */
export interface ISecretBackend extends IResourceBackend {}

/** Common to the props of everything that keeps data. */
export interface DataStoreProps {
  /** Sensitivity of what is kept. @default DataClassification.CONFIDENTIAL */
  readonly classification?: DataClassification;
}
