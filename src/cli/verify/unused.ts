import { unusedExceptions } from '../../governance/exceptions';
import { FleetRecord } from '../../governance/fleet/record';
import { ExceptionRecord, LookAt } from '../../governance/model';

/**
 * The records of an output, with what its exceptions do not cover any more. Standards serve many outputs, so only an exception that names an
 * environment of this one is told; it is told at the first environment of that name.
 */
export function withUnused(records: readonly FleetRecord[], exceptions: readonly ExceptionRecord[]): FleetRecord[] {
  const unused = unusedExceptions(exceptions, records.flatMap((r) => r.exceptions), records.map((r) => r.name));
  const first = new Map([...records].reverse().map((r) => [r.name, r]));
  return records.map((record) => {
    const own = unused.filter((e) => first.get(e.environment!) === record);
    return own.length === 0 ? record : { ...record, verdict: withLook(record.verdict, own.map(lookAt)) };
  });
}

function lookAt({ id, control, deviation, owner, expires }: ExceptionRecord): LookAt {
  return {
    owner: 'security', kind: 'exception', consequence: 'configuration', evidence: [],
    text: `the exception ${JSON.stringify(id)} (${control ?? deviation}, until ${expires}) covers nothing any more; ${owner} owns it`, mend: 'Take it out of governance.exceptions.',
  };
}

function withLook(verdict: FleetRecord['verdict'], found: readonly LookAt[]): FleetRecord['verdict'] {
  const text = verdict.passes ? 'An exception covers nothing any more.' : verdict.text;
  return { ...verdict, text, passes: false, look: [...verdict.look, ...found], count: verdict.count + found.length };
}
