import { FRAMEWORKS } from '../../frameworks';
import { EvaluatedControl } from '../../model';
import { token } from './words';

/** Where the clauses of a framework are published; of NIST in OSCAL itself. */
const SOURCES: { readonly [framework in typeof FRAMEWORKS[number]]: string } = {
  'NIST 800-53 r5': 'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json',
  'PCI DSS 4.0.1': 'https://www.pcisecuritystandards.org/document_library/',
  'SOC 2': 'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
  'ISO 27001:2022': 'https://www.iso.org/standard/27001',
  'HIPAA': 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164',
  'GDPR': 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
  'CIS AWS 7.0': 'https://www.cisecurity.org/benchmark/amazon_web_services',
  'CIS Azure 6.0': 'https://www.cisecurity.org/benchmark/azure',
  'CIS Google 5.0': 'https://www.cisecurity.org/benchmark/google_cloud_computing_platform',
};

/** Where a framework is published; a name of ours for one that only this enterprise has. */
export function sourceOf(framework: string): string {
  return (SOURCES as { readonly [name: string]: string })[framework] ?? `https://groundwork.example/frameworks/${encodeURIComponent(framework.replace(/\p{Cs}/gu, '\ufffd'))}`;
}

/** How OSCAL calls a clause: NIST's own ids (`sc-28.1`), those of others with the framework in front (`PCI-DSS-4.0.1_3.5.1`). */
export function clauseId(framework: string, clause: string): string {
  return framework.startsWith('NIST 800-53') ? token(clause.toLowerCase().replace(/\((\d+)\)/g, '.$1')) : token(`${framework}_${clause.replace(/[()]+/g, '.').replace(/\.+$/, '')}`);
}

/** By framework and clause: the controls that support it, in the order of the controls. */
export function supportOf(controls: readonly EvaluatedControl[]): Map<string, Map<string, EvaluatedControl[]>> {
  const support = new Map<string, Map<string, EvaluatedControl[]>>();
  for (const control of controls) {
    for (const [framework, clauses] of Object.entries(control.clauses)) {
      const known = support.get(framework) ?? new Map<string, EvaluatedControl[]>();
      support.set(framework, known);
      for (const clause of new Set(clauses)) { known.set(clause, [...known.get(clause) ?? [], control]); }
    }
  }
  return support;
}
