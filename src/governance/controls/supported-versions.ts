/** A version that somebody still mends, until when, and who says so. */
export interface SupportedVersion {
  /** As the review names it, without minor version: `postgresql 16`, `nodejs22.x`. */
  readonly name: string;
  /** ISO date of the last day with mends of security faults. */
  readonly until: string;
  readonly source: string;
}

const POSTGRESQL = 'PostgreSQL, versioning policy';
const AURORA = 'AWS, Aurora PostgreSQL release calendar';
const MYSQL = 'Oracle, MySQL lifetime support';
const VALKEY = 'Valkey, three years after a release';
const LAMBDA = 'AWS, Lambda runtimes';
const FUNCTIONS = 'Google Cloud, runtime support schedule';

const of = (source: string, versions: { readonly [name: string]: string }): SupportedVersion[] => Object.entries(versions).map(([name, until]) => ({ name, until, source }));

/**
 * Versions that are supported, as they were published in November 2026. No control looks at the calendar: a version leaves this list with a release of
 * Groundwork, so that the same code is judged the same on every day.
 */
export const SUPPORTED_VERSIONS: readonly SupportedVersion[] = [
  ...of(AURORA, { 'postgresql 14': '2027-02-28' }),
  ...of(POSTGRESQL, { 'postgresql 15': '2027-11-11', 'postgresql 16': '2028-11-09', 'postgresql 17': '2029-11-08', 'postgresql 18': '2030-11-14' }),
  ...of(MYSQL, { 'mysql 8.4': '2032-04-30' }),
  ...of(VALKEY, { 'valkey 8': '2028-03-31', 'valkey 9': '2028-10-21' }),
  ...of(LAMBDA, {
    'nodejs22.x': '2027-04-30', 'nodejs24.x': '2028-04-30', 'python3.12': '2028-10-31', 'python3.13': '2029-06-30', 'python3.14': '2029-06-30',
    'java17': '2027-06-30', 'java21': '2029-06-30', 'java25': '2029-06-30', 'dotnet10': '2028-11-14', 'ruby3.3': '2027-03-31', 'ruby3.4': '2028-03-31', 'provided.al2023': '2029-06-30',
  }),
  ...of(FUNCTIONS, { nodejs22: '2027-04-30', nodejs24: '2028-04-30', python312: '2028-10-02', python313: '2029-10-10' }),
];
