/** Days that the vault's lock demands and allows for every backup in it. */
export const SHORTEST_BACKUP_DAYS = 7;
export const LONGEST_BACKUP_DAYS = 3653;

/** The nearest retention that the locked vault takes. */
export function backupDays(wanted: number): number {
  return Math.min(LONGEST_BACKUP_DAYS, Math.max(SHORTEST_BACKUP_DAYS, wanted));
}
