import { IControl } from '../control';
import { ACCESS_CONTROLS } from './access';
import { AWS_CONTROLS } from './aws';
import { AZURE_SETTINGS } from './azure-settings';
import { DATA_CONTROLS } from './data';
import { PLATFORM_CONTROLS } from './platform';
import { SETTING_CONTROLS } from './settings';

/** Every control that Groundwork brings, in the order of the catalogue. */
export const CONTROLS: readonly IControl[] = [...DATA_CONTROLS, ...ACCESS_CONTROLS, ...PLATFORM_CONTROLS, ...AWS_CONTROLS, ...SETTING_CONTROLS, ...AZURE_SETTINGS];
