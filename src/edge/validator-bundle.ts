import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { EdgePlan } from './edge-plan';
import { validatorPlan } from './validator-plan';

/** A text file with its digest, which names the object that carries it. */
export interface EdgeFile {
  readonly content: string;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** The validator and what it reads: run as `node <program> --plan <plan> --listen 127.0.0.1:<port>` beside the gateway. */
export interface ValidatorBundle {
  readonly program: EdgeFile;
  readonly plan: EdgeFile;
}

/** Packs the validator for the routes of a plan. The same plan gives the same bytes. */
export function validatorBundle(plan: EdgePlan): ValidatorBundle {
  return {
    program: edgeFile(readFileSync(join(__dirname, 'assets/validator.js'), 'utf8')),
    plan: edgeFile(JSON.stringify(validatorPlan(plan))),
  };
}

/** A file with its digest. */
export function edgeFile(content: string): EdgeFile {
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}
