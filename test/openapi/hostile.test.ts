import { readFileSync } from 'fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { GroundworkError } from '../../src/errors';
import { validatorPlan } from '../../src/edge/validator-plan';
import { planEdge } from '../../src/edge/edge-plan';
import { ApiDocument } from '../../src/openapi/api-document';
import { edgeProps, ORDERS } from '../edge/support/plans';

const SOURCES = [ORDERS, 'node_modules/@readme/oas-examples/3.1/yaml/train-travel.yaml', 'node_modules/@readme/oas-examples/3.0/yaml/petstore.yaml'].map((file) => readFileSync(file, 'utf8'));

const VALUES: unknown[] = [undefined, null, true, false, 0, -1, '', 'text', '/', '{', [], [null], [[]], {}, { $ref: '#/components/schemas/Order' }, { $ref: '#/nothing' }, { $ref: 1 }, { '': '' }];

/** Every place of a document. */
function places(node: any, at: (string | number)[] = []): (string | number)[][] {
  return node !== null && typeof node === 'object' ? [at, ...Object.keys(node).flatMap((key) => places(node[key], [...at, key]))] : [at];
}

function put(root: any, at: (string | number)[], value: unknown): void {
  const holder = at.slice(0, -1).reduce((node, key) => node?.[key], root);
  if (holder !== null && typeof holder === 'object') {
    holder[at[at.length - 1]] = value === undefined ? undefined : structuredClone(value);
  }
}

test('a document that contains itself is a fault', () => {
  const document = parse(SOURCES[0]);
  document.components.schemas.Order.properties.replaces = document.components.schemas.Order;
  expect(() => ApiDocument.fromObject(document)).toThrow(/contains itself/);
});

test('whatever is wrong in a document, it is told as a fault or it does not matter; nothing crashes', () => {
  const all = SOURCES.map((text) => places(parse(text)).filter((at) => at.length > 0));
  const change = fc.tuple(fc.nat(), fc.constantFrom(...VALUES));
  fc.assert(fc.property(fc.nat(SOURCES.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }), (source, changes) => {
    const document = parse(SOURCES[source]);
    changes.forEach(([index, value]) => put(document, all[source][index % all[source].length], value));
    try {
      validatorPlan(planEdge(edgeProps({ api: ApiDocument.fromObject(document) })));
    } catch (error) {
      if (!(error instanceof GroundworkError)) {
        throw error;
      }
    }
  }), { numRuns: Number(process.env.HOSTILE_RUNS ?? 150), seed: 4711 });
});
