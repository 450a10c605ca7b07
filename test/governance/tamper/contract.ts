import * as fc from 'fast-check';
import { Construct } from 'constructs';
import { CustomerFacingApi, Environment } from '../../../src';
import { bareRoot } from '../../../src/environment/synthesis/bare-root';
import { AskedEnvironment, environment as anyEnvironment } from './inputs';
import { judgedAs } from './judged';

/** How many environments are tried on each cloud. */
const RUNS = Number(process.env.CONTRACT_RUNS ?? 500);

function made(asked: AskedEnvironment, landingZone: string, standards = judgedAs.standards): Environment {
  const { name, pod, stage, patterns } = asked;
  const environment = new Environment(bareRoot(), name, { standards, name, pod, stage, landingZone });
  for (const { id, around, inputs } of patterns) {
    const scope = around.reduce<Construct>((within, step) => (within.node.tryFindChild(step) as Construct | undefined) ?? new Construct(within, step), environment);
    new CustomerFacingApi(scope, id, inputs);
  }
  return environment;
}

/** Whatever the contract allows on one cloud raises no alarm. */
export function nothingAllowedRaisesAnAlarm(landingZone: string): void {
  test(`whatever the contract allows in ${landingZone} raises no alarm: ${RUNS} environments`, () => {
    const words: { [word: string]: number } = {};
    let tried = 0;
    const run = fc.check(fc.property(anyEnvironment, (asked) => {
      // The tree says what the record says; one in five shows it, since each costs a synthesis more.
      const { word, wrong } = judgedAs(made(asked, landingZone), tried++ % 5 === 0);
      words[word] = (words[word] ?? 0) + 1;
      if (wrong.length > 0) { throw new Error(wrong.join('\n')); }
    }), { numRuns: RUNS, endOnFailure: process.env.SHRINK === undefined });
    if (run.failed) { throw new Error(fc.defaultReportMessage(run)); }
    expect(Object.keys(words).filter((word) => !['identical', 'within contract', 'tightened'].includes(word))).toEqual([]);
  }, 600_000);
}
