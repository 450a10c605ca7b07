import { groupBy } from '../../../review/group';
import { Part, Reach, ReviewModel } from '../../../review/model';
import { safe } from '../text';

/** What can be reached here, and what is reached elsewhere, as services of CycloneDX. */
export function servicesOf(model: ReviewModel, parts: ReadonlyMap<string, Part>): object[] {
  const paths = new Map(model.resources.map((r) => [r.address, r]));
  const inward = groupBy(model.reach.filter((r) => r.direction === 'in'), (r) => r.to);
  const outward = groupBy(model.reach.filter((r) => r.direction === 'out' && !paths.has(r.to)), (r) => r.to);
  const services = [
    ...[...inward].map(([to, ways]) => service(`service:${to}`, paths.get(to)?.path ?? to, ways, ways.some((w) => w.from === 'internet'), parts.get(paths.get(to)?.part ?? '')?.classification)),
    ...[...outward].map(([to, ways]) => service(`elsewhere:${to}`, to, ways, true)),
  ];
  return [...new Map(services.map((s) => [s['bom-ref'], s])).values()].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
}

function service(ref: string, name: string, ways: readonly Reach[], boundary: boolean, classification?: string) {
  const all = (value: (way: Reach) => string) => [...new Set(ways.map((w) => safe(value(w))))].sort().join('; ');
  const proofs = ways.map((w) => w.authentication);
  return {
    'bom-ref': safe(ref), 'name': safe(name),
    // Of what is elsewhere it is not known how it asks who calls.
    ...(proofs.includes('not applicable') ? {} : { authenticated: !proofs.includes('none') }),
    'x-trust-boundary': boundary,
    ...(classification ? { data: [{ flow: 'bi-directional', classification: safe(classification) }] } : {}),
    'properties': [['from', all((w) => w.from)], ['ports', all((w) => w.ports)], ['protocol', all((w) => w.protocol)], ['tls', all((w) => w.tls)], ['authentication', all((w) => w.authentication)], ['filter', all((w) => w.filter)]]
      .map(([property, value]) => ({ name: `groundwork:${property}`, value })),
  };
}
