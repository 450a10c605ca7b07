import { createHash } from 'crypto';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { throwFaults } from '../errors';

/** Context key that limits a synthesis to one of several shards: `3/10` is the third of ten. */
export const SHARD_CONTEXT = 'groundwork:shard';

/** One part of a fleet: `index` of `count`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const SHARD = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/;

/** The shard that this synthesis is limited to, if any. */
export function shardOf(scope: IConstruct): Shard | undefined {
  const given = scope.node.tryGetContext(SHARD_CONTEXT);
  return given === undefined || given === null || given === '' ? undefined : parseShard(given);
}

/** @throws if `given` is no shard */
export function parseShard(given: unknown): Shard {
  const [, index, count] = (SHARD.exec(String(given)) ?? []).map(Number);
  throwFaults('Shard', index >= 1 && index <= count ? [] : [{
    where: SHARD_CONTEXT, problem: `${JSON.stringify(given)} is no shard`, mend: 'Write its number and how many there are, from 1/10 to 10/10 for ten.',
  }]);
  return { index, count };
}

/** Whether what has the name `id` belongs to `shard`: decided by the name alone, so that other environments do not move it. */
export function isInShard(shard: Shard | undefined, id: string): boolean {
  if (!shard) { return true; }
  const digest = BigInt(`0x${createHash('sha256').update(id).digest('hex')}`);
  return Number(digest % BigInt(shard.count)) + 1 === shard.index;
}

/** Whether `stack` is synthesized in this run. */
export function isSynthesized(stack: TerraformStack): boolean {
  return isInShard(shardOf(stack), stack.node.id);
}
