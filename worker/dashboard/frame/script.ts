// The script of the pages, all of it optional: without it every page reads, links and sends its forms as well. It keeps lists fresh,
// copies, and adds keys. Plain JavaScript, because the Worker serves it as it stands here.

/**
 * How often a page asks whether it has changed, unless its data-live says another number of seconds: 120 requests an hour for each
 * open tab that somebody sees.
 */
const refreshSeconds = 30;

export const script = `
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
const live = one('[data-live]');
if (live) setInterval(() => refresh().catch(() => {}), 1000 * (Number(live.dataset.live) || ${refreshSeconds}));

// Buttons that copy the text of the element that data-copy names, or else data-copy as a whole address. They are shown where the
// browser lets a page copy, which it does not over http.
for (const button of navigator.clipboard ? all('[data-copy]') : []) {
  button.hidden = false;
  const said = one('[role=status]', button.parentElement);
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    const text = source ? source.textContent : new URL(button.dataset.copy, location.href).href;
    said.textContent = await navigator.clipboard.writeText(text).then(
      () => 'Copied.',
      () => {
        if (!source) return 'Your browser did not allow it. Copy the address from the address bar.';
        getSelection().selectAllChildren(source);
        return 'Your browser did not allow it. The text is selected: copy it by hand.';
      },
    );
  });
}

// Keys: / j k g ? and Ctrl-K. Enter opens the link that has the focus, as everywhere.
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
  const keys = [['/', 'Search'], ['j, k', 'Next, previous row'], ['Enter', 'Open'], ['Ctrl K', 'Go to a page or a person, or do something'], ['?', 'These keys']];
  const list = document.createElement('dl');
  for (const [key, what] of keys) {
    const name = document.createElement('dt');
    name.append(Object.assign(document.createElement('kbd'), { textContent: key }));
    list.append(name, Object.assign(document.createElement('dd'), { textContent: what }));
  }
  open('Keys', list);
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
  const field = Object.assign(document.createElement('input'), { type: 'search', placeholder: 'Page, name, email, company or action' });
  field.setAttribute('aria-label', 'Go to');
  const list = document.createElement('ul');
  open('Go to', field, list).classList.add('go');
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
