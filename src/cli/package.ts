export { packageVersion } from '../package-version';
