import Table from 'cli-table3';
import { FleetFigures } from './parts/fleet';
import { PackageFigures } from './parts/package';
import { PatternFigures } from './parts/pattern';
import { SynthesisFigures } from './parts/synthesis';
import { VerifyFigures } from './parts/verify';

/** What one run of the bench measured. */
export interface Figures {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGB: number; readonly node: string };
  readonly synthesis?: SynthesisFigures[];
  readonly compiled?: SynthesisFigures[];
  readonly pattern?: PatternFigures[];
  readonly package?: PackageFigures;
  readonly fleet?: FleetFigures[];
  readonly verify?: VerifyFigures[];
}

/** The figures as tables. */
export function report({ machine, synthesis, compiled, pattern, package: weight, fleet, verify }: Figures): string {
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, Node.js ${machine.node}`,
    ...(synthesis ? ['Construct and synth, TypeScript through a loader', synthesisTable(synthesis)] : []),
    ...(compiled ? ['Construct and synth, compiled JavaScript', synthesisTable(compiled)] : []),
    ...(pattern ? ['CustomerFacingApi in production, the second of a process', patternTable(pattern)] : []),
    ...(weight ? [`Package: ${weight.packedMB} MB packed, ${weight.installedMB} MB installed, loads in ${weight.loadMs} ms over cdktf`] : []),
    ...(fleet ? ['Fleet of CustomerFacingApi, review off', fleetTable(fleet)] : []),
    ...(verify ? ['groundwork verify', verifyTable(verify)] : []),
  ].join('\n') + '\n';
}

function synthesisTable(rows: SynthesisFigures[]): string {
  return table(['resources', 'plain ms', 'groundwork ms', 'times faster', 'with controls', 'times faster', 'and evidence', 'CPU ms plain', 'CPU ms', 'of it construct', 'floor ms', 'same bytes', 'peak MB plain', 'peak MB'],
    rows.map((r) => [r.resources, r.plainMs, r.groundworkMs, r.ratio, r.governedMs, r.governedRatio, r.evidenceMs, r.plainCpuMs, r.groundworkCpuMs, r.constructMs, r.floorMs, r.identical ? 'yes' : 'NO', r.plainPeakMB, r.groundworkPeakMB]));
}

function patternTable(rows: PatternFigures[]): string {
  return table(['cloud', 'resources', 'construct ms', 'synth ms', 'review ms', 'review adds', 'kB'],
    rows.map((r) => [r.cloud, r.resources, r.constructMs, r.synthMs, r.reviewMs, `${Math.round(r.reviewShare * 100)} %`, Math.round(r.bytes / 1000)]));
}

function fleetTable(rows: FleetFigures[]): string {
  return table(['environments', 'shard', 'built', 'construct s', 'synth s', 'ms each', 'peak MB', 'heap limit MB', 'written MB'],
    rows.map((r) => [r.environments, r.shard ?? 'all', r.built, r.constructSeconds, r.synthSeconds, r.msPerEnvironment, r.peakMB, r.heapLimitMB, r.writtenMB]));
}

function verifyTable(rows: VerifyFigures[]): string {
  return table(['environments', 'resources', 'seconds', 'ms each', 'peak MB'], rows.map((r) => [r.environments, r.resources, r.seconds, r.msPerEnvironment, r.peakMB]));
}

function table(head: string[], rows: (string | number)[][]): string {
  const made = new Table({ head, colAligns: head.map(() => 'right'), style: { head: [], border: [] } });
  rows.forEach((row) => made.push(row.map(String)));
  return made.toString();
}
