/** One part of an IPv4 range: part `index` of those with prefix length `length`, counted from the start of `range`. */
export function partOf(range: string, length: number, index: number): string {
  const [base, bits] = range.split('/');
  if (length < Number(bits)) { throw new Error(`${range} has no part of /${length}`); }
  const start = base.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const address = start + index * 2 ** (32 - length);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')}/${length}`;
}

/** Ranges of the hub: the first /24 of the landing zone's address space, in parts of a /26; the last is free. */
export function hubRanges(addressSpace: string): { hub: string; firewall: string; gateway: string; endpoints: string } {
  const hub = partOf(addressSpace, 24, 0);
  const [firewall, gateway, endpoints] = [0, 1, 2].map((i) => partOf(hub, 26, i));
  return { hub, firewall, gateway, endpoints };
}
