import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CustomerFacingApi, Environment, Standards } from '../../../src';
import { resolvedAlone } from '../../../src/environment/synthesis/alone';
import { govern } from '../../../src/governance/govern';
import { remake, remakeFrom } from '../../../src/governance/rebuild';
import { differences } from '../../../src/governance/differences';
import { recordOf } from '../../../src/governance/record';
import { buildModel } from '../../../src/review/build';
import { treeOf } from '../../../src/review/tree';

export const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];
export const CLASSES = new Map<string, any>([[CustomerFacingApi.PATTERN_ID, CustomerFacingApi]]);
const ACME = path.join(__dirname, '..', '..', '..', 'examples', 'acme');

/** The standards of the example with another section `governance`, whose files are in a folder of their own. */
export function acmeWith(governance: string): Standards {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
  try {
    fs.mkdirSync(path.join(folder, 'approvals'));
    const text = fs.readFileSync(path.join(ACME, 'standards.yaml'), 'utf8').replace(/^governance:[^]*?(?=^\S|(?![^]))/m, '').replace(/facts\//g, `${ACME}/facts/`);
    fs.writeFileSync(path.join(folder, 'standards.yaml'), `${text}\ngovernance: ${governance}\n`);
    return Standards.fromFile(path.join(folder, 'standards.yaml'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What governance says of one environment. */
export interface JudgedAs {
  readonly word: string;
  /** Deviations, controls that stop it, and what its record tells differently. */
  readonly wrong: string[];
}

/** Judges an environment from its record, through JSON, and where `tree` is set from its tree as well: both have to say the same. */
export function judgedAs(environment: Environment, tree = true, standards = judgedAs.standards): JudgedAs {
  const terraform = resolvedAlone(environment);
  const record = JSON.parse(JSON.stringify(recordOf(environment)));
  const model = buildModel(terraform, '', treeOf(environment), true);
  const { governance, faults } = govern(environment, terraform, '', model, { remade: remakeFrom(record, standards, CLASSES) });
  const again = tree ? differences(remake(environment).terraform, terraform) : [];
  return {
    word: governance.verdict.word ?? 'none',
    wrong: [...faults.map((f) => `${f.where}: ${f.problem}`), ...governance.deviations.filter((d) => !d.tightens).map((d) => d.text), ...again.map((d) => `the tree: ${JSON.stringify(d).slice(0, 300)}`)],
  };
}
judgedAs.standards = acmeWith('{ approvals: approvals, functions: [security] }');
