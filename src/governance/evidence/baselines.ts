import { stringify } from 'yaml';
import { append } from '../../review/group';
import { endOf } from './dates';
import { EvidenceSubject, isOpen, Row } from './subject';

/** Ids of rules of the two scanners; others are not for these files. */
const CHECKOV = /^CKV\d*_[A-Z]+_\d+$/;
const TRIVY = /^(AVD-)?[A-Z]{3}-\d{4}$/;

/**
 * Baseline of checkov (`--baseline`): what our exceptions accept, by resource. A plan is read with the address of a resource, `cdk.tf.json` itself with
 * `resource.<id>`; both are listed.
 */
export function checkovBaseline({ rows }: EvidenceSubject): string {
  const byResource = new Map<string, Set<string>>();
  for (const { of, address } of accepted(rows)) {
    const checks = of.scanners.filter((s) => CHECKOV.test(s));
    if (checks.length === 0 || address === '') { continue; }
    for (const resource of [address, `resource.${address.slice(address.indexOf('.') + 1)}`]) {
      byResource.set(resource, new Set([...byResource.get(resource) ?? [], ...checks]));
    }
  }
  const findings = [...byResource].sort(([a], [b]) => (a < b ? -1 : 1)).map(([resource, checks]) => ({ resource, check_ids: [...checks].sort() }));
  return `${JSON.stringify({ failed_checks: findings.length > 0 ? [{ file: '/cdk.tf.json', findings }] : [] }, null, 2)}\n`;
}

/**
 * Ignore file of trivy (`--ignorefile`). It knows no resource: a rule is silent for the whole file. So a rule is listed only where everything that
 * the control found wrong in this stack is accepted, and until the first of the exceptions ends.
 */
export function trivyIgnore({ rows, file }: EvidenceSubject): string {
  const open = new Set(rows.filter((r) => isOpen(r) && r.exception === undefined).flatMap((r) => r.of.scanners));
  const byRule = new Map<string, Row[]>();
  for (const row of accepted(rows)) {
    for (const rule of row.of.scanners) { if (TRIVY.test(rule) && !open.has(rule)) { append(byRule, rule, row); } }
  }
  // A name is no pattern: one that cannot be read would make the whole file void.
  const paths = ['cdk.tf.json', `**/${file.split('/').slice(-2).join('/').replace(/[^\w./-]/g, '?')}`];
  const misconfigurations = [...byRule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, own]) => {
    const exceptions = [...new Map(own.map((r) => [r.accepted!.id, r.accepted!])).values()];
    const [first] = exceptions.map((e) => e.expires).filter((day) => endOf(day) !== undefined).sort();
    return { id, paths, ...(first ? { expired_at: dayAfter(first) } : {}), statement: exceptions.map((e) => `${e.id}: ${e.reason} (${e.approver})`).join(' ') };
  });
  return stringify({ misconfigurations }, { lineWidth: 0 });
}

/** Trivy takes the date as midnight: an exception holds through its last day. */
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function accepted(rows: readonly Row[]): Row[] {
  return rows.filter((r) => r.accepted !== undefined && r.of.scanners.length > 0);
}
