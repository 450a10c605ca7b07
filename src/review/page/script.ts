/**
 * What the page can do with a script, and does without: a filter over the inventory or the index, buttons that copy an
 * address, links into closed folds in browsers that do not open them, days that are left of what ends, everything open on
 * paper. Constant: its hash is in the policy of the page.
 */
export const SCRIPT = `(() => {
  const d = document, all = (s, r = d) => [...r.querySelectorAll(s)];
  const make = (tag, props, ...kids) => { const e = Object.assign(d.createElement(tag), props); e.append(...kids); return e; };
  const fragment = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; } };
  const reveal = () => {
    const id = fragment(), at = id && d.getElementById(id);
    if (!at) return;
    for (let e = at; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
    at.scrollIntoView();
  };
  const list = d.getElementById('parts') || d.getElementById('fleet');
  if (list) {
    const rows = all('.items > li, tbody > tr', list), texts = rows.map((r) => r.textContent.toLowerCase());
    const groups = all('details.who', list), was = new Map(groups.map((g) => [g, g.open]));
    const status = make('p', { className: 'status' }); status.setAttribute('role', 'status');
    const input = make('input', { type: 'search', id: 'filter', autocomplete: 'off', spellcheck: false });
    const apply = (write) => {
      const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((r, i) => { r.hidden = !words.every((w) => texts[i].includes(w)); if (!r.hidden) shown++; });
      for (const g of groups) {
        const some = all('.items > li', g).some((r) => !r.hidden);
        g.hidden = !some; g.open = words.length ? some : was.get(g);
      }
      status.textContent = words.length ? shown + ' of ' + rows.length + ' shown' : rows.length + ' in all';
      if (write) try { history.replaceState(null, '', words.length ? '#filter=' + encodeURIComponent(input.value) : location.pathname + location.search); } catch {}
    };
    input.addEventListener('input', () => apply(true));
    list.before(make('div', { className: 'filter' }, make('label', { htmlFor: 'filter', textContent: list.id === 'fleet' ? 'Filter by stack, pod, place or finding' : 'Filter by path, type, address or sentence' }), input, status));
    const load = () => {
      const m = /^filter=(.*)$/.exec(fragment());
      if (m) { input.value = m[1]; apply(false); input.scrollIntoView(); }
      else { const at = location.hash && d.getElementById(fragment()); if (at && at.closest('[hidden]')) { input.value = ''; apply(false); } reveal(); }
    };
    apply(false); load();
    addEventListener('hashchange', load);
  } else { reveal(); addEventListener('hashchange', reveal); }
  for (const code of all('code.a')) {
    const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
    button.setAttribute('aria-label', 'Copy ' + code.textContent);
    code.after(' ', button);
  }
  d.addEventListener('click', async (event) => {
    const button = event.target.closest && event.target.closest('button.copy');
    if (!button) return;
    const code = button.previousElementSibling;
    try { await navigator.clipboard.writeText(code.textContent); button.textContent = 'Copied'; }
    catch { const range = d.createRange(); range.selectNodeContents(code); const s = getSelection(); s.removeAllRanges(); s.addRange(range); button.textContent = 'Selected'; }
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  const day = 86400000, today = Math.floor(Date.now() / day) * day;
  for (const time of all('time.due')) {
    const left = Math.round((Date.parse(time.dateTime) - today) / day), days = Math.abs(left) === 1 ? ' day' : ' days';
    time.after(' ', make('span', { className: left < 0 ? 'left over' : 'left', textContent: left < 0 ? '(ended ' + -left + days + ' ago)' : left === 0 ? '(the last day)' : '(' + left + days + ' left)' }));
  }
  let closed = [];
  addEventListener('beforeprint', () => { closed = all('details:not([open])'); for (const e of closed) e.open = true; });
  addEventListener('afterprint', () => { for (const e of closed) e.open = false; closed = []; });
})();`;
