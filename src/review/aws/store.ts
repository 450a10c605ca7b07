import { Entry , TerraformGraph } from '../../clouds/rule-graph';
import { Notes } from '../reader';
import { Evidence } from '../model';
import { Owner, stackOf } from './stack';
import { preventDestroy } from './values';

/** Where a claim is: the resource, and the argument if it is written. */
export function where(entry: Entry, argument?: string): Evidence[] {
  return [{ address: entry.address, ...(argument ? { argument } : {}) }];
}

/** What every store of data says alike. */
export interface Common {
  /** `fixed` where the service takes no key of a customer. */
  readonly key: Owner | 'fixed' | undefined;
  readonly keyAt: string | Evidence[];
  /** Defaults to `TLS 1.2`: the cloud's interfaces take nothing older. */
  readonly transit?: string;
  readonly transitAt?: string | Evidence[];
  readonly login?: string;
  readonly loginAt?: string | Evidence[];
  readonly redundancy?: string;
  readonly redundancyAt?: string;
  readonly public?: boolean;
  readonly publicAt?: string | Evidence[];
}

/** The statements that every store has. */
export function store(graph: TerraformGraph, notes: Notes, entry: Entry, common: Common): void {
  notes.state('data.key', entry, common.key, common.keyAt);
  notes.state('data.prevent-destroy', entry, preventDestroy(entry.body), 'lifecycle.prevent_destroy');
  notes.state('data.residency', entry, stackOf(graph).region(entry), 'region');
  notes.state('data.transit', entry, common.transit, common.transitAt);
  notes.state('data.login', entry, common.login, common.loginAt);
  notes.state('data.redundancy', entry, common.redundancy, common.redundancyAt);
  notes.state('data.public', entry, common.public, common.publicAt);
}

/** Key of a store that is not encrypted unless a switch is on. */
export function switched(owner: Owner, encrypted: boolean | undefined): Owner | undefined {
  return encrypted === undefined ? undefined : encrypted ? owner : 'none';
}
