import { IConstruct } from 'constructs';
import { ReviewModel } from '../../review/model';
import { FleetRecord, fleetRecord } from './record';
import { fleetFiles } from './report';

const RECORDS = Symbol.for('cdktf-groundwork/FleetRecords');

/** Keeps what one stack of a synthesis comes to, for the report over all of them. */
export function noteFleet(root: IConstruct, model: ReviewModel, folder: string): void {
  recordsOf(root).set(folder, fleetRecord(model, folder));
}

/** The report over every stack of this synthesis; nothing where none was judged. */
export function fleetOf(root: IConstruct): { [path: string]: string } {
  const records = [...recordsOf(root).values()];
  return records.length === 0 ? {} : fleetFiles(records);
}

function recordsOf(root: any): Map<string, FleetRecord> {
  root[RECORDS] ??= new Map<string, FleetRecord>();
  return root[RECORDS];
}
