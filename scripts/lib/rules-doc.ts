import { FACTS } from '../../test/rules/facts';
import { Fact } from '../../test/rules/facts/fact';
import { Cloud, RULES } from '../../test/rules/tables';

const CLOUDS: { readonly [cloud in Cloud]: string } = { aws: 'AWS', azure: 'Azure', google: 'Google Cloud' };

/** The text of docs/provider-rules.md, from the rules and the known faults. */
export function rulesDocument(): string {
  const clouds = Object.keys(CLOUDS) as Cloud[];
  return `# Provider rules

Generated from the rules by \`npx tsx scripts/write-rules-doc.ts\`; do not edit.

A provider checks less than its cloud. These rules run at synthesis on the resolved Terraform of every stack, on each resource
that is written: ours, overridden or raw. A finding names the address, the argument, what is wrong, the mend and the source. A
value that Terraform knows only later is not judged. What no rule can see is in [provider-traps.md](provider-traps.md).

## Known faults, and who reports them

${table(['cloud', 'rules', 'known faults', 'pass validate and plan', 'of these reported at synthesis', 'share', 'stopped by validate or plan', 'of these reported at synthesis too'], clouds.map(summary))}

${clouds.map(faults).join('\n')}
## Rules

${clouds.map(rules).join('\n')}`;
}

function summary(cloud: Cloud): (string | number)[] {
  const facts = FACTS[cloud];
  const passing = facts.filter((fact) => fact.stop === 'nobody');
  const stopped = facts.filter((fact) => fact.stop !== 'nobody');
  const seen = (list: readonly Fact[]) => list.filter((fact) => fact.rule).length;
  return [CLOUDS[cloud], RULES[cloud].length, facts.length, passing.length, seen(passing), `${Math.floor(seen(passing) / passing.length * 100)} %`, stopped.length, seen(stopped)];
}

function faults(cloud: Cloud): string {
  const rows = FACTS[cloud].map((fact) => [fact.fault, fact.rule ? `synthesis (\`${fact.rule}\`)` : fact.stop === 'nobody' ? 'nobody' : `${fact.stop} only`, fact.stop === 'nobody' ? 'no' : fact.stop, fact.why ?? '']);
  return `### ${CLOUDS[cloud]}\n\n${table(['fault', 'reported by', 'stopped by the provider', 'why no rule'], rows)}\n`;
}

function rules(cloud: Cloud): string {
  const rows = RULES[cloud].map((rule) => [`\`${rule.id}\``, rule.types.map((type) => `\`${type}\``).slice(0, 3).join(', ') + (rule.types.length > 3 ? ` and ${rule.types.length - 3} more` : ''),
    rule.argument ? `\`${rule.argument}\`` : 'resource', rule.mend, `[source](${rule.source})`]);
  return `### ${CLOUDS[cloud]}: ${rows.length}\n\n${table(['rule', 'on', 'argument', 'mend', 'source'], rows)}\n`;
}

function table(header: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.map((cell) => String(cell).replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
