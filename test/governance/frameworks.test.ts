import { ControlDefinition, ControlSeverity, GovernanceFunction, Objective } from '../../src/governance/control';
import { clausesOf, FRAMEWORKS } from '../../src/governance/frameworks';

const of = (objective: Objective, clauses?: string[]): ControlDefinition => ({
  id: 'some.control', title: 'Some', objective, owner: GovernanceFunction.SECURITY, severity: ControlSeverity.LOW, why: '', mend: '', ...(clauses ? { clauses } : {}),
});

/** What a framework has no clause for, and why. */
const SILENT: { readonly [framework: string]: { readonly objectives: readonly Objective[]; readonly why: string } } = {
  'NIST 800-53 r5': { objectives: [Objective.COST], why: 'it says nothing of money' },
  'PCI DSS 4.0.1': { objectives: [Objective.COST, Objective.CONSENT, Objective.DATA_RESIDENCY], why: 'it protects cards, wherever they are kept, whatever they are used for' },
  'HIPAA': { objectives: [Objective.COST, Objective.TAGGING, Objective.DATA_RESIDENCY], why: 'neither money nor inventory nor place is in its security rule' },
  'GDPR': { objectives: [Objective.COST], why: 'it says nothing of money' },
};

test.each(Object.values(Objective))('%s supports clauses of every general framework, or it is known why not', (objective) => {
  const clauses = clausesOf(of(objective));
  for (const framework of ['NIST 800-53 r5', 'PCI DSS 4.0.1', 'SOC 2', 'ISO 27001:2022', 'HIPAA', 'GDPR']) {
    const silent = SILENT[framework]?.objectives.includes(objective) ?? false;
    expect({ framework, clauses: (clauses[framework] ?? []).length > 0 }).toEqual({ framework, clauses: !silent });
  }
});

test('clauses are written as their framework writes them, none twice', () => {
  const forms: { readonly [framework: string]: RegExp } = {
    'NIST 800-53 r5': /^[A-Z]{2}-\d+(\(\d+\))?$/, 'PCI DSS 4.0.1': /^\d+(\.\d+){1,2}$/, 'SOC 2': /^(CC|A|PI|C|P)\d(\.\d)?$/, 'ISO 27001:2022': /^A\.[5-8]\.\d+$/,
    'HIPAA': /^164\.\d{3}(\([a-z0-9]+\))*$/i, 'GDPR': /^\d+(\(\d+\))?(\([a-z]\))?$/, 'CIS AWS 7.0': /^\d+(\.\d+)*$/, 'CIS Azure 6.0': /^\d+(\.\d+)*$/, 'CIS Google 5.0': /^\d+(\.\d+)*$/,
  };
  for (const objective of Object.values(Objective)) {
    for (const [framework, list] of Object.entries(clausesOf(of(objective)))) {
      expect(list.filter((clause) => !forms[framework].test(clause))).toEqual([]);
      expect(new Set(list).size).toBe(list.length);
    }
  }
});

test('the names carry the versions, as the clauses of another version are others', () => {
  expect(FRAMEWORKS.filter((name) => !/\d/.test(name))).toEqual(['HIPAA', 'GDPR']);
});

test('a control adds clauses of its own, and shows only the frameworks that are switched on', () => {
  const own = of(Objective.BACKUP_AND_RECOVERY, ['CIS AWS 7.0: 9.9', 'GDPR: 17']);
  expect(clausesOf(own)['CIS AWS 7.0']).toEqual(['3.2.4', '9.9']);
  expect(Object.keys(clausesOf(own, ['GDPR', 'CIS']))).toEqual(['GDPR', 'CIS AWS 7.0', 'CIS Azure 6.0', 'CIS Google 5.0']);
  expect(clausesOf(own, ['GDPR']).GDPR).toEqual(['32(1)(b)', '32(1)(c)', '17']);
});
