import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from '../environment/stringify';
import { GroundworkError } from '../errors';
import { COMPONENT_DEFINITION, mergeComponentDefinitions } from '../governance/evidence';
import { fleetFiles, FleetReport } from '../governance/fleet/report';
import { Output } from './output';
import { indexOf, writeFiles } from './review';
import { publish, stagingFolder } from './synth/publish';

interface Manifest { readonly version: string; readonly stacks: { readonly [name: string]: object } }

/**
 * Joins the outputs of shards: the same files, byte for byte, as one run over all would have written.
 *
 * @returns the names of the stacks
 * @throws where two outputs have different stacks of one name, or come from different versions of the host
 */
export function mergeOutputs(from: readonly string[], out: string): string[] {
  const manifests = from.map((folder): Manifest => {
    void new Output(folder);
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  });
  check(from, manifests);
  const staging = stagingFolder(out);
  try {
    for (const part of ['stacks', 'review', 'evidence']) {
      for (const folder of from.filter((one) => existsSync(join(one, part)))) { copyFolders(join(folder, part), join(staging.folder, part)); }
    }
    const stacks = Object.assign({}, ...manifests.map((manifest) => manifest.stacks));
    writeFileSync(join(staging.folder, 'manifest.json'), stringify({ version: manifests[0].version, stacks }));
    if (existsSync(join(staging.folder, 'review'))) {
      const merged = new Output(staging.folder);
      writeFiles(staging.folder, indexOf(merged.stackNames.flatMap((name) => merged.reviews(name))));
    }
    writeFiles(staging.folder, { ...fleetIn(from), ...definitionsIn(from) });
    publish(staging.folder, out);
    return Object.keys(stacks).sort();
  } finally {
    staging.remove();
  }
}

/** The report over the fleet, of those of the shards. */
function fleetIn(from: readonly string[]): { [path: string]: string } {
  const records = from.map((folder) => join(folder, 'evidence/fleet.json')).filter(existsSync)
    .flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as FleetReport).stacks);
  return records.length === 0 ? {} : fleetFiles([...new Map(records.map((r) => [r.folder, r])).values()]);
}

/** What the controls of the shards are: the same everywhere, unless they have different standards. */
function definitionsIn(from: readonly string[]): { [path: string]: string } {
  const files = from.map((folder) => join(folder, COMPONENT_DEFINITION)).filter(existsSync);
  return files.length === 0 ? {} : { [COMPONENT_DEFINITION]: mergeComponentDefinitions(files.map((file) => readFileSync(file, 'utf8'))) };
}

function check(from: readonly string[], manifests: readonly Manifest[]): void {
  const faults = manifests.flatMap((manifest, i) => {
    const versions = manifest.version === manifests[0].version ? [] : [{
      where: from[i], problem: `was written with version ${manifest.version} of the host, ${from[0]} with ${manifests[0].version}`, mend: 'Use one version in all shards.',
    }];
    return [...versions, ...Object.keys(manifest.stacks).flatMap((name) => {
      const other = manifests.findIndex((one) => name in one.stacks);
      return other === i || textOf(from[other], name) === textOf(from[i], name) ? [] : [{
        where: from[i], problem: `has the stack ${name}, and so has ${from[other]}, with other content`, mend: 'Synthesize all shards from the same source, with the same number of shards.',
      }];
    })];
  });
  if (faults.length > 0) { throw new GroundworkError('The outputs do not belong together', faults); }
}

function textOf(folder: string, stack: string): string {
  return new Output(folder).stack(stack).text;
}

function copyFolders(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) { cpSync(join(from, entry.name), join(to, entry.name), { recursive: true }); }
  }
}
