import { approvedIn } from './environments';
import { weakenings } from './weakenings-google';

/** Weakenings of which no control speaks, and why. A verdict tells each of them as a deviation. */
const SILENT: { readonly [reason: string]: readonly RegExp[] } = {
  'which path is probed, and what a client may leave out, is the pod\'s to say': [
    /uptime_check_config\.\S+ http_check\.path/, /^validator: \w+: no body needed$/,
  ],
  'how long objects are kept, and how large a cache is, is the pod\'s to say': [
    /google_storage_bucket\.orders_objects\S* lifecycle_rule\.0\.condition/, /google_memorystore_instance\.\S+ node_type/,
  ],
  'no store needs an expiry: only what was asked for tells that one is missing, and by which field': [
    /google_firestore_field\.\S+ (field|removed)/,
  ],
  'the agent that copies needs the role on one of the two buckets, and is Google\'s': [
    /google_storage_bucket_iam_member\.orders_backup\S+ role -> "roles\/storage\.legacyBucketOwner"/,
  ],
  'the limit stays within five times the overall one; the window is as short as Google lets it be': [
    /rate_limit_threshold\.interval_sec/,
  ],
  'no reader reads what stands beside resources for secrets': [
    /^a secret written: (an output|a local value)$/,
  ],
  'an enterprise says where its states are, and may say anything': [/^around: state in a bucket of strangers$/],
  'a type that the foundation has is not refused in an environment': [
    /^google_(compute_route|org_policy_policy) added/, /^google_compute_target_http_proxy added/, /^google_iam_workload_identity_pool_provider added/,
  ],
};

describe('what weakens the approved environment on Google Cloud', () => {
  const approved = approvedIn('eu-google');
  const all = weakenings(approved.terraform);
  const judged = all.map((mutant) => {
    const changed = approved.changed(mutant);
    return { name: mutant.name, word: changed === undefined ? 'unchanged' : approved.wordOf(changed), failing: changed === undefined ? [] : approved.failing(changed) };
  });
  const silent = judged.filter(({ failing }) => failing.length === 0).map(({ name }) => name);
  const listed = Object.values(SILENT).flat();

  test('there are many of them, no two alike', () => {
    expect(all.length).toBeGreaterThanOrEqual(500);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  test('the approved environment fails nothing', () => {
    expect(approved.failing(approved.copy())).toEqual([]);
  });

  test('each of them is a deviation', () => {
    expect(judged.filter(({ word }) => word !== 'deviated').map(({ name, word }) => `${name}: ${word}`)).toEqual([]);
  });

  test('at least 95 % of them fail a control', () => {
    expect((judged.length - silent.length) / judged.length).toBeGreaterThanOrEqual(0.95);
  });

  test('of the others it is known why', () => {
    expect(silent.filter((name) => !listed.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('nothing stands among the others that a control speaks of', () => {
    expect(judged.filter(({ name, failing }) => failing.length > 0 && listed.some((pattern) => pattern.test(name))).map(({ name, failing }) => `${name}: ${failing.join()}`)).toEqual([]);
    expect(listed.filter((pattern) => !silent.some((name) => pattern.test(name))).map(String)).toEqual([]);
  });
});
