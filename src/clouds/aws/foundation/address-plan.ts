import { GroundworkError } from '../../../errors';

/** Address ranges of a shared VPC. One of each kind for each zone. */
export interface AddressPlan {
  readonly vpc: string;
  /** Workloads, load balancers, functions. */
  readonly private: string[];
  /** Data stores: no route out of the VPC. */
  readonly data: string[];
  readonly endpoints: string[];
  readonly firewall: string[];
  readonly nat: string[];
}

/** Widest and narrowest network that a VPC may have. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const WIDEST = 16;
const NARROWEST = 20;

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/**
 * Cuts subnets for `zones` zones out of the address space of a landing zone: the first /16 of it, if it is wider.
 * @throws if it is narrower than /20
 */
export function addressPlan(addressSpace: string, zones: number): AddressPlan {
  const [address, length] = addressSpace.split('/');
  const prefix = Math.max(WIDEST, Number(length));
  if (prefix > NARROWEST) {
    throw new GroundworkError('Address space too small', [{
      where: addressSpace, problem: `a /${length} does not hold the subnets of a landing zone`, mend: `Give the landing zone an addressSpace of /${NARROWEST} or wider.`,
    }]);
  }
  const base = Math.floor(toNumber(address) / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
  let next = base;
  // Widest first, so that every range begins at a multiple of its own size.
  const take = (bits: number) => Array.from({ length: zones }, () => {
    const cut = `${toText(next)}/${bits}`;
    next += 2 ** (32 - bits);
    return cut;
  });
  return {
    vpc: `${toText(base)}/${prefix}`,
    private: take(prefix + 2),
    data: take(prefix + 5),
    endpoints: take(Math.min(28, prefix + 8)),
    firewall: take(28),
    nat: take(28),
  };
}
