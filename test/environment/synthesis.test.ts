import * as fc from 'fast-check';
import { Aspects, Fn, Lazy, TerraformOutput, TerraformResource, TerraformStack, Testing, Token } from 'cdktf';
import { Construct } from 'constructs';
import { toTerraformOnce } from '../../src/environment/synthesis';
import { stringify } from '../../src/environment/stringify';

const hostStringify = require(require.resolve('json-stable-stringify', { paths: [require.resolve('cdktf')] }));

const text = fc.oneof(fc.string(), fc.constantFrom('${x}', '"', '\n', '}', '$${y}', '1e10', '\\', '%{if}', '${TfToken[nope]}'.slice(0, 5)));
const value = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.boolean(), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 3 })),
})).value;
const recipe = fc.array(fc.record({ body: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { maxKeys: 4 }), refer: fc.boolean(), lazy: fc.boolean(), nest: fc.boolean(), output: fc.boolean(), override: fc.boolean() }), { maxLength: 8 });

/** A resource with a body of our own, as the generated classes have. */
class Raw extends TerraformResource {
  public constructor(scope: Construct, id: string, private readonly body: any) {
    super(scope, id, { terraformResourceType: 'raw_thing' });
  }
  protected synthesizeAttributes(): any {
    return this.body;
  }
}

function build(steps: any[]): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'stack');
  let scope: Construct = stack;
  let last: Raw | undefined;
  steps.forEach((step, i) => {
    if (step.nest) { scope = new Construct(scope, `n${i}`); }
    const body: any = { ...step.body };
    if (step.refer && last) { body.other = `a-${last.getStringAttribute('id')}-"b"`; body.list = Fn.concat([last.getListAttribute('ids'), ['x']]); }
    if (step.lazy) { body.later = Lazy.anyValue({ produce: () => ({ i, id: Token.asString(last?.fqn ?? 'none') }) }); }
    last = new Raw(scope, `r${i}`, body);
    if (step.override) { last.addOverride('extra.deep', step.body); stack.addOverride('terraform.extra', `v${i}`); }
    if (step.output) { new TerraformOutput(scope, `o${i}`, { value: last.getStringAttribute('id') }); }
  });
  Aspects.of(stack).add({ visit: (node) => { if (node instanceof Raw) { node.addOverride('seen', true); } } });
  return stack;
}

describe('single resolution', () => {
  test('gives what the host itself gives, for random trees', () => {
    fc.assert(fc.property(recipe, (steps) => {
      const stack = build(steps);
      const attempt = (make: () => any) => { try { return JSON.stringify(make()); } catch (e) { return `throws ${(e as Error).message.split('\n')[0]}`; } };
      expect(attempt(() => toTerraformOnce(stack))).toBe(attempt(() => stack.toTerraform()));
    }), { numRuns: 500 });
  });

  test('the text is what the host writes', () => {
    fc.assert(fc.property(value, (v) => { expect(stringify(v)).toBe(hostStringify(v, { space: 2 })); }), { numRuns: 1000 });
    expect(stringify({ b: [], a: {}, 10: 1, 9: undefined })).toBe(hostStringify({ b: [], a: {}, 10: 1, 9: undefined }, { space: 2 }));
  });
});
