import { describeCells } from '../cells';
import { GOOGLE_CELLS } from './google-cells';
import { stacksOf } from './stacks';

describeCells('Google Cloud', GOOGLE_CELLS, () => stacksOf('eu-google'));
