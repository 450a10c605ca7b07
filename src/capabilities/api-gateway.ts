import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { markEdge } from '../edge/declared-edge';
import { planEdge } from '../edge/edge-plan';
import { composeName, NameScope } from '../environment/naming';
import { ApiDocument } from '../openapi/api-document';
import { Capability } from './capability';
import { IApiGatewayBackend, ILogStreamBackend, IServiceBackend } from './backends';

/** Who may call: tokens of one OpenID Connect issuer. */
export interface AuthenticationProps {
  /** Issuer, exactly as in the `iss` claim: `https://login.example.com/`. */
  readonly issuer: string;
  /** Audience that the `aud` claim must contain. */
  readonly audience: string;
  /** Where the issuer's keys are. @default - `<issuer>/.well-known/jwks.json` */
  readonly jwksUri?: string;
  /** Claim with the scopes, as a list or separated by spaces. @default 'scope' */
  readonly scopeClaim?: string;
  /** Claim that tells clients apart for rate limits and audit. @default 'client_id' */
  readonly clientClaim?: string;
}

/** Client certificates in addition to tokens. */
export interface MutualTlsProps {
  /** PEM file with the certificate authorities that are trusted, relative to the working directory. */
  readonly trustStoreFile: string;
}

/** How many requests in how long. */
export interface RateLimit {
  /** Most requests in the window, 1 to 10000000. */
  readonly requests: number;
  /** Length of the window in seconds, 1 to 300. */
  readonly seconds: number;
}

/** Limits at the edge. */
export interface RateLimitProps {
  /** For each client. @default 300 requests in 60 seconds */
  readonly perClient?: RateLimit;
  /** For all clients together. @default 3000 requests in 60 seconds */
  readonly overall?: RateLimit;
}

/** Consent of the person whose data an operation processes, carried by the caller's token. */
export interface ConsentProps {
  /** Purpose that must be consented to, unless the operation names its own (`x-purpose`). */
  readonly purpose: string;
  /** Claim that lists the consented purposes. @default 'consented_purposes' */
  readonly claim?: string;
}

/** Properties of the public edge of an API: gateway, firewall, certificate, limits, validation. */
export interface ApiGatewayProps {
  /** What is served. */
  readonly api: ApiDocument;
  /** What answers. */
  readonly target: IServiceBackend;
  readonly authentication: AuthenticationProps;
  /** @default - no client certificates */
  readonly mutualTls?: MutualTlsProps;
  readonly rateLimits?: RateLimitProps;
  /** Required where the document marks operations as processing personal data. @default - none */
  readonly consent?: ConsentProps;
  /** Largest request body in bytes; at most 8192, the part that every cloud's firewall inspects. @default 8192 */
  readonly maxBodyBytes?: number;
  /** Fields whose values never reach a log. @default - those the document classifies as personal */
  readonly maskedFields?: string[];
  /** One line for each request. */
  readonly accessLog: ILogStreamBackend;
  /** Who called what: copied to the immutable archive. */
  readonly auditLog: ILogStreamBackend;
  /** First label of the public host name. @default - name of the environment and the pattern */
  readonly hostLabel?: string;
}

/** The public edge of an API. */
export class ApiGateway extends Capability {
  public readonly backend: IApiGatewayBackend;

  public constructor(scope: Construct, id: string, props: ApiGatewayProps) {
    super(scope, id);
    const plan = planEdge(props);
    markEdge(this, plan, props.mutualTls !== undefined);
    plan.notes.forEach((note) => Annotations.of(this).addWarning(note));
    this.backend = this.environment.cloud.apiGateway(this, { ...props, hostLabel: props.hostLabel ?? this.hostLabel(scope.node.id) });
    this.addAlarms(this.backend.metrics);
  }

  /** A DNS label (RFC 1035: 63 letters, digits and dashes) of environment and pattern. */
  private hostLabel(pattern: string): string {
    const name = this.environment.environmentName;
    return composeName({ max: 63, scope: NameScope.ACCOUNT }, [name, pattern], `${name}/${this.node.path}`);
  }
}
