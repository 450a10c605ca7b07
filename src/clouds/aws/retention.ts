import { LogClass } from '../../capabilities/common';
import { Standards } from '../../standards/standards';

/** The only retentions that CloudWatch Logs takes. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const ALLOWED = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** Days for which a class of logs is kept: the standards' wish, or the next longer one that CloudWatch takes. */
export function retentionDays(standards: Standards, logClass: LogClass): number {
  const r = standards.retention;
  const wanted = {
    [LogClass.APPLICATION]: r.application ?? 90,
    [LogClass.ACCESS]: r.access ?? 365,
    [LogClass.AUDIT]: r.audit ?? 400,
    [LogClass.SECURITY]: r.security ?? 365,
  }[logClass];
  return ALLOWED.find((days) => days >= wanted) ?? ALLOWED[ALLOWED.length - 1];
}
