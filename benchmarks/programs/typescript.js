/**
 * Loads TypeScript as plain JavaScript without source maps: with them, every stack trace that plain cdktf captures would be mapped, and it
 * would look three times as slow as compiled code is.
 */
const fs = require('fs');
const Module = require('module');
const path = require('path');
const { transformSync } = require('esbuild');

const root = path.join(__dirname, '..', '..');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request === 'cdktf-groundwork' ? path.join(root, 'src/index.ts') : request, ...rest);
};
require.extensions['.ts'] = (module, file) => {
  const options = { loader: 'ts', format: 'cjs', target: 'es2022', sourcefile: file, tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, esModuleInterop: true } } };
  module._compile(transformSync(fs.readFileSync(file, 'utf8'), options).code, file);
};
