import { Lane } from '../model';

/** What a comparison says of a part. */
export type Change = 'new' | 'changed' | 'removed';
export const CHANGES: readonly Change[] = ['new', 'changed', 'removed'];

/** One box of a drawing. */
export interface Card {
  readonly id: string;
  /** Fragment that the card leads to; without it the card is no link. */
  readonly href?: string;
  readonly title: string;
  /** What it stands for, where the title does not say it. */
  readonly full?: string;
  /** Second line: where it is in the code, or its type. */
  readonly note: string;
  readonly outside?: boolean;
  readonly glyph?: Lane;
  /** How many decisions name it. */
  readonly toDecide?: number;
  readonly classification?: string;
  readonly change?: Change;
  /** Letters of connections that are told in the key. */
  readonly letters?: readonly string[];
  /** Sentences, each on lines of its own. */
  readonly facts: readonly string[];
}

/** A line from a card to a card, told on the card where it begins. */
export interface Link {
  readonly from: string;
  readonly to: string;
  /** `reads and writes 5432`. */
  readonly label: string;
  /** `orders/service reads and writes orders/database on 5432`. */
  readonly sentence: string;
}

/** Cards without lines, below the lanes. */
export interface Group {
  readonly title: string;
  /** Columns of the band that it takes. */
  readonly columns: number;
  readonly cards: readonly Card[];
}

/** What a drawing shows, before anything is placed. Five columns: outside, three lanes, outside. */
export interface Sheet {
  /** Begins every id of the drawing, so that many fit in one page. */
  readonly prefix: string;
  readonly title: string;
  readonly scope: string;
  /** Name of the frame, and what is said of it at its right end. */
  readonly frame: readonly [string, string];
  readonly headings: readonly string[];
  readonly columns: readonly (readonly Card[])[];
  readonly band: readonly Group[];
  /** Columns of the band. */
  readonly bandColumns: number;
  readonly links: readonly Link[];
  /** Connections that stand as letters on the cards: letter and sentence. */
  readonly letters: readonly (readonly [string, string])[];
}

/**
 * Where the columns are. Constants, so that whatever is added to a lane leaves the others where they are; between the
 * columns are channels without cards, where lines run.
 */
export const WIDTH = 1200;
export const MARGIN = 12;
export const COLUMN_X = [12, 231, 502, 773, 1044] as const;
export const COLUMN_WIDTH = [144, 196, 196, 196, 144] as const;
export const FRAME = { x: 217, width: 766 } as const;
export const BAND = { x: 231, width: 738, gap: 10 } as const;

/** Width of a card of a band with so many columns. */
export function bandWidth(columns: number): number { return Math.floor((BAND.width - BAND.gap * (columns - 1)) / columns); }

/** Next multiple of four: cards stand on a grid, so that what leaves to the right never meets what leaves to the left. */
export function grid(y: number): number { return Math.ceil(y / 4) * 4; }
