import { GOOGLE_API } from './google-api';

/**
 * The program that makes and replaces a secret's value, in a Cloud Run job with no way in. It may add and disable versions of
 * its one secret, and cannot read any.
 *
 * It asks Secret Manager for the newest enabled version. If there is none, or it is older than ROTATION_DAYS, it adds one of
 * 32 random bytes and disables all but the one before it, so that readers of the old value have a whole period to change over.
 * It prints what it did, never a value.
 *
 * Environment: SECRET (projects/<p>/secrets/<s>), ROTATION_DAYS. For tests: SECRET_MANAGER_URL, METADATA_URL.
 */
export const SECRET_ROTATOR = String.raw`${GOOGLE_API}
const { randomBytes } = require('node:crypto');

async function enabledVersions(call, secret) {
  const versions = [];
  let page = '';
  do {
    const answer = await call(secret + '/versions?filter=state:ENABLED&pageSize=100' + (page && '&pageToken=' + encodeURIComponent(page)));
    versions.push(...(answer.versions || []));
    page = answer.nextPageToken || '';
  } while (page);
  return versions.sort((a, b) => Date.parse(b.createTime) - Date.parse(a.createTime));
}

async function run() {
  const secret = need('SECRET', /^projects\/[^/]+\/secrets\/[^/]+$/);
  const days = Number(need('ROTATION_DAYS', /^[1-9]\d{0,2}$/));
  const call = await caller(process.env.SECRET_MANAGER_URL || 'https://secretmanager.googleapis.com');
  const versions = await enabledVersions(call, secret);
  const age = versions.length === 0 ? Infinity : Date.now() - Date.parse(versions[0].createTime);
  if (age < days * 24 * 3600 * 1000) { return 'kept ' + secret; }
  const data = randomBytes(32).toString('base64url');
  const added = await call(secret + ':addVersion', { payload: { data: Buffer.from(data).toString('base64') } });
  for (const old of versions.slice(1)) { await call(old.name + ':disable', { etag: old.etag }); }
  return 'replaced by ' + added.name;
}
`;
