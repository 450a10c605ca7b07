import { buildSync } from 'esbuild';

/** The library `jose`, which is published as ECMAScript modules only, in the form that the tests load. */
function load(): typeof import('jose') {
  const built = buildSync({ stdin: { contents: 'export * from "jose"', resolveDir: __dirname }, bundle: true, format: 'cjs', platform: 'node', write: false });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', built.outputFiles[0].text)(module, module.exports, require);
  return module.exports as typeof import('jose');
}

export const jose = load();
