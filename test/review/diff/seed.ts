import { Consequence, Direction } from '../../../src/review/model';
import { Copy } from './support';

/** A change made on purpose: its name, how it is made, and what the diff has to say of it. */
export type Seed = readonly [name: string, make: (copy: Copy) => void, consequence: Consequence, direction: Direction, says: RegExp];
