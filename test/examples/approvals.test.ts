import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { Stage } from '../../src';
import { Pattern } from '../../src/environment/pattern';
import { bareRoot } from '../../src/environment/synthesis/bare-root';
import { approvalsInUse } from '../../src/governance/in-use';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

const standards = acmeStandards();

jest.setTimeout(120_000);

// Where this fails after a change of a pattern or a control, the change lapsed the approvals that it names: `npm run approvals` gives them anew.
test.each(standards.landingZones.flatMap(({ name }) => [Stage.PRODUCTION, Stage.DEVELOPMENT].map((stage) => [name, stage] as const)))(
  'in %s, %s rests on the approval of every function', (landingZone, stage) => {
    const environment = new OrdersEnvironment(bareRoot(), 'orders', { standards, stage, landingZone });
    const patterns = environment.node.findAll().filter((construct): construct is Pattern => construct instanceof Pattern);
    const { approvals } = approvalsInUse(environment, patterns, standards._governance);
    expect(approvals.map(({ function: name, valid, signed, text }) => ({ name, valid, signed, text: valid ? '' : text }))).toEqual([
      { name: 'security', valid: true, signed: true, text: '' },
      { name: 'compliance', valid: true, signed: false, text: '' },
      { name: 'architecture', valid: true, signed: false, text: '' },
    ]);
  },
);
