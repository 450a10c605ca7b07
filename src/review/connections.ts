import { partFlows } from './flows';
import { ReviewModel } from './model';

/** The lines of the picture as sentences: `orders/service reads and writes orders/database on 5432`. */
export function connections(model: Pick<ReviewModel, 'flows' | 'reach' | 'resources'>): string[] {
  return partFlows(model).map((f) => `${f.from} ${f.verb} ${f.to}${f.ports.length > 0 ? ` on ${f.ports.join(', ')}` : ''}`);
}
