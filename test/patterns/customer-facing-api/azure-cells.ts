import { Cell } from '../cells';
import { ACCESS } from './azure/access';
import { BOUNDARIES } from './azure/boundaries';
import { OPERATION } from './azure/operations';
import { PROTECTION } from './azure/protection';
import { inOrder } from './properties';

/** What enforces each property of the card on Azure. */
export const AZURE_CELLS: Cell[] = inOrder({ ...ACCESS, ...PROTECTION, ...BOUNDARIES, ...OPERATION });
