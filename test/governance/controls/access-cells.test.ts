import { AWS_CELLS } from '../../patterns/customer-facing-api/aws-cells';
import { AZURE_CELLS } from '../../patterns/customer-facing-api/azure-cells';
import { Cell } from '../../patterns/cells';
import { GOOGLE_CELLS } from '../../patterns/customer-facing-api/google-cells';
import { PROPERTIES } from '../../patterns/customer-facing-api/properties';
import { Terraform } from '../../support/terraform';
import { Cloud, copyOf, judged, Which } from './access-subjects';

const CELLS: { readonly [cloud in Cloud]: readonly Cell[] } = { aws: AWS_CELLS, azure: AZURE_CELLS, google: GOOGLE_CELLS };
const P = PROPERTIES;
/** Properties of the card that these controls stand for. */
const OWN: readonly string[] = [
  P.authentication, P.scopes, P.mutualTls, P.perClient, P.overall, P.validation, P.consent, P.hsts, P.firewall, P.bodySize,
  P.edgeOnly, P.egress, P.login, P.leastPrivilege, P.autoscaling,
];
/**
 * What is no control's: it takes a right away or breaks something, but opens nothing; or it is about what only a comparison with the pattern knows
 * (the schema of one field, the name of a claim). The verdict on the environment finds these.
 */
const FOR_THE_VERDICT: { readonly [cloud in Cloud]: readonly string[] } = {
  aws: [
    `${P.scopes}: the claim`, `${P.consent}: the claim`, `${P.validation}: a model`, `${P.validation}: what a parameter may hold`, `${P.edgeOnly}: the group of the database`,
    `${P.login}: the permission`, `${P.login}: the role in the database`, `${P.login}: what users may`, `${P.autoscaling}: its service`, `${P.autoscaling}: the room`,
  ],
  azure: [
    `${P.mutualTls}: the order`, `${P.validation}: a schema`, `${P.validation}: a parameter`, `${P.bodySize}: refusal of bodies where none is expected`, `${P.login}: the role of the service`, `${P.leastPrivilege}: who`,
    // A pod may ask for as many instances at most as at least.
    `${P.autoscaling}: the scaling`, `${P.autoscaling}: the room`,
  ],
  // Claims are there only of verified tokens: without the check nobody comes in.
  google: [
    `${P.authentication}: the check on one operation`, `${P.authentication}: the rule`, `${P.perClient}: the need of a client`, `${P.login}: the permission`, `${P.autoscaling}: the order`,
  ],
};

/** Stacks that are copied when they are asked for. */
function copies(cloud: Cloud): { stacks: any; made: Map<Which, Terraform> } {
  const made = new Map<Which, Terraform>();
  const stacks = {};
  for (const which of ['environment', 'foundation', 'mutualTls'] as const) {
    Object.defineProperty(stacks, which, { get: () => {
      if (!made.has(which)) { made.set(which, new Terraform(copyOf(cloud, which))); }
      return made.get(which);
    } });
  }
  return { stacks, made };
}

describe.each(['aws', 'azure', 'google'] as const)('what the card enforces on %s', (cloud) => {
  const removals = CELLS[cloud].filter(({ property }) => OWN.includes(property)).flatMap(({ property, remove }) => Object.entries(remove).map(([what, change]) => ({ name: `${property}: ${what}`, change })));
  test.each(removals)('a control of access fails without it: $name', ({ name, change }) => {
    const { stacks, made } = copies(cloud);
    change(stacks);
    const failed = [...made].flatMap(([which, tf]) => judged(cloud, which, tf.json)).filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not applicable');
    expect(failed.length > 0).toBe(!FOR_THE_VERDICT[cloud].includes(name));
  });
});
