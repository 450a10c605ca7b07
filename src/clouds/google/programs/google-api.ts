/**
 * Beginning of each program: calls of Google's APIs as the identity that the program runs under, and the end that tells how it
 * went. Programs are text that runs on Node.js without dependencies; `run` is what each defines.
 */
export const GOOGLE_API = String.raw`'use strict';

async function json(url, options) {
  const response = await fetch(url, { ...options, signal: AbortSignal.timeout(20000) });
  if (!response.ok) { throw new Error((options.method || 'GET') + ' ' + new URL(url).pathname + ' answered ' + response.status); }
  return response.json();
}

async function caller(api) {
  const headers = { 'Metadata-Flavor': 'Google' };
  const metadata = process.env.METADATA_URL || 'http://metadata.google.internal';
  const { access_token: token } = await json(metadata + '/computeMetadata/v1/instance/service-accounts/default/token', { headers });
  const authorized = { authorization: 'Bearer ' + token, 'content-type': 'application/json' };
  return (path, body) => json(api + '/v1/' + path, body ? { method: 'POST', headers: authorized, body: JSON.stringify(body) } : { headers: authorized });
}

const need = (name, pattern) => {
  const value = process.env[name] || '';
  if (!pattern.test(value)) { throw new Error(name + ' is not set as it must be'); }
  return value;
};

Promise.resolve().then(run).then(
  (message) => { console.log(JSON.stringify({ severity: 'INFO', message })); },
  (error) => { console.log(JSON.stringify({ severity: 'ERROR', message: error.message })); process.exitCode = 1; },
);
`;
