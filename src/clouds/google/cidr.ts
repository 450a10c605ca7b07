import { GroundworkError } from '../../errors';

/** Ranges of a landing zone's network, none of which overlap. */
export interface AddressPlan {
  /** Addresses of workloads: /26 at least, /16 at most. */
  readonly workloads: string;
  /** Private endpoints of databases. */
  readonly endpoints: string;
  /** Endpoints that managed services make themselves (Memorystore). */
  readonly services: string;
  /** The one address of Google's APIs, outside every subnetwork as its API demands. */
  readonly apis: string;
}

const toNumber = (address: string) => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
const toAddress = (n: number) => [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join('.');

/** Divides an address space into quarters: workloads, endpoints, services, and one for the address of Google's APIs. */
export function addressPlan(space: string): AddressPlan {
  const [base, bits] = space.split('/');
  const prefix = Number(bits);
  if (!(prefix >= 8 && prefix <= 24)) {
    throw new GroundworkError('Landing zone', [{ where: 'addressSpace', problem: `${space} is no IPv4 range between /8 and /24`, mend: 'State a private range such as 10.64.0.0/12.' }]);
  }
  const quarter = 2 ** (32 - prefix - 2);
  const start = Math.floor(toNumber(base) / (quarter * 4)) * quarter * 4;
  const range = (index: number, smallest: number) => `${toAddress(start + index * quarter)}/${Math.max(prefix + 2, smallest)}`;
  return { workloads: range(0, 16), endpoints: range(1, 20), services: range(2, 20), apis: toAddress(start + 3 * quarter + 1) };
}
