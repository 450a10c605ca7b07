/**
 * The day on which approvals and exceptions are judged, ISO, UTC. It never gets into an output: what expires carries its own date.
 * `SOURCE_DATE_EPOCH` (seconds) states another day, so that a synthesis can be repeated.
 */
export function today(): string {
  const { SOURCE_DATE_EPOCH: epoch } = process.env;
  return (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString().slice(0, 10);
}
