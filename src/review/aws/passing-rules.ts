import { Entry } from '../../clouds/rule-graph';
import { blockOf, blocksOf } from '../../clouds/rule-values';
import { at, items, plainly, word } from './values';

/** Somewhere that a rule lets traffic go to; `*` is everywhere. */
export interface Passing { readonly name: string; readonly ports: string }

const EVERYWHERE = /^(any|0\.0\.0\.0\/0|::\/0|\$EXTERNAL_NET|!.*)$/i;

/** Where a group of rules of a network firewall lets traffic go to, in whichever of its languages it is written. */
export function passingRules(group: Entry): Passing[] {
  const source = blockOf(blockOf(group.body.rule_group).rules_source);
  const lines = [word(source.rules_string, '') ?? '', word(group.body.rules, '') ?? ''].flatMap((text) => text.split('\n'));
  return [
    ...listed(blockOf(source.rules_source_list)),
    ...lines.flatMap((line) => suricata(line)),
    ...blocksOf(source.stateful_rule).filter((r) => /^pass$/i.test(word(r.action) ?? '')).map((r) => blockOf(r.header)).map((h) => place(word(h.destination, 'any') ?? 'any', word(h.destination_port, 'any') ?? 'any')),
    ...blocksOf(at(source, 'stateless_rules_and_custom_actions.stateless_rule')).map((r) => blockOf(r.rule_definition)).filter((d) => items(d.actions).includes('aws:pass')).flatMap((d) => stateless(blockOf(d.match_attributes))),
  ];
}

function listed(list: any): Passing[] {
  if (word(list.generated_rules_type) !== 'ALLOWLIST') { return []; }
  const kinds = items(list.target_types).map(String);
  const ports = [...(kinds.includes('HTTP_HOST') ? ['80'] : []), ...(kinds.includes('TLS_SNI') ? ['443'] : [])].join(', ');
  return items(list.targets).map((t) => ({ name: plainly(t), ports }));
}

// `pass tls $HOME_NET any -> $EXTERNAL_NET 443 (tls.sni; content:"host"; ...)`
function suricata(line: string): Passing[] {
  const rule = /^\s*pass\s+\S+\s+\S+\s+\S+\s+(?:->|<>)\s+(\S+)\s+([^\s(]+)\s*(?:\(([\s\S]*))?/i.exec(line);
  if (!rule) { return []; }
  const [, destination, port, options = ''] = rule;
  const hosts = /(tls[._]sni|http[._]host|dns[._]query)/i.test(options) ? [...options.matchAll(/content\s*:\s*"([^"]+)"/gi)].map((m) => m[1]) : [];
  return hosts.length > 0 ? hosts.map((host) => ({ name: plainly(host), ports: portsOf(port) })) : [place(destination, port)];
}

function place(destination: string, port: string): Passing {
  return { name: EVERYWHERE.test(destination) ? '*' : plainly(destination), ports: portsOf(port) };
}

function portsOf(port: string): string { return /^any$/i.test(port) ? 'all' : port.replace(':', '-'); }

function stateless(match: any): Passing[] {
  const to = blocksOf(match.destination).map((d) => word(d.address_definition) ?? 'any');
  const ports = blocksOf(match.destination_port).map((p) => (p.from_port === p.to_port || p.to_port === undefined ? String(p.from_port) : `${p.from_port}-${p.to_port}`)).join(', ');
  return (to.length > 0 ? to : ['any']).map((name) => place(name, ports || 'any'));
}
