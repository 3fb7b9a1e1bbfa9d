// The script of the pages, all of it optional: without it every page reads, links and sends its forms as well. It keeps lists fresh,
// copies, and adds keys. Plain JavaScript, because the Worker serves it as it stands here. Each language has a script of its own, which
// browsers keep: words in each page would be sent with each page.

import type { Texts } from '../texts/en/en.ts';

/**
 * How often a page asks whether it has changed, unless its data-live says another number of seconds: 120 requests an hour for each
 * open tab that somebody sees.
 */
const refreshSeconds = 30;

/** The script with its words. */
export const scriptWith = (words: Texts['script']) => `
const texts = ${JSON.stringify(words)};
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

// Fetches the page again and puts its parts marked data-live in place of the present ones. The answer is 304 while nothing changed.
let tag = null;
async function refresh() {
  if (document.hidden || one('dialog[open]')) return;
  const answer = await fetch(location.href, { headers: tag ? { 'if-none-match': tag } : {}, cache: 'no-store' });
  if (answer.status !== 200 || answer.redirected) return;
  tag = answer.headers.get('etag');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const nexts = all('[data-live]', page);
  all('[data-live]').forEach((live, index) => nexts[index] && renew(live, nexts[index]));
}

function renew(live, next) {
  if (next.innerHTML === live.innerHTML) return;
  const known = new Map(all('tr[data-id]', live).map((row) => [row.dataset.id, Number(row.dataset.score)]));
  const focused = live.contains(document.activeElement) && document.activeElement.getAttribute('href');
  for (const row of all('tr[data-id]', next)) {
    const before = known.get(row.dataset.id);
    if (before === undefined || Number(row.dataset.score) > before + 0.05) row.classList.add('risen');
  }
  live.replaceWith(next);
  if (focused) all('a', next).find((link) => link.getAttribute('href') === focused)?.focus();
}
function waitAndRefresh() {
  const seconds = all('[data-live]').map((live) => Number(live.dataset.live) || ${refreshSeconds});
  if (seconds.length > 0) setTimeout(() => refresh().catch(() => {}).then(waitAndRefresh), 1000 * Math.min(...seconds));
}
waitAndRefresh();

// Forms marked data-check ask the server, while somebody types, what is wrong, and show it beside the fields.
function checkAsTyped(form) {
  let latest = 0;
  form.addEventListener('input', async () => {
    const turn = ++latest;
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (turn !== latest) return;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', headers: { 'x-check': '1' }, body }).catch(() => null);
    const faults = answer?.ok ? await answer.json() : null;
    if (!faults || turn !== latest) return;
    for (const field of all('[id][name]', form)) {
      const id = field.id + '-error';
      const said = document.getElementById(id);
      const fault = faults[field.id];
      if (!fault) {
        said?.remove();
        field.removeAttribute('aria-invalid');
        continue;
      }
      const note = said ?? Object.assign(document.createElement('span'), { id, className: 'complaint' });
      note.setAttribute('role', 'status');
      if (note.textContent !== fault) note.textContent = fault;
      if (!said) field.closest('.sentence, .field').append(note);
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', id);
    }
  });
}
all('form[data-check]').forEach(checkAsTyped);

// Buttons that copy the text of the element that data-copy names, or else data-copy as a whole address. They are shown where the
// browser lets a page copy, which it does not over http.
for (const button of navigator.clipboard ? all('[data-copy]') : []) {
  button.hidden = false;
  const said = one('[role=status]', button.parentElement);
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    const text = source ? source.textContent : new URL(button.dataset.copy, location.href).href;
    said.textContent = await navigator.clipboard.writeText(text).then(
      () => texts.copied,
      () => {
        if (!source) return texts.copyAddress;
        getSelection().selectAllChildren(source);
        return texts.copySelected;
      },
    );
  });
}

// A link that signs in has the token behind #, which browsers send to no server. It goes into the field and out of the address.
// Nothing is sent before somebody presses the button: programs that open links in mails sign nobody in.
const tokenField = one('[data-from-link]');
if (tokenField && location.hash.length > 1) {
  tokenField.value = location.hash.slice(1);
  one('#' + tokenField.dataset.fromLink).hidden = false;
  history.replaceState(null, '', location.pathname + location.search);
}

// Keys: / j k ? and Ctrl-K. Enter opens the link that has the focus, as everywhere.
function step(by) {
  const links = all('tbody th > a');
  const now = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, now + by))]?.focus();
}

function open(title, ...content) {
  const dialog = document.createElement('dialog');
  const heading = document.createElement('h2');
  heading.textContent = title;
  dialog.append(heading, ...content);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function help() {
  const keys = [['/', texts.keys.search], ['j, k', texts.keys.rows], ['Enter', texts.keys.open], ['Ctrl K', texts.keys.go], ['?', texts.keys.help]];
  const list = document.createElement('dl');
  for (const [key, what] of keys) {
    const name = document.createElement('dt');
    name.append(Object.assign(document.createElement('kbd'), { textContent: key }));
    list.append(name, Object.assign(document.createElement('dd'), { textContent: what }));
  }
  open(texts.keys.title, list);
}

// What can be done on this page: its buttons, folded forms and files, under their own names. A form that opens gets the focus.
const doable = '.actions :is(a, button, summary), .data a, .export a, .filters > summary, .density button, [data-copy], .sign-out button';
function doables() {
  return all(doable).filter((from) => from.offsetParent && !from.closest('details:not([open]) > :not(summary)')).map((from) => ({
    textContent: from.textContent,
    act: () => {
      from.focus();
      from.click();
      if (from.matches('details[open] > summary')) one('input:not([type=hidden]), select, textarea', from.parentElement)?.focus();
    },
  }));
}

// The companies of the people whom the list finds, each once.
function companiesIn(page) {
  const links = all('.who .also a[href*="/companies/"]', page);
  return [...new Map(links.map((link) => [link.href, link])).values()].slice(0, 4);
}

// Goes to a page whose name has the words, or to a person or company found by them, or does what is named so.
function go() {
  const field = Object.assign(document.createElement('input'), { type: 'search', placeholder: texts.goHint });
  field.setAttribute('aria-label', texts.go);
  const list = document.createElement('ul');
  open(texts.go, field, list).classList.add('go');
  const pages = [...all('.pages-of-site a, .sites a, .tabs a'), ...doables()];
  const show = (links) => list.replaceChildren(...links.map((link) => {
    const item = document.createElement('li');
    const { href, act } = link;
    const entry = Object.assign(document.createElement(act ? 'button' : 'a'), { textContent: link.textContent.trim() });
    if (act) entry.addEventListener('click', () => { list.closest('dialog').close(); act(); });
    else entry.href = href;
    item.append(entry);
    return item;
  }));
  let latest = 0;
  const look = async () => {
    const words = field.value.trim().toLowerCase();
    const found = pages.filter((link) => link.textContent.toLowerCase().includes(words));
    show(found);
    const turn = ++latest;
    const people = one('.pages-of-site a')?.getAttribute('href');
    if (words.length < 2 || !people) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (turn !== latest) return;
    const target = new URL(people, location.href);
    target.searchParams.set('status', 'everyone');
    target.searchParams.set('q', words);
    const answer = await fetch(target);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (turn === latest) show([...found, ...all('.visitors th > a[href*="/visitors/"]', page).slice(0, 8), ...companiesIn(page)]);
  };
  field.addEventListener('input', () => look().catch(() => {}));
  field.addEventListener('keydown', (event) => {
    const first = one('a, button', list);
    if (event.key === 'Enter' && first) { event.preventDefault(); first.click(); }
    else if (event.key === 'ArrowDown') first?.focus();
  });
  show(pages);
  field.focus();
}

const acts = { '/': () => one('[type=search]')?.focus(), j: () => step(1), k: () => step(-1), '?': help };
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    event.preventDefault();
    if (!one('dialog[open]')) go();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || one('dialog[open]')) return;
  if (event.target.closest('input, select, textarea')) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
`;
