import { Cell } from '../cells';
import { ACCESS } from './aws/access';
import { BOUNDARIES } from './aws/boundaries';
import { OPERATION } from './aws/operations';
import { PROTECTION } from './aws/protection';
import { inOrder } from './properties';

/** What enforces each property of the card on AWS. */
export const AWS_CELLS: Cell[] = inOrder({ ...ACCESS, ...PROTECTION, ...BOUNDARIES, ...OPERATION });
