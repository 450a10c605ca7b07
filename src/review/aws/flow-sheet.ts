import { Evidence, Flow } from '../model';
import { Notes } from '../reader';

/** Collects flows: one for each pair and verb; ports of the network go to what the pair does anyway. */
export class FlowSheet {
  private readonly rows = new Map<string, Flow>();
  private readonly pairs = new Map<string, string>();
  private readonly ports = new Map<string, { readonly from: string; readonly to: string; readonly verb: string; readonly ports: Set<string>; readonly evidence: Evidence[] }>();

  /** One thing that a resource does to another. */
  public add(flow: Flow): void {
    const key = `${flow.from}\n${flow.to}\n${flow.verb}`;
    const same = this.rows.get(key);
    const port = same?.port ?? flow.port;
    this.rows.set(key, { ...flow, ...(port === undefined ? {} : { port }), evidence: distinct([...same?.evidence ?? [], ...flow.evidence]) });
    const pair = `${flow.from}\n${flow.to}`;
    if (!this.pairs.has(pair)) { this.pairs.set(pair, key); }
  }

  /** A port that is open between two; `verb` if nothing else is known of what they do. */
  public connect(from: string, to: string, verb: string, port: string, evidence: Evidence): void {
    const key = `${from}\n${to}`;
    const one = this.ports.get(key) ?? { from, to, verb, ports: new Set<string>(), evidence: [] };
    one.ports.add(port);
    one.evidence.push(evidence);
    this.ports.set(key, one);
  }

  /** Hands the flows over. */
  public flush(notes: Notes): void {
    for (const [pair, { from, to, verb, ports, evidence }] of this.ports) {
      const port = [...ports].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1)).join(', ');
      const known = this.pairs.get(pair);
      const row = known === undefined ? undefined : this.rows.get(known);
      if (row && known !== undefined && to !== 'foundation') {
        this.rows.set(known, { ...row, port: row.port ?? port, evidence: distinct([...row.evidence, ...evidence]) });
      } else { this.add({ from, to, verb, port, evidence }); }
    }
    for (const row of this.rows.values()) {
      const { port, ...rest } = row;
      notes.flow(port === undefined ? rest : { ...rest, port });
    }
    leaves(notes, [...this.rows.values()]);
  }
}

// What another account gets has left: that is a way out like any other.
function leaves(notes: Notes, flows: Flow[]): void {
  const gone = new Map<string, Flow>();
  for (const flow of flows.filter((f) => /^account \d{12}$/.test(f.to))) {
    const key = `${flow.from}\n${flow.to}`;
    gone.set(key, { ...flow, evidence: distinct([...gone.get(key)?.evidence ?? [], ...flow.evidence]) });
  }
  for (const { from, to, evidence } of gone.values()) {
    notes.reaches({ direction: 'out', from, through: [], to, ports: '443', protocol: 'HTTPS', authentication: 'identity', tls: 'TLS 1.2', filter: 'none', weak: true, evidence });
  }
}

function distinct(evidence: Evidence[]): Evidence[] {
  return [...new Map(evidence.map((e) => [`${e.address} ${e.argument ?? ''}`, e])).values()];
}
