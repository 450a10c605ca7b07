/**
 * The program that makes and replaces a secret's value, as the text that runs: on Node.js, without dependencies, in a Cloud Run
 * job with no way in. It may add and disable versions of its one secret, and cannot read any.
 *
 * It asks Secret Manager for the newest enabled version. If there is none, or it is older than ROTATION_DAYS, it adds one of
 * 32 random bytes and disables all but the one before it, so that readers of the old value have a whole period to change over.
 * It prints what it did, never a value.
 *
 * Environment: SECRET (projects/<p>/secrets/<s>), ROTATION_DAYS. For tests: SECRET_MANAGER_URL, METADATA_URL.
 */
export const SECRET_ROTATOR = String.raw`'use strict';
const { randomBytes } = require('node:crypto');

const api = process.env.SECRET_MANAGER_URL || 'https://secretmanager.googleapis.com';
const metadata = process.env.METADATA_URL || 'http://metadata.google.internal';
const secret = process.env.SECRET;
const days = Number(process.env.ROTATION_DAYS);

async function json(url, options) {
  const response = await fetch(url, { ...options, signal: AbortSignal.timeout(20000) });
  if (!response.ok) { throw new Error((options.method || 'GET') + ' ' + new URL(url).pathname + ' answered ' + response.status); }
  return response.json();
}

async function caller() {
  const headers = { 'Metadata-Flavor': 'Google' };
  const { access_token: token } = await json(metadata + '/computeMetadata/v1/instance/service-accounts/default/token', { headers });
  const authorized = { authorization: 'Bearer ' + token, 'content-type': 'application/json' };
  return (path, body) => json(api + '/v1/' + path, body ? { method: 'POST', headers: authorized, body: JSON.stringify(body) } : { headers: authorized });
}

async function enabledVersions(call) {
  const versions = [];
  let page = '';
  do {
    const answer = await call(secret + '/versions?filter=state:ENABLED&pageSize=100' + (page && '&pageToken=' + encodeURIComponent(page)));
    versions.push(...(answer.versions || []));
    page = answer.nextPageToken || '';
  } while (page);
  return versions.sort((a, b) => Date.parse(b.createTime) - Date.parse(a.createTime));
}

async function main() {
  if (!/^projects\/[^/]+\/secrets\/[^/]+$/.test(secret || '') || !(days >= 1 && days <= 365)) { throw new Error('SECRET and ROTATION_DAYS are required'); }
  const call = await caller();
  const versions = await enabledVersions(call);
  const age = versions.length === 0 ? Infinity : Date.now() - Date.parse(versions[0].createTime);
  if (age < days * 24 * 3600 * 1000) { return 'kept'; }
  const data = randomBytes(32).toString('base64url');
  const added = await call(secret + ':addVersion', { payload: { data: Buffer.from(data).toString('base64') } });
  for (const old of versions.slice(1)) { await call(old.name + ':disable', { etag: old.etag }); }
  return 'replaced by ' + added.name;
}

main().then(
  (result) => { console.log(JSON.stringify({ severity: 'INFO', message: 'secret ' + result, secret })); },
  (error) => { console.log(JSON.stringify({ severity: 'ERROR', message: error.message, secret })); process.exitCode = 1; },
);
`;
