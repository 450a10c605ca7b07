import { IControl } from '../governance/control';
import { GovernanceProps } from '../governance/governance-props';
import { today } from '../governance/today';
import { checkGovernance } from './check-governance';
import { Loose } from './check-meaning';
import { Fault, PlacedFault, placedFaults, Source } from './faults';
import { GovernanceFiles, readGovernanceFiles } from './governance-files';
import { KnownControls } from './known-controls';

/** The section `governance` without a fault, and what the files say that it names. */
export interface LoadedGovernance {
  readonly props: GovernanceProps;
  readonly files: GovernanceFiles;
  /** Folder that relative paths start from. */
  readonly folder: string;
  readonly faults: Fault[];
  /** Faults that only show once code has added its controls: names that are still unknown, with their place in the file. */
  readonly leftover: (added: readonly IControl[]) => PlacedFault[];
}

/** Reads and checks the section `governance`. @param section without what the schema refused */
export function loadGovernance(section: NonNullable<Loose<GovernanceProps>>, source: Source): LoadedGovernance {
  const files = readGovernanceFiles(section, source.folder);
  const check = (added: readonly IControl[], complete: boolean) => checkGovernance(section, new KnownControls([...files.own, ...added], complete), today());
  return {
    props: section as GovernanceProps, files, folder: source.folder,
    faults: [...files.faults, ...check([], false)],
    leftover: (added) => placedFaults(check(added, true), source),
  };
}
