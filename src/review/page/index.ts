export { FleetEntry, failedEntry, fleetEntry } from './fleet-entry';
export { renderFleet } from './fleet';
export { PageOptions, renderPage } from './page';
