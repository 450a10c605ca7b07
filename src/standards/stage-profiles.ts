import { Size } from '../capabilities/common';
import { Stage, StageProfile } from '../environment/stage';
import { GroundworkError } from '../errors';
import { list, quote } from './faults';
import { StagesProps } from './standards-props';

const PERSONAL_SIZE: StageProfile = {
  size: Size.SMALL,
  zones: 2,
  highlyAvailable: false,
  minInstances: 1,
  maxInstances: 2,
  deletionProtection: false,
  backupRetentionDays: 7,
  pointInTimeDays: 7,
  monthlyBudget: 500,
};

/**
 * What a stage means unless the standards say otherwise. Two zones at least, because load balancers and database subnets
 * want two. Seven days of point-in-time restore, because Cloud SQL Enterprise keeps no more; 35 days of backups, because
 * Aurora and Azure Database for PostgreSQL keep no more.
 */
export const DEFAULT_PROFILES: { [stage in Stage]: StageProfile } = {
  [Stage.DEVELOPMENT]: PERSONAL_SIZE,
  [Stage.TEST]: { ...PERSONAL_SIZE, maxInstances: 4 },
  [Stage.STAGING]: {
    size: Size.MEDIUM,
    zones: 3,
    highlyAvailable: true,
    minInstances: 2,
    maxInstances: 6,
    deletionProtection: false,
    backupRetentionDays: 14,
    pointInTimeDays: 7,
    monthlyBudget: 2000,
  },
  [Stage.PRODUCTION]: {
    size: Size.MEDIUM,
    zones: 3,
    highlyAvailable: true,
    minInstances: 3,
    maxInstances: 12,
    deletionProtection: true,
    backupRetentionDays: 35,
    pointInTimeDays: 7,
    monthlyBudget: 5000,
  },
};

/** The profile of a stage: what the standards say over the default. */
export function stageProfile(stage: Stage, stages: StagesProps = {}): StageProfile {
  if (!Object.values(Stage).includes(stage)) { throw unknownStage(stage); }
  return { ...DEFAULT_PROFILES[stage], ...stages[stage] };
}

function unknownStage(stage: unknown): Error {
  const mend = `Use ${list(Object.values(Stage))}.`;
  return new GroundworkError('Unknown stage', [{ where: 'stage', problem: `${quote(stage)} is no stage`, mend }]);
}
