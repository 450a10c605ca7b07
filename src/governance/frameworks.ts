import { ControlDefinition, Objective } from './control';

/** Frameworks, with the version whose clauses are meant. A control supports a clause, it never satisfies one. */
export const FRAMEWORKS = ['NIST 800-53 r5', 'PCI DSS 4.0.1', 'SOC 2', 'ISO 27001:2022', 'HIPAA', 'GDPR', 'CIS AWS 7.0', 'CIS Azure 6.0', 'CIS Google 5.0'] as const;
export type Framework = typeof FRAMEWORKS[number];

type Clauses = { readonly [framework in Framework]?: readonly string[] };

/** A row of the table, in the order of {@link FRAMEWORKS}; empty where a framework asks for nothing of the kind. */
function row(...cells: readonly string[]): Clauses {
  if (cells.length !== FRAMEWORKS.length) { throw new Error(`a row of clauses has ${cells.length} cells`); }
  return Object.fromEntries(FRAMEWORKS.map((framework, i) => [framework, cells[i].split(' ').filter((cell) => cell !== '')]).filter(([, list]) => list.length > 0));
}

const AT_REST = row(
  'SC-12 SC-13 SC-28(1) CP-9(8)', '3.5.1 3.6 3.7', 'CC6.1', 'A.8.24', '164.312(a)(2)(iv)', '32(1)(a)', '3.2.1 4.5 4.6', '2.1.8 6.1.1.3 8.3.9', '1.11 7.2 7.3',
);
const AUTHENTICATED = row(
  'IA-2 IA-5 IA-9 AC-3', '7.2 8.2 8.3 8.4 8.5 8.6', 'CC6.1 CC6.2', 'A.5.15 A.5.17 A.8.5', '164.312(d) 164.312(a)(2)(i)', '32(1)(b)', '2.16 2.19', '8.3.6 9.3.1.3', '1.5 1.14 1.15 6.6',
);
const RECOVERY = row(
  'CP-6 CP-9 CP-10 SI-13(5)', '10.3.3', 'A1.2 A1.3', 'A.8.13 A.8.14', '164.308(a)(7)(ii)(A) 164.308(a)(7)(ii)(B)', '32(1)(b) 32(1)(c)', '3.2.4', '9.2 9.3.11', '6.8 6.9',
);
const COST = row('', '', 'A1.1', 'A.8.6', '', '', '', '', '');
const CHANGE = row('CM-2 CM-3 CM-4 CM-6', '6.5.1 1.2.2', 'CC8.1', 'A.8.9 A.8.32', '164.308(a)(8)', '25 35', '', '', '');

/**
 * Clauses that an objective supports. Deletion protection supports what recovery does, keys what encryption does, secrets what authentication
 * does; tags are the inventory of components, residency is where data is processed, architecture is what was agreed to be built.
 */
const CLAUSES: { readonly [objective in Objective]: Clauses } = {
  [Objective.ENCRYPTION_AT_REST]: AT_REST,
  [Objective.KEY_MANAGEMENT]: AT_REST,
  [Objective.ENCRYPTION_IN_TRANSIT]: row(
    'SC-8(1) SC-23', '4.2.1 2.2.7', 'CC6.7', 'A.8.24 A.8.21', '164.312(e)(1) 164.312(e)(2)(ii)', '32(1)(a)', '3.1.1', '7.12 9.3.4 9.3.6', '3.11 6.4',
  ),
  [Objective.AUTHENTICATION]: AUTHENTICATED,
  [Objective.SECRETS]: AUTHENTICATED,
  [Objective.EDGE_PROTECTION]: row('SC-5 SC-7', '6.4.2', 'A1.1 CC6.6', 'A.8.6 A.8.20', '164.308(a)(1)(ii)(B)', '32(1)(b)', '', '7.10 7.15 8.5', ''),
  [Objective.INPUT_VALIDATION]: row('SI-10', '6.2.4', 'PI1.2', 'A.8.26 A.8.28', '164.312(c)(1)', '5(1)(f)', '', '7.14', ''),
  [Objective.IMMUTABLE_AUDIT]: row(
    'AU-2 AU-3 AU-9 AU-10 AU-11 AU-12', '10.2 10.3 10.5.1', 'CC7.2', 'A.8.15 A.5.33', '164.312(b) 164.316(b)(2)', '5(2) 30',
    '4.1 4.2 4.3 4.4 4.5 4.8 4.9', '6.1.1', '2.1 2.2 2.3 2.4',
  ),
  [Objective.DATA_MASKING]: row('SI-19(4) PT-2', '3.3 3.4.1', 'C1.1 P4', 'A.8.11 A.5.34', '164.514(b) 164.502(b)', '4(5) 25 32(1)(a)', '3.1.3', '', '7.4'),
  [Objective.LEAST_PRIVILEGE]: row(
    'AC-2 AC-3 AC-6', '7.2 7.3', 'CC6.3', 'A.5.18 A.8.2 A.8.3', '164.308(a)(4) 164.312(a)(1)', '25(2) 32(4)', '2.14 2.21', '5.3 5.4', '1.6 1.7 1.8 1.9',
  ),
  [Objective.NETWORK_ISOLATION]: row(
    'AC-4 SC-7(21)', '1.2 1.3 1.4', 'CC6.6', 'A.8.20 A.8.22', '164.312(a)(1) 164.312(e)(1)', '32(1)(b)', '3.1.4 3.2.3 4.7 6.5 6.8', '7.11 7.16 8.3.7 8.3.8 9.3.2', '3.1 3.9 3.10 6.7',
  ),
  [Objective.BACKUP_AND_RECOVERY]: RECOVERY,
  [Objective.DELETION_PROTECTION]: RECOVERY,
  [Objective.VULNERABILITY_MANAGEMENT]: row('RA-5 SI-2', '6.3.3 11.3', 'CC7.1', 'A.8.8', '164.308(a)(1)(ii)(A) 164.308(a)(8)', '32(1)(d)', '3.2.2 5.16', '8.1', '4.12'),
  [Objective.LOGGING_AND_ALERTING]: row(
    'AU-6 SI-4 CA-7', '10.4 10.7', 'CC7.2 CC7.3', 'A.8.15 A.8.16', '164.308(a)(1)(ii)(D) 164.308(a)(6)(ii)', '33',
    '4.10 5', '6.1.2 6.1.3 6.1.4', '2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12 2.17',
  ),
  [Objective.COST]: COST,
  [Objective.CONSENT]: row('PT-2 PT-4', '', 'P2 P3', 'A.5.34', '164.508', '6 7', '', '', ''),
  [Objective.CHANGE_APPROVAL]: CHANGE,
  [Objective.TAGGING]: row('CM-8', '12.5.1', 'A1.1', 'A.5.9 A.8.6', '', '30', '', '', ''),
  [Objective.DATA_RESIDENCY]: row('SA-9(5)', '', 'C1.1', 'A.5.31 A.5.34', '', '44', '', '', ''),
  [Objective.ARCHITECTURE]: row('CM-2 CM-6 SA-8 SA-22', '1.2.2 6.5.1', 'CC8.1', 'A.8.9 A.8.27', '164.308(a)(8)', '25', '', '', ''),
};

/** The clauses of a control by framework: those of its objective and its own. @param frameworks those that are switched on; all if not given */
export function clausesOf({ objective, clauses = [] }: ControlDefinition, frameworks: readonly string[] = FRAMEWORKS): { [framework: string]: string[] } {
  const all: { [framework: string]: string[] } = {};
  for (const [framework, list] of Object.entries(CLAUSES[objective] ?? {})) { all[framework] = [...list!]; }
  for (const clause of clauses) {
    const [framework, id] = clause.split(': ');
    all[framework] = [...new Set([...all[framework] ?? [], id])];
  }
  const on = (name: string) => frameworks.some((f) => name === f || name.startsWith(`${f} `));
  return Object.fromEntries(FRAMEWORKS.filter((f) => all[f] && on(f)).map((f) => [f, all[f]]));
}
