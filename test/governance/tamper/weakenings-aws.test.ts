import { approvedIn } from './environments';
import { weakenings } from './weakenings-aws';

/** What no control speaks of: the verdict alone says that it is not what was approved. */
const SILENT: { readonly [change: string]: string } = {
  'max_session_duration: 43200': 'how long a session may last is decided by whoever takes the role on, and its services take an hour',
  'max_capacity: 3': 'a service may be asked for with a fixed number of instances',
  'aws_db_subnet_group.orders_database_subnets_5E86B43C subnet_ids': 'which subnets the landing zone has for stores is known to it alone',
  'aws_elasticache_serverless_cache.orders_cache_39D23437 subnet_ids': 'which subnets the landing zone has for stores is known to it alone',
  'aws_dynamodb_table.orders_items_table_402BBA14 ttl': 'whether items end by themselves is for the service to say',
  'alerts_warning-7zzay4_2CD73871 removed': 'who besides the owner hears of alarms is for the standards to say',
  'alerts_critical-hzq3u4_FC01BB2F removed': 'who besides the owner hears of alarms is for the standards to say',
  'alerts_critical-7zzay4_4F44DC9D removed': 'who besides the owner hears of alarms is for the standards to say',
  'without the tag regulation': 'the standards require other tags',
};

describe('what weakens the approved environment on AWS', () => {
  const approved = approvedIn('eu-aws');
  const mutants = weakenings(approved.terraform);
  const deviating: string[] = [];
  const noticed = new Map<string, readonly string[]>();

  beforeAll(() => {
    for (const mutant of mutants) {
      const terraform = approved.changed(mutant);
      if (terraform !== undefined && approved.wordOf(terraform) === 'deviated') { deviating.push(mutant.name); }
      noticed.set(mutant.name, terraform === undefined ? [] : approved.failing(terraform));
    }
  }, 240_000);

  test('there are hundreds of changes, each told apart by its name, and each is a deviation', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(500);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.map(({ name }) => name).filter((name) => !deviating.includes(name))).toEqual([]);
  });

  test('a named control fails for nearly all of them; the rest are listed with their reason', () => {
    const silent = [...noticed].filter(([, controls]) => controls.length === 0).map(([name]) => name);
    expect(silent.filter((name) => !Object.keys(SILENT).some((part) => name.includes(part)))).toEqual([]);
    expect(Object.keys(SILENT).filter((part) => !silent.some((name) => name.includes(part)))).toEqual([]);
    expect(silent.length / mutants.length).toBeLessThan(0.05);
  });
});
