import { describeCells } from '../cells';
import { AZURE_CELLS } from './azure-cells';
import { GOOGLE_CELLS } from './google-cells';
import { stacksOf } from './stacks';

describeCells('Azure', AZURE_CELLS, () => stacksOf('eu-azure'));
describeCells('Google Cloud', GOOGLE_CELLS, () => stacksOf('eu-google'));
