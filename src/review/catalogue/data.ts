import { plural } from '../words';
import { either, Rules } from './rule';

const OWNER = {
  customer: 'encrypted with a customer-managed key of this stack', foundation: 'encrypted with a customer-managed key of the foundation', provider: "encrypted with the provider's key",
  foreign: 'encrypted with a key of another account',
  // Nobody can decide otherwise, so this is never weak.
  fixed: "encrypted with the provider's key, the only one that this service takes", none: 'not encrypted',
};

const KEYS = ['none', 'foreign', 'provider', 'fixed', 'foundation', 'customer'];
const isWeakKey = (v: string) => v === 'none' || v === 'foreign' || v === 'provider';

/** Data stores, their copies, and the keys that protect them. Days of 36500 and more mean "for ever". */
export const DATA: Rules = {
  'data.key': {
    title: 'encryption key', consequence: 'protection', safer: KEYS, column: 'key',
    say: (v: keyof typeof OWNER) => OWNER[v], worse: 'who holds the key reads the data', weak: isWeakKey,
  },
  // What only passes data on keeps none: it is no store, and counts as none.
  'messaging.key': {
    title: 'encryption key of what is passed on', consequence: 'protection', safer: KEYS,
    say: (v: keyof typeof OWNER) => (v === 'none' ? 'what it passes on is not encrypted' : `what it passes on is ${OWNER[v]}`), worse: 'who holds the key reads the data', weak: isWeakKey,
  },
  'image.key': {
    title: 'encryption key of new repositories', consequence: 'protection', safer: KEYS,
    say: (v: keyof typeof OWNER) => (v === 'none' ? 'new repositories are not encrypted' : `new repositories are ${OWNER[v]}`), worse: 'who holds the key reads the images', weak: isWeakKey,
  },
  'data.backup-days': {
    title: 'automatic backups kept', consequence: 'data-loss', safer: 'more', unit: 'day', column: 'backup',
    say: (v) => (v === 0 ? 'no automatic backups' : `automatic backups are kept ${plural(v, 'day')}`), worse: 'older restores are impossible', weak: (v, c) => c.lasting && v < 7,
  },
  'data.point-in-time': {
    title: 'restore to any point in time', consequence: 'data-loss', safer: 'yes', column: 'backup',
    say: either('can be restored to any point in time', 'cannot be restored to a point in time'), worse: 'changes since the last backup are lost', weak: (v, c) => !v && c.lasting,
  },
  'data.deletion-protection': {
    title: 'deletion protection', consequence: 'data-loss', safer: 'yes', column: 'deletion',
    say: either('deletion protection is on', 'deletion protection is off'), worse: 'one call deletes the data', weak: (v, c) => !v && c.lasting,
  },
  'data.prevent-destroy': {
    title: 'protection against `terraform destroy`', consequence: 'data-loss', safer: 'yes', column: 'deletion',
    say: either('Terraform refuses to destroy it', 'Terraform may destroy it'), worse: 'a rename or a destroy deletes the data', weak: (v, c) => !v && c.lasting,
  },
  'data.force-destroy': {
    title: 'destroyed with its contents', consequence: 'data-loss', safer: 'no', column: 'deletion',
    say: either('a destroy deletes it with all it holds', 'a destroy is refused while it holds data'), worse: 'a destroy deletes the data', weak: (v, c) => v && c.lasting,
  },
  'data.object-acl': {
    title: 'lists of access of single objects', consequence: 'permission', safer: 'no', column: 'public',
    say: either('single objects can be shared past its policy', 'only its policy opens it'), worse: 'a share is seen nowhere else', weak: (v) => v,
  },
  'data.final-copy': {
    title: 'copy when deleted', consequence: 'data-loss', safer: 'yes', column: 'deletion',
    say: either('a last copy is kept when it is deleted', 'no copy is kept when it is deleted'), weak: (v, c) => !v && c.lasting,
  },
  'data.undelete-days': {
    title: 'deleted data can be brought back', consequence: 'data-loss', safer: 'more', unit: 'day', column: 'deletion',
    say: (v) => (v === 0 ? 'what is deleted is gone at once' : v >= 36500 ? 'what is deleted can always be brought back' : `what is deleted can be brought back for ${plural(v, 'day')}`), weak: (v, c) => v === 0 && c.lasting,
  },
  'data.versions': {
    title: 'earlier versions', consequence: 'data-loss', safer: 'yes', column: 'backup',
    say: either('earlier versions are kept', 'earlier versions are not kept'), worse: 'an overwritten object is lost', weak: (v, c) => !v && c.lasting,
  },
  'data.expiry-days': {
    title: 'data deleted after', consequence: 'data-loss', safer: 'more', unit: 'day', column: 'retention',
    say: (v) => (v >= 36500 ? 'kept until somebody deletes it' : `deleted after ${plural(v, 'day')}`),
  },
  'data.expiry-at': { title: 'data deleted at a time of its own', consequence: 'data-loss', safer: [], column: 'retention', say: (v) => `deleted ${v}` },
  'data.immutable-days': {
    title: 'locked against change and deletion', consequence: 'data-loss', safer: 'more', unit: 'day', column: 'retention',
    say: (v) => (v === 0 ? 'not locked against change' : `locked against change and deletion for ${plural(v, 'day')}`),
  },
  'data.public': {
    title: 'public access', consequence: 'exposure', safer: 'no', column: 'public',
    say: either('is open to the internet', 'is not open to the internet'), worse: 'anybody can try', weak: (v) => v,
  },
  'data.public-blocked': {
    title: 'block of public access', consequence: 'exposure', safer: 'yes', column: 'public',
    say: either('no policy and no list can open it to everybody', 'a policy or a list can open it to everybody'), worse: 'one wrong policy is enough', weak: (v) => !v,
  },
  'data.lock': {
    title: 'who can lift the lock', consequence: 'data-loss', safer: ['none', 'lifted', 'final'], column: 'retention',
    say: (v) => ({ none: 'no lock', lifted: 'the lock can be lifted with a permission', final: 'nobody can lift the lock' }[v as string] ?? `${v}`),
  },
  'data.transit': {
    title: 'encryption in transit', consequence: 'protection', safer: ['none', 'optional', 'TLS', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'], column: 'transit',
    say: (v) => (v === 'none' ? 'connections are not encrypted' : v === 'optional' ? 'connections without encryption are accepted' : `connections need ${v}`),
    weak: (v) => ['none', 'optional', 'TLS 1.0', 'TLS 1.1'].includes(v),
  },
  'data.login': {
    title: 'login', consequence: 'permission', safer: ['none', 'key', 'password', 'password or identity', 'identity'], column: 'login',
    say: (v) => ({ 'none': 'no login', 'key': 'login with a shared key', 'password': 'login with a password', 'password or identity': 'login by identity or password', 'identity': 'login by identity only' }[v as string] ?? `login by ${v}`),
    weak: (v) => v === 'none' || v === 'key',
  },
  'data.http-interface': {
    title: 'queries over the interface of the cloud', consequence: 'exposure', safer: 'no',
    say: either('can be queried over the interface of the cloud, by identity', 'can be queried over its own port only'),
  },
  'data.access-log': {
    title: 'log of access', consequence: 'protection', safer: 'yes', column: 'audit',
    say: either('access is logged', 'access is not logged'), weak: (v, c) => !v && c.lasting,
  },
  'data.redundancy': {
    title: 'copies', consequence: 'availability', safer: ['one', 'zone', 'zones', 'regions'], column: 'redundancy',
    say: (v) => ({ one: 'one copy', zone: 'copies in one zone', zones: 'copies in several zones', regions: 'copies in several regions' }[v as string] ?? `${v}`),
    weak: (v, c) => v === 'one' && c.lasting,
  },
  'data.residency': { title: 'place of the data', consequence: 'protection', safer: 'neither', say: (v) => `kept in ${v}` },
  'data.version': { title: 'engine version', consequence: 'configuration', safer: 'neither', say: (v) => `runs ${v}` },
  'data.size': { title: 'storage', consequence: 'cost', safer: 'less', unit: 'GiB', say: (v) => `${v} GiB of storage` },
  'backup.days': {
    title: 'backups kept', consequence: 'data-loss', safer: 'more', unit: 'day',
    say: (v) => `backups are kept ${plural(v, 'day')}`, worse: 'older restores are impossible', weak: (v, c) => c.lasting && v < 7,
  },
  'backup.stores': { title: 'stores in the backup', consequence: 'data-loss', safer: 'longer', say: (v: string[]) => `backs up ${v.join(', ') || 'nothing'}`, weak: (v) => v.length === 0 },
  'key.rotation-days': {
    title: 'key rotation', consequence: 'protection', safer: 'less', unit: 'day',
    say: (v) => (v >= 36500 ? 'the key is never rotated' : `the key is rotated every ${plural(v, 'day')}`), weak: (v) => v > 366,
  },
  'key.undelete-days': {
    title: 'deleted key can be brought back', consequence: 'data-loss', safer: 'more', unit: 'day',
    say: (v) => (v === 0 ? 'a deleted key is gone at once' : `a deleted key can be brought back for ${plural(v, 'day')}`), worse: 'with the key, all data under it is lost', weak: (v, c) => c.lasting && v < 7,
  },
  'key.prevent-destroy': {
    title: 'protection of the key against `terraform destroy`', consequence: 'data-loss', safer: 'yes',
    say: either('Terraform refuses to destroy the key', 'Terraform may destroy the key'), worse: 'with the key, all data under it is lost', weak: (v, c) => !v && c.lasting,
  },
  'key.enabled': { title: 'key', consequence: 'data-loss', safer: 'yes', say: either('the key is enabled', 'the key is disabled'), worse: 'nobody can read the data', weak: (v) => !v },
  'key.hardware': { title: 'key in hardware', consequence: 'protection', safer: 'yes', say: either('the key is kept in hardware', 'the key is kept in software') },
  'secret.undelete-days': { title: 'deleted secret can be brought back', consequence: 'data-loss', safer: 'more', unit: 'day', say: (v) => (v === 0 ? 'a deleted secret is gone at once' : `a deleted secret can be brought back for ${plural(v, 'day')}`) },
  'secret.written': {
    title: 'secret in the Terraform', consequence: 'exposure', safer: 'no', say: either('a secret is written in the Terraform', 'no secret is written in the Terraform'),
    worse: 'whoever reads the Terraform or its state has it', weak: (v) => v,
  },
  'secret.rotation-days': { title: 'rotation of the secret', consequence: 'protection', safer: 'less', unit: 'day', say: (v) => (v >= 36500 ? 'the secret is not rotated' : `the secret is rotated every ${plural(v, 'day')}`) },
};
