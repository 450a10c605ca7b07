import { Size } from '../../../capabilities/common';

/** CPU units (1024 = one core) and MiB of a task, a pair that Fargate has, and the part of it that the trace collector gets. */
export interface TaskSize {
  readonly cpu: number;
  readonly memory: number;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */
export const TASK_SIZES: { [size: string]: TaskSize } = {
  [Size.SMALL]: { cpu: 256, memory: 1024 },
  [Size.MEDIUM]: { cpu: 512, memory: 2048 },
  [Size.LARGE]: { cpu: 2048, memory: 4096 },
};

/** Of every task, for the trace collector beside the service. */
export const COLLECTOR_SIZE: TaskSize = { cpu: 64, memory: 256 };
