import { ControlDefinition, Objective } from './control';

/** Frameworks, with the version whose clauses are meant. A control supports a clause, it never satisfies one. */
export const FRAMEWORKS = ['NIST 800-53 r5', 'PCI DSS 4.0.1', 'SOC 2', 'ISO 27001:2022', 'HIPAA', 'GDPR', 'CIS AWS 7.0', 'CIS Azure 6.0', 'CIS Google 5.0'] as const;
export type Framework = typeof FRAMEWORKS[number];

type Clauses = { readonly [framework in Framework]?: readonly string[] };

/** Clauses that an objective supports. */
const CLAUSES: { readonly [objective in Objective]?: Clauses } = {
  [Objective.ENCRYPTION_AT_REST]: {
    'NIST 800-53 r5': ['SC-12', 'SC-13', 'SC-28(1)', 'CP-9(8)'], 'PCI DSS 4.0.1': ['3.5.1', '3.6', '3.7'], 'SOC 2': ['CC6.1'], 'ISO 27001:2022': ['A.8.24'],
    'HIPAA': ['164.312(a)(2)(iv)'], 'GDPR': ['32(1)(a)'], 'CIS AWS 7.0': ['3.2.1', '4.5', '4.6'], 'CIS Azure 6.0': ['2.1.8', '6.1.1.3', '8.3.9'], 'CIS Google 5.0': ['1.11', '7.2', '7.3'],
  },
};

/** The clauses of a control by framework: those of its objective and its own. @param frameworks those that are switched on; all if not given */
export function clausesOf({ objective, clauses = [] }: ControlDefinition, frameworks: readonly string[] = FRAMEWORKS): { [framework: string]: string[] } {
  const all: { [framework: string]: string[] } = {};
  for (const [framework, list] of Object.entries(CLAUSES[objective] ?? {})) { all[framework] = [...list!]; }
  for (const clause of clauses) {
    const [framework, id] = clause.split(': ');
    all[framework] = [...all[framework] ?? [], id];
  }
  const on = (name: string) => frameworks.some((f) => name === f || name.startsWith(`${f} `));
  return Object.fromEntries(FRAMEWORKS.filter((f) => all[f] && on(f)).map((f) => [f, all[f]]));
}
