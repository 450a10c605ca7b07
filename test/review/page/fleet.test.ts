import { failedEntry, FleetEntry, fleetEntry, renderFleet } from '../../../src/review/page';
import { sectionOf, tagsOf, textOf } from './markup';
import { rich } from './rich';

const stack = (name: string, weak = true): FleetEntry => ({ ...fleetEntry(rich({ weak, resources: 30, identity: { stack: name, name } })) });

describe('Index of a fleet', () => {
  test('what failed comes first and is named; what needs a decision comes before what does not', () => {
    const page = renderFleet([stack('a-clear', false), stack('b-open'), failedEntry('c-broken', 'Error: no landing zone "x"\n  at somewhere')]);
    const text = textOf(page);
    const [broken, open, clear] = ['c-broken', 'b-open', 'a-clear'].map((name) => text.lastIndexOf(name));
    expect([broken, open, clear]).toEqual([broken, open, clear].sort((a, b) => a - b));
    expect(text).toContain('1 stack could not be reviewed. 1 stack of 3 needs a decision, the worst is data loss in b-open.');
    expect(text).toContain('no landing zone "x"');
    expect(text).not.toContain('at somewhere');
  });

  test('every stack leads to its page, below the index', () => {
    const entry = fleetEntry(rich({ identity: { stack: 'team', name: 'orders' } }), 'review/team/orders');
    const links = tagsOf(renderFleet([stack('orders-test'), entry])).filter((t) => t.name === 'a').map((t) => t.attributes.href);
    expect(links).toEqual(expect.arrayContaining(['orders-test/index.html', 'team/orders/index.html']));
  });

  test('the same findings in many stacks are one line; an outlier is not in it', () => {
    const page = renderFleet([...Array.from({ length: 9 }, (_, i) => stack(`same-${i}`)), { ...stack('other'), fingerprint: 'other' }]);
    const decide = sectionOf(page, 'decide');
    expect(textOf(decide)).toMatch(/The same \d+ findings in 9 of 10 stacks/);
    expect(decide).not.toContain('>other<');
  });

  test('a stack that could not be read is unknown, not clear', () => {
    const model = rich({ weak: false, identity: { stack: 'blind' } });
    const page = renderFleet([fleetEntry({ ...model, statements: [], reach: [], permissions: [], decisions: [] })]);
    expect(textOf(page)).toContain('1 stack could not be checked: no reader knows what is in it.');
    expect(textOf(page)).toContain('Unknown');
    expect(page).not.toContain('>Clear<');
  });

  test('the order of the entries does not matter, and a thousand stacks take at most 1 kB each', () => {
    const entries = Array.from({ length: 1000 }, (_, i) => stack(`orders-${String(i).padStart(4, '0')}`, i % 5 === 0));
    const page = renderFleet(entries);
    expect(renderFleet([...entries].reverse())).toBe(page);
    expect(Buffer.byteLength(page) / 1000).toBeLessThan(1000);
    for (const e of entries) { expect(page).toContain(`>${e.stack}</a>`); }
  });

  test('without any stack it says so', () => {
    expect(textOf(renderFleet([]))).toContain('There is no stack.');
  });
});
