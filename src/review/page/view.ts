import { createHash } from 'crypto';
import { Consequence, Evidence, ReviewModel, Statement } from '../model';
import { safeText } from '../redact';
import { CONSEQUENCE_TITLES, Names, partSlug, rank } from '../words';
import { between, figure, Html, html, NOTHING } from './html';

/** A section of the page. Its lead stands below its heading and, linked, on the first screen. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what the section comes to. */
  readonly lead: string;
  /** Printed behind the title in the navigation. */
  readonly count?: number;
  readonly body: Html;
}

/** How much of a long list is printed at all; what is beyond is counted and is in `model.json`. */
export const MOST_ROWS = 100;

/** What all sections need: names, links to the evidence, and which resources the page lists. */
export class View {
  public readonly names: Names;
  private readonly stores: ReadonlySet<string>;

  /** @param listed addresses that the inventory prints; others are named, not linked */
  public constructor(public readonly model: ReviewModel, public readonly listed: ReadonlySet<string>, private readonly sources: { readonly [path: string]: string } = {}) {
    this.names = new Names(model);
    this.stores = new Set(model.statements.filter((s) => s.rule === 'data.key').map((s) => s.subject));
  }

  /** Where in the team's code a construct, or the nearest one around it, is written. */
  public source(path: string): string | undefined {
    for (let at = path; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
      if (this.sources[at] !== undefined || at === '') { return this.sources[at]; }
    }
  }

  /** Whether it has a row in the matrix of stores. */
  public isStore(subject: string): boolean {
    return this.stores.has(subject);
  }

  /** Link to a resource of this stack by its path, or by `label`; anything else as it is. */
  public link(subject: string, label?: string): Html {
    const resource = this.names.resource(subject);
    if (!resource) { return html`<span class="n">${label ?? breakable(outside(subject))}</span>`; }
    const shown = label ?? breakable(resource.path);
    return this.listed.has(subject) ? html`<a href="#r-${resource.key}">${shown}</a>` : html`<span class="n">${shown}</span>`;
  }

  /** Where a claim is in the Terraform. The subject itself is called by the argument alone. */
  public evidence(evidence: readonly Evidence[], subject?: string, most = 2): Html {
    const links = this.evidenceLinks(evidence, subject);
    if (links.length === 0) { return NOTHING; }
    const rest = links.slice(most);
    return html`<span class="ev">${links.slice(0, most).map((l) => html`${l} `)}</span>${rest.length > 0 && more(`${rest.length} more`, html`<ul class="ev">${rest.slice(0, 40).map((l) => html`<li>${l}</li>`)}${cut(rest.length, 40)}</ul>`)}`;
  }

  private evidenceLinks(evidence: readonly Evidence[], subject?: string): Html[] {
    const labels = new Map<string, Html>();
    for (const { address, argument } of evidence) {
      const path = this.names.of(address);
      const place = evidence.length > 1 && subject === undefined ? path : lastSegment(path);
      const label = address === subject ? argument ?? place : `${place}${argument ? ` ${argument}` : ''}`;
      labels.set(`${address}\n${label}`, this.link(address, label));
    }
    return [...labels.values()];
  }

  /** Link to the part of the inventory that holds a resource. */
  public partLink(path: string): Html {
    return html`<a href="#p-${partSlug(path)}">${breakable(path)}</a>`;
  }
}

/** A path or a host that may be broken behind its slashes and dots. A secret is one before it is taken apart. */
export function breakable(name: string): Html {
  return safeText(name) === name && /[/.]/.test(name) ? between(name.split(/(?<=[/.])/), '<wbr>') : html`${name}`;
}

/** Words for what is not a resource of this stack. */
export function outside(subject: string): string {
  return subject === 'internet' ? 'the internet' : subject === '*' ? 'everything' : subject;
}

/** Short, stable anchor of a row that has no key of its own. */
export function anchor(prefix: string, ...identity: string[]): string {
  return `${prefix}-${createHash('sha256').update(identity.join('\u0000')).digest('hex').slice(0, 8)}`;
}

/** A fold. Its summary says what is inside; it is open on paper. */
export function more(summary: string | Html, inside: Html): Html {
  return html`<details class="more"><summary>${summary}</summary>${inside}</details>`;
}

/** Says what a list leaves out, or nothing. */
export function cut(length: number, most: number): Html {
  return length > most ? html`<li class="cut">${figure(length - most)} more of lower rank are in model.json.</li>` : NOTHING;
}

/** A word with its shape: square, triangle or dot. Never colour alone. */
export function mark(level: 'bad' | 'warn' | 'ok', word: string): Html {
  return html`<strong class="m ${level}">${word}</strong>`;
}

/** How a consequence is marked: what cannot be undone or opens something is the worst. */
export function markOf(consequence: Consequence, word = CONSEQUENCE_TITLES[consequence]): Html {
  return mark(rank(consequence) <= rank('permission') ? 'bad' : 'warn', word);
}

/** A statement as a clause, with what it is about if there are several of its rule. */
export function clause(statement: Statement): string {
  return statement.detail ? `${statement.text} (${statement.detail})` : statement.text;
}

/** `orders/database/cluster`: `cluster`. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}

/** A table with a caption, heads of columns, and rows; narrow screens show each row as a block with the heads before the cells. */
export function table(kind: string, caption: string | Html, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<table class="${kind}"><caption>${caption}</caption><thead><tr>${heads.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${rows.slice(0, MOST_ROWS)}</tbody></table>
${rows.length > MOST_ROWS && html`<p class="cut">${figure(rows.length - MOST_ROWS)} more rows of lower rank are in model.json.</p>`}`;
}

/** A cell that carries the head of its column, for narrow screens. */
export function cell(head: string, content: Html | string | number, kind?: string): Html {
  return html`<td data-h="${head}"${kind ? html` class="${kind}"` : NOTHING}>${content}</td>`;
}
