import { Entry } from '../../clouds/rule-graph';
import { cidrRange, isSet, isUnresolved, text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes } from '../reader';
import { words, yes } from './values';

/** What a firewall's rule for 0.0.0.0 admits. */
export const ALL_OF_AZURE = 'anything in Azure, of other customers too';

/** Where a public address of a service can be reached from. */
export interface Opening {
  /** `undefined` where only apply will know. */
  readonly open: boolean | undefined;
  /** Arguments or resources that say so. */
  readonly evidence: Evidence[];
  /** `internet`, or the ranges that the service's own firewall admits. */
  readonly from: string[];
}

/** How a public address of a service answers. */
export interface Answer {
  readonly ports: string;
  readonly protocol: string;
  readonly authentication: string;
  readonly tls: string;
}

/** The opening of services whose firewall is a block with a default action and ranges: all of it is here, so one that names nobody is closed. */
export function aclOpening(entry: Entry, argument: string, isPublic: boolean | undefined, acl: { path: string; action: unknown; ranges: unknown }): Opening {
  const own = [{ address: entry.address, argument }];
  if (isPublic !== true) { return { open: isPublic, evidence: own, from: [] }; }
  const action = isSet(acl.action) ? text(acl.action) : 'Allow';
  if (action === undefined) { return { open: undefined, evidence: own, from: [] }; }
  if (action !== 'Deny') { return { open: true, evidence: [...own, { address: entry.address, argument: acl.path }], from: ['internet'] }; }
  const ranges = words(acl.ranges);
  const from = ranges ? ranges.map(origin) : ['a range known at apply'];
  return { open: from.length > 0, evidence: [...own, { address: entry.address, argument: acl.path }], from };
}

/** The opening of database servers, whose firewall is a list of resources, here and elsewhere, with first and last address. */
export function ruleOpening(entry: Entry, argument: string, isPublic: boolean | undefined, rules: Entry[]): Opening {
  const own = [{ address: entry.address, argument }];
  if (isPublic !== true) { return { open: isPublic, evidence: own, from: [] }; }
  const from = rules.map((rule) => addresses(text(rule.body.start_ip_address), text(rule.body.end_ip_address)));
  return { open: true, evidence: [...own, ...rules.map((rule) => ({ address: rule.address }))], from };
}

/** Rows for an opening. A public address whose firewall names nobody yet still answers to what is added elsewhere. */
export function reachOpening(notes: Notes, entry: Entry, opening: Opening, answer: Answer): void {
  if (!opening.open) { return; }
  const origins = opening.from.length > 0 ? [...new Set(opening.from)] : ['internet'];
  const filter = opening.from.length > 0 ? 'addresses named' : 'firewall of its own, which names nobody here';
  for (const from of origins) {
    notes.reaches({
      direction: 'in', from, through: [], to: entry.address, ...answer, filter: from === 'internet' && opening.from.length > 0 ? 'none' : filter,
      weak: isWide(from), evidence: opening.evidence,
    });
  }
}

/** Whether an origin is anybody: the internet, a very large public range, or whoever is a customer of the cloud. */
export function isWide(from: string): boolean {
  const range = cidrRange(from);
  return from === 'internet' || from === ALL_OF_AZURE || from === 'AzureCloud' || (range !== undefined && range.prefix < 8 && range.first >>> 24 !== 10);
}

/** `internet` for what means all addresses, else the range or tag. */
export function origin(prefix: string): string {
  return ['*', 'Internet', 'Any', '0.0.0.0/0', '::/0', '0.0.0.0'].includes(prefix) ? 'internet' : prefix;
}

function addresses(first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined || isUnresolved(first)) { return 'a range known at apply'; }
  if (first === '0.0.0.0' && last === '0.0.0.0') { return ALL_OF_AZURE; }
  if (first === '0.0.0.0' && last === '255.255.255.255') { return 'internet'; }
  return first === last ? first : `${first} to ${last}`;
}

/** A switch written as yes or no, or as Enabled or Disabled. */
export function switched(value: unknown, absent: boolean): boolean | undefined {
  const written = text(value);
  return written === 'Enabled' ? true : written === 'Disabled' ? false : yes(value, absent);
}
