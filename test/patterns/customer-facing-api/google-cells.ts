import { Cell } from '../cells';
import { ACCESS } from './google/access';
import { BOUNDARIES } from './google/boundaries';
import { OPERATION } from './google/operations';
import { PROTECTION } from './google/protection';
import { inOrder } from './properties';

/** What enforces each property of the card on Google Cloud. */
export const GOOGLE_CELLS: Cell[] = inOrder({ ...ACCESS, ...PROTECTION, ...BOUNDARIES, ...OPERATION });
