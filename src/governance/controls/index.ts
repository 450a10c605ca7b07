import { IControl } from '../control';
import { ACCESS_CONTROLS } from './access';
import { DATA_CONTROLS } from './data';
import { PLATFORM_CONTROLS } from './platform';

/** Every control that Groundwork brings, in the order of the catalogue. */
export const CONTROLS: readonly IControl[] = [...DATA_CONTROLS, ...ACCESS_CONTROLS, ...PLATFORM_CONTROLS];
