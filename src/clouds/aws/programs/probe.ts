/** Calls a public address over its public name, certificate and firewall, and writes what it saw as a metric. */
export const PROBE = `'use strict';
const NAMESPACE = 'Groundwork/Probe';

async function call(url, expected) {
  const started = Date.now();
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10000), headers: { 'user-agent': 'groundwork-probe' } });
    return { success: response.status === expected ? 1 : 0, status: response.status, latency: Date.now() - started };
  } catch (error) {
    return { success: 0, status: 0, latency: Date.now() - started, error: String(error.cause ? error.cause.code || error.cause : error.name) };
  }
}

exports.handler = async () => {
  const { HOST, PATH_TO_CALL, EXPECTED_STATUS } = process.env;
  const seen = await call('https://' + HOST + PATH_TO_CALL, Number(EXPECTED_STATUS));
  // CloudWatch's embedded metric format: the line itself is the metric, so the function needs no permission to write one.
  process.stdout.write(JSON.stringify({
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['Host']], Metrics: [{ Name: 'Success', Unit: 'None' }, { Name: 'Latency', Unit: 'Milliseconds' }] }],
    },
    Host: HOST,
    Success: seen.success,
    Latency: seen.latency,
    status: seen.status,
    error: seen.error,
  }) + '\\n');
  return seen;
};
`;
