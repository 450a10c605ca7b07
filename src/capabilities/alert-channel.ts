/** Properties of the channel that alarms of an environment go to. */
export interface AlertChannelProps {
  /** E-mail addresses for warnings. */
  readonly warning: string[];
  /** E-mail addresses for critical alarms. */
  readonly critical: string[];
}
