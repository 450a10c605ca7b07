import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { GroundworkError } from '../../errors';
import { statementFor } from '../../governance/approvals/compose';
import { Envelope, seal } from '../../governance/approvals/dsse';
import { ApprovalStatement, fileNameOf } from '../../governance/approvals/statement';
import { trustIn } from '../../governance/approvals/trust';
import { ShapeLock } from '../../governance/shape/lock';
import { Ground } from './ground';
import { CheckedRequest } from './request';
import { Shown, summaryOf } from './show';

/** A record that is ready to be written. */
export interface Prepared {
  readonly statement: ApprovalStatement;
  readonly envelope?: Envelope;
}

/** Makes the record. @throws if a control of the function fails, or the signature would not count */
export function prepare(ground: Ground, lock: ShapeLock, request: CheckedRequest, what: Shown): Prepared {
  const { function: fn, key } = request;
  if (what.controls.failing.length > 0) {
    throw new GroundworkError(`${lock.pattern} cannot be approved for ${fn}`, what.controls.failing.map((text) => {
      const [where, ...problem] = text.split(': ');
      return { where, problem: problem.join(': '), mend: 'Mend the pattern, or have an exception for it in the standards.' };
    }));
  }
  const statement = statementFor(lock, { ...request, summary: summaryOf(what) }, ground.governance);
  if (key === undefined) { return { statement }; }
  const envelope = seal(JSON.stringify(statement), key);
  const { refusal } = trustIn({ envelope }, statement.predicate, ground.settings);
  if (refusal !== undefined) {
    throw new GroundworkError(`${lock.pattern} cannot be approved for ${fn}`, [{
      where: '--key', problem: `The signature would not count: ${refusal}`, mend: `Name the public half of the key in the standards: publicKeyFile of ${request.email} for ${fn}, under governance.approvers.`,
    }]);
  }
  return { statement, envelope };
}

/** Writes the record in the place of the last one, signed or not. @returns the file */
export function writeRecord(folder: string, { statement, envelope }: Prepared): string {
  mkdirSync(folder, { recursive: true });
  const [file, twin] = [envelope !== undefined, envelope === undefined].map((signed) => join(folder, fileNameOf(statement.predicate, signed)));
  writeFileSync(file, `${JSON.stringify(envelope ?? statement, undefined, 2)}\n`);
  rmSync(twin, { force: true });
  return file;
}
