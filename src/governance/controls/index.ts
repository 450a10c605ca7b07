import { IControl } from '../control';
import { encryptionDataStores } from './encryption-data-stores';

/** Every control that Groundwork brings, in the order of the catalogue. */
export const CONTROLS: readonly IControl[] = [
  encryptionDataStores,
];
