import { DeclaredEdge } from '../edge/declared-edge';
import { CloudName } from '../environment/landing-zone';
import { Stage } from '../environment/stage';
import { append } from '../review/group';
import { ReviewModel } from '../review/model';
import type { PatternPlace, PermissionFact, ReachFact, StatedFact } from './control-context';
import { compare } from '../review/diff/lists';

interface Body { readonly address: string; readonly path: string; readonly body: any }

/** What controls judge: one stack, as the review's model and its resolved Terraform say it. Nothing is computed twice. */
export class Subject {
  public readonly cloud: CloudName;
  public readonly stage?: Stage;
  public readonly kind: string;
  /** Short name of the enterprise; undefined for a stack that nobody knows. */
  public readonly organization?: string;
  public readonly lasting: boolean;
  public readonly protectedFromDeletion: boolean;
  public readonly reach: ReachFact[];
  public readonly permissions: PermissionFact[];
  public readonly unread: string[];
  public readonly patterns: PatternPlace[];
  public readonly parts: string[];
  public readonly embedded: boolean;
  private readonly byType = new Map<string, Body[]>();
  private readonly byRule = new Map<string, StatedFact[]>();
  private readonly paths: Map<string, string>;
  private readonly partByAddress = new Map<string, ReviewModel['parts'][number]>();
  private withoutNotes?: any;
  private readonly made = new Map<string, unknown>();

  /** @param text the document as it is written, if it is */
  public constructor(private readonly model: ReviewModel, public readonly document: any, public readonly allowedRegions: string[], public readonly text?: string) {
    const { identity } = model;
    this.cloud = identity.cloud as CloudName;
    this.stage = identity.stage as Stage | undefined;
    this.kind = identity.kind;
    this.organization = identity.organization;
    this.lasting = identity.stage !== Stage.DEVELOPMENT && identity.stage !== Stage.TEST;
    this.protectedFromDeletion = this.lasting && identity.stage !== Stage.STAGING;
    this.reach = model.reach.map(({ evidence: _, ...way }) => way);
    this.permissions = model.permissions.map(granted);
    this.unread = model.unread;
    this.patterns = identity.patterns.map(({ id, path }) => ({ id, path }));
    this.parts = model.parts.filter(({ kind }) => kind !== 'Construct').map(({ path }) => path);
    this.embedded = model.tree.under !== undefined;
    this.paths = new Map(model.resources.map((r) => [r.address, r.path]));
    const parts = new Map(model.parts.map((part) => [part.path, part]));
    for (const { type, address, path, part } of model.resources) {
      const known = parts.get(part);
      if (known) { this.partByAddress.set(address, known); }
      const body = document.resource?.[type]?.[address.slice(type.length + 1)];
      append(this.byType, type, { address, path, body });
    }
    // What controls find is told in the order of the addresses.
    for (const bodies of this.byType.values()) { bodies.sort(byAddress); }
    for (const s of model.statements) { append(this.byRule, s.rule, factOf(s)); }
    for (const facts of this.byRule.values()) { facts.sort((a, b) => compare(a.subject, b.subject) || compare(a.argument ?? '', b.argument ?? '')); }
  }

  /** The document without the notes of the host (`//`): what a compiled policy is given. */
  public plain(): any {
    this.withoutNotes ??= JSON.parse(JSON.stringify(this.document, (key, value) => (key === '//' ? undefined : value)));
    return this.withoutNotes;
  }

  public types(): string[] { return [...this.byType.keys()].sort(); }

  public ofType(type: string): readonly Body[] { return this.byType.get(type) ?? []; }

  /** What several controls ask for, made once. */
  public once<T>(what: string, make: () => T): T {
    if (!this.made.has(what)) { this.made.set(what, make()); }
    return this.made.get(what) as T;
  }

  public facts(rules: string[]): StatedFact[] {
    return rules.flatMap((rule) => (rule.endsWith('.') ? [...this.byRule.keys()].filter((known) => known.startsWith(rule)).sort() : [rule]).flatMap((known) => this.byRule.get(known) ?? []));
  }

  public pathOf(address: string): string { return this.paths.get(address) ?? address; }

  public partsOf(kind: string): string[] { return this.model.parts.filter((part) => part.kind === kind).map((part) => part.path); }

  public kindOf(address: string): string { return this.partByAddress.get(address)?.kind ?? 'Construct'; }

  public edgeOf(address: string): DeclaredEdge | undefined { return this.partByAddress.get(address)?.edge; }

  public classificationOf(address: string): string | undefined { return this.partByAddress.get(address)?.classification; }
}

function factOf({ rule, subject, detail, value, text, weak, evidence }: ReviewModel['statements'][number]): StatedFact {
  const argument = evidence[0]?.argument;
  if (detail === undefined) { return argument ? { rule, subject, value, text, weak, argument } : { rule, subject, value, text, weak }; }
  return argument ? { rule, subject, value, text, weak, detail, argument } : { rule, subject, value, text, weak, detail };
}

/** In one piece, and in the order of its words: approvals bind to what is read here. */
function granted({ evidence, ...permission }: ReviewModel['permissions'][number]): PermissionFact {
  return { ...permission, grantedBy: evidence[0]?.address ?? '' };
}

function byAddress(a: Body, b: Body): number {
  return compare(a.address, b.address);
}
