import { UsageError } from '../errors';

/** `--provider-version aws=5.100.0`, as often as given. */
export function providerVersions(given: readonly string[] = []): { [provider: string]: string } {
  return Object.fromEntries(given.map((one) => {
    const [provider, version] = one.split('=');
    if (!provider || !version) { throw new UsageError(`--provider-version takes <provider>=<version>, such as aws=5.100.0, not "${one}".`); }
    return [provider, version];
  }));
}
