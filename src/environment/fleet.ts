import { Construct } from 'constructs';
import { Fault, GroundworkError, throwFaults } from '../errors';
import { isInShard, shardOf } from './shard';
import { stacksOf } from './synthesis';

/** Makes one environment of a fleet. */
export interface IEnvironmentBuilder {
  /** Name of the environment, and the id of its stack. */
  readonly environmentName: string;
  /** Creates the environment in `scope`. */
  create(scope: Construct): void;
}

/**
 * Many environments in one app. With the context `groundwork:shard` = `3/10` only those of the third of ten shards are made, so that
 * parallel jobs share the work; together they write what one run would. An environment that cannot be made does not hide what is wrong
 * with the others.
 */
export class Fleet {
  /**
   * Makes the environments of this shard, in the order given.
   *
   * @throws one error with every fault of every environment, each naming its environment
   */
  public static create(scope: Construct, builders: IEnvironmentBuilder[]): void {
    const shard = shardOf(scope);
    const faults = repeated(builders);
    for (const builder of builders) {
      if (!isInShard(shard, builder.environmentName)) { continue; }
      for (const fault of attempt(scope, builder)) { faults.push(fault); }
    }
    throwFaults('Fleet', faults);
  }

  private constructor() {}
}

function repeated(builders: IEnvironmentBuilder[]): Fault[] {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const { environmentName } of builders) {
    if (seen.has(environmentName)) { faults.push({ where: environmentName, problem: 'is in the fleet twice', mend: 'Give one of them another name.' }); }
    seen.add(environmentName);
  }
  return faults;
}

/** Lets `builder` make its environment; a shard is chosen by the name of the stack, so that must be the one it was announced by. */
function attempt(scope: Construct, builder: IEnvironmentBuilder): Fault[] {
  const name = builder.environmentName;
  const before = stacksOf(scope).length;
  try {
    builder.create(scope);
  } catch (error) {
    return error instanceof GroundworkError
      ? error.faults.map((f) => (f.where.includes(name) ? f : { ...f, where: `${name}: ${f.where}` }))
      : [{ where: name, problem: (error as Error).message, mend: '' }];
  }
  return stacksOf(scope).slice(before).filter((stack) => stack.node.id !== name).map((stack) => ({
    where: name, problem: `its builder made the stack ${stack.node.id}`, mend: 'Give the stack the name of the builder: it decides on the shard.',
  }));
}
