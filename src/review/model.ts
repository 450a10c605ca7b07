/**
 * The review of one environment or foundation as data: computed once from the Terraform that is written and the construct
 * tree, read by the page, the Markdown, the picture, `diff` and `explain`. Plain JSON, so that it can be kept in a file.
 */
import type { DeclaredEdge } from '../edge/declared-edge';
import type { GovernanceModel } from '../governance/model';

/** Version of this structure, in `model.json`. */
export const MODEL_VERSION = 1;

/** What follows if a thing gets worse, worst first. This is the order of every list of the review. */
export const CONSEQUENCES = ['data-loss', 'exposure', 'permission', 'protection', 'availability', 'cost', 'configuration', 'cosmetic'] as const;
export type Consequence = typeof CONSEQUENCES[number];

/** `wider`: more risk or more money than before; `narrower`: less; `same`: neither; `unknown` ranks as wider. */
export type Direction = 'wider' | 'narrower' | 'same' | 'unknown';

/** Where a claim is in the Terraform: an address, and the argument in it (`settings.0.ip_configuration.ipv4_enabled`). */
export interface Evidence {
  readonly address: string;
  readonly argument?: string;
}

/** What a statement is worth: a number with a unit, yes or no, a word of a scale, or a sorted list. `undefined` is never kept. */
export type Value = string | number | boolean | string[];

/** One checked property of one resource, in words that are the same on every cloud. The catalogue has the rule. */
export interface Statement {
  /** Id of the rule in the catalogue: `data.backup-days`. */
  readonly rule: string;
  /** Address of the resource that it is about. */
  readonly subject: string;
  /** Tells apart several of one rule on one subject (name of a rule of a firewall). */
  readonly detail?: string;
  readonly value: Value;
  /** A clause without subject: `automatic backups are kept 35 days`. */
  readonly text: string;
  /** Whether a reviewer has to look at it, as it is. */
  readonly weak: boolean;
  readonly evidence: Evidence[];
}

/** Something can be reached, or reaches out. */
export interface Reach {
  readonly direction: 'in' | 'out';
  /** `internet`, a range, a host name, or the address of a resource. */
  readonly from: string;
  /** Resources on the way, in order. */
  readonly through: string[];
  /** Address of what is reached; for `out`, a host or `internet`. */
  readonly to: string;
  /** `443`, `5432`, `all`. */
  readonly ports: string;
  /** `HTTPS`, `TCP`. */
  readonly protocol: string;
  /** How callers prove who they are: `token of https://login.acme.example/`, `client certificate`, `none`. */
  readonly authentication: string;
  /** Least version, `none` or `not applicable`. */
  readonly tls: string;
  /** What filters on the way: `web application firewall blocks`, `security group`, `none`. */
  readonly filter: string;
  readonly weak: boolean;
  readonly evidence: Evidence[];
}

/** What an identity may do with permissions, in the words that people use. */
export type Verb = 'read' | 'write' | 'delete' | 'administer' | 'use' | 'assume' | 'invoke' | 'pull' | 'push' | 'other';

/** One identity may do something on something. */
export interface Permission {
  /** Address of the identity in this stack, or what names it elsewhere (`service ecs-tasks.amazonaws.com`, `anyone`). */
  readonly principal: string;
  readonly effect: 'allow' | 'deny';
  /** In words. */
  readonly verbs: Verb[];
  /** As the cloud names them, sorted. */
  readonly actions: string[];
  /** Address, or identifier of something elsewhere, or `*`. */
  readonly resource: string;
  /** In words, if it is bound to one: `only through secretsmanager`. */
  readonly condition?: string;
  /** Actions or resources by wildcard, or anyone. */
  readonly wildcard: boolean;
  /** The principal or the resource is in another account, subscription, project or stack. */
  readonly foreign: boolean;
  readonly weak: boolean;
  readonly evidence: Evidence[];
}

/** Traffic, data or trust between two resources, or a resource and something outside (`internet`, `foundation`, a host). */
export interface Flow {
  readonly from: string;
  readonly to: string;
  /** Third person: `reads and writes`, `calls`, `sends logs to`, `keeps copies in`. */
  readonly verb: string;
  readonly port?: string;
  readonly evidence: Evidence[];
}

/** What costs money: how much of it there is and whether it costs at rest. No prices: they are not in the Terraform. */
export interface CostDriver {
  readonly subject: string;
  /** `database capacity`. */
  readonly driver: string;
  /** `2 instances, 0.5 to 8 ACU`. */
  readonly quantity: string;
  /** `running` costs at rest, `usage` only when used. */
  readonly billed: 'running' | 'usage';
  /** Larger is more expensive; compared by `diff`. */
  readonly weight: number;
  readonly evidence: Evidence[];
}

/** What a reader of one cloud finds in resolved Terraform. */
export interface Findings {
  readonly statements: Omit<Statement, 'text' | 'weak'>[];
  readonly reach: Reach[];
  readonly permissions: Permission[];
  readonly flows: Flow[];
  readonly costs: CostDriver[];
  /** Types of resource in this stack that the reader does not know; the review says so. */
  readonly unread: string[];
}

/** The parts of an environment as readers name them; also the lanes of the picture. */
export const LANES = ['entry', 'network', 'compute', 'messaging', 'data', 'identity', 'observability', 'governance'] as const;
export type Lane = typeof LANES[number];

/** A capability, a pattern or a part of the baseline: what a resource belongs to. */
export interface Part {
  /** Construct path within the stack: `orders/database`. */
  readonly path: string;
  /** `Database`; `Pattern`; `Construct` for raw resources of a team. */
  readonly kind: string;
  /** In words: `PostgreSQL database`. */
  readonly title: string;
  readonly lane: Lane;
  readonly classification?: string;
  /** `customer-facing-api 1.0.0`, of the pattern around it. */
  readonly pattern?: string;
  /** What was asked of it, if it is the edge of an API. */
  readonly edge?: DeclaredEdge;
}

/** One resource of the stack. */
export interface ReviewResource {
  readonly address: string;
  readonly type: string;
  /** Construct path within the stack, without a last segment `Resource` or `Default`. */
  readonly path: string;
  /** Path of the part that it belongs to. */
  readonly part: string;
  /** Readable, unique, stable under reordering: `aws-kms-key-data-key-1a2b3c`; the page links to `#r-<key>`. */
  readonly key: string;
  /** Line of the resource in `cdk.tf.json`. */
  readonly line: number;
  /** A name that people know it by, if it has a literal one. */
  readonly name?: string;
}

/** What is said of the place: whose it is, where, and how sure. */
export interface Identity {
  readonly kind: 'environment' | 'foundation' | 'stack';
  /** Id of the stack, also the name of its folders. */
  readonly stack: string;
  readonly name: string;
  readonly stage?: string;
  readonly pod?: { readonly name: string; readonly type: string; readonly contact: string; readonly costCentre: string; readonly owners: string[] };
  /** Short name of the enterprise, with which names begin that are unique in the world. */
  readonly organization?: string;
  readonly landingZone?: string;
  readonly cloud?: string;
  readonly account?: string;
  readonly region?: string;
  readonly patterns: { readonly id: string; readonly version: string; readonly path: string }[];
  readonly budget?: { readonly amount: number; readonly currency: string };
}

/** One property of a pattern's card, and what enforces it here. */
export interface Enforcement {
  readonly pattern: string;
  readonly property: string;
  /** Path of the pattern. */
  readonly path: string;
  /** What enforces it on this cloud, in words. */
  readonly by: string;
  /** Types that do. */
  readonly types: string[];
  /** Resources of these types below the pattern (or in the baseline), if any. */
  readonly resources: string[];
  /** Types of which this environment has no resource; what only some properties of the pattern ask for may be missing. */
  readonly missing: string[];
  /** Indices of weak statements that speak of the property. */
  readonly weak: number[];
  /** Indices of weak ways in or out, where the property is about these. */
  readonly weakReach?: number[];
  /** Indices of weak permissions, where it is about these. */
  readonly weakPermissions?: number[];
}

/** One thing that a person must decide, with where it comes from. */
export interface Decision {
  readonly consequence: Consequence;
  /** Subject first: `orders/database: deletion protection is off`; `14 logs: ...` where it is the same for many. */
  readonly text: string;
  /** What it is about, as people call it: construct paths. */
  readonly subjects: string[];
  readonly evidence: Evidence[];
}

/** The figures that page, Markdown, picture and JSON show alike. */
export interface Counts {
  readonly resources: number;
  readonly parts: number;
  readonly decisions: number;
  readonly statements: number;
  readonly weak: number;
  readonly reachable: number;
  readonly stores: number;
  readonly identities: number;
  readonly permissions: number;
  readonly flows: number;
  readonly unread: number;
}

/** The review. */
export interface ReviewModel {
  readonly version: typeof MODEL_VERSION;
  readonly identity: Identity;
  /** What the construct tree said, to compute this model again from the file. */
  readonly tree: Omit<Tree, 'identity'>;
  /** SHA-256 of `cdk.tf.json`, hexadecimal. */
  readonly digest: string;
  /** `stacks/orders-prod/cdk.tf.json`. */
  readonly file: string;
  readonly parts: Part[];
  readonly resources: ReviewResource[];
  readonly statements: Statement[];
  readonly reach: Reach[];
  readonly permissions: Permission[];
  /** Between resources; `partFlows` in flows.ts rolls them up. */
  readonly flows: Flow[];
  readonly costs: CostDriver[];
  readonly enforcement: Enforcement[];
  readonly decisions: Decision[];
  /** Types that no reader knows. */
  readonly unread: string[];
  readonly counts: Counts;
  /** What governance says of it; absent where it was switched off. */
  readonly governance?: GovernanceModel;
}

/** One property of a card, on the cloud of the stack. */
export interface CardProperty {
  readonly property: string;
  readonly by: string;
  /** Types of resources that enforce it. */
  readonly types: string[];
  /** Rules that speak of it; a rule that ends in a dot stands for its family. If absent, any that its resources have. */
  readonly rules?: string[];
  /** Direction of the ways that speak of it. */
  readonly reach?: Reach['direction'];
  /** Whether permissions speak of it. */
  readonly permissions?: boolean;
}

/** What the construct tree adds to the Terraform: all that `buildModel` needs besides the file. Kept in the model. */
export interface Tree {
  readonly identity: Identity;
  /** Construct path within the stack, of an environment inside a team's own stack; the rest of the stack is not reviewed. */
  readonly under?: string;
  readonly parts: Part[];
  readonly cards: { readonly pattern: string; readonly path: string; readonly rows: CardProperty[] }[];
}
