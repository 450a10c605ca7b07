import { IConstruct } from 'constructs';
import { Fault } from '../../errors';

const TYPES = ['@cdktf/info', '@cdktf/warn', '@cdktf/error'];

/** An annotation as the host's manifest lists it. */
export interface Annotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: any;
  readonly stacktrace: string[] | undefined;
}

/** Annotations of `nodes`, in their order. */
export function annotationsOf(nodes: IConstruct[]): Annotation[] {
  const annotations: Annotation[] = [];
  for (const { node } of nodes) {
    for (const entry of node.metadata) {
      if (!TYPES.includes(entry.type)) { continue; }
      // A stack trace holds paths of this machine, and the manifest is to be the same on every machine.
      annotations.push({ constructPath: node.path, level: entry.type, message: entry.data, stacktrace: process.env.GROUNDWORK_STACK_TRACES ? entry.trace : [] });
    }
  }
  return annotations;
}

/** Annotations that stop the synthesis. */
export function errorsIn(annotations: Annotation[]): Fault[] {
  return annotations.filter((a) => a.level === '@cdktf/error').map((a) => ({ where: a.constructPath, problem: a.message, mend: '' }));
}
