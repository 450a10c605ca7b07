import { IConstruct } from 'constructs';
import { NetworkProps } from '../capabilities/network';

/** What an environment was asked for, apart from what can be seen on it. */
export interface AskedFor {
  /** Id of the pattern that placement rules were asked with. */
  readonly pattern?: string;
  readonly network?: NetworkProps;
}

const ASKED = Symbol.for('cdktf-groundwork/AskedFor');

/** Remembers what `construct` was asked for: governance makes it once more, to see what somebody changed. */
export function markAsked(construct: IConstruct, { pattern, network }: AskedFor): void {
  Object.defineProperty(construct, ASKED, { value: { ...(pattern ? { pattern } : {}), ...(network ? { network } : {}) } });
}

/** What `construct` was asked for. */
export function askedOf(construct: IConstruct): AskedFor {
  return (construct as any)[ASKED] ?? {};
}
