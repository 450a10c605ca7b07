import { buildSync } from 'esbuild';

/** The library `jose`, which is published as ECMAScript modules only, in the form that the tests load. */
function load(): any {
  const built = buildSync({ stdin: { contents: 'export * from "jose"', resolveDir: __dirname }, bundle: true, format: 'cjs', platform: 'node', write: false });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', built.outputFiles[0].text)(module, module.exports, require);
  return module.exports;
}

export const jose = load();

/** Public keys, as an issuer publishes them. */
export interface KeySet {
  readonly keys: object[];
}
