import { CustomerFacingApi, Stage } from '../../../src';
import { cloudFor } from '../../../src/clouds/factory';
import { CloudName } from '../../../src/environment/landing-zone';
import { runControls } from '../../../src/governance/run';
import { canonicalStandards } from '../../../src/governance/shape/canonical-zone';
import { contractOf, synthesized } from '../../../src/governance/shape/canonical';
import { coveringVariants } from '../../../src/governance/shape/covering';
import { givenVariants, inputsOf } from '../../../src/governance/shape/variants';
import { Subject } from '../../../src/governance/subject';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';

const standards = acmeStandards();
const contract = contractOf(CustomerFacingApi);
const shapes = [...coveringVariants(contract), ...givenVariants(contract)];

/** What keeps a variant from being approved: the same finding in several variants once, with the variants. */
function objections(cloudName: CloudName, stage: Stage): { readonly [finding: string]: string[] } {
  const cloud = cloudFor(cloudName);
  const found: { [finding: string]: string[] } = {};
  for (const shape of shapes) {
    const made = synthesized(CustomerFacingApi, inputsOf(contract, shape), stage, { standards, cloud });
    const subject = new Subject(made.model(), made.terraform, canonicalStandards(standards, cloudName).allowedRegions);
    for (const { control, outcome, path, argument, message } of runControls(subject, standards._governance).results) {
      if (outcome === 'pass' || outcome === 'not applicable') { continue; }
      (found[`${control} ${outcome}: ${path} ${argument ?? ''} ${message}`] ??= []).push(shape);
    }
  }
  return found;
}

jest.setTimeout(60_000);

describe.each(Object.values(CloudName))('on %s', (cloud) => {
  test.each(Object.values(Stage))('in %s no control objects to any variant of the pattern', (stage) => {
    expect(objections(cloud, stage)).toEqual({});
  });
});
