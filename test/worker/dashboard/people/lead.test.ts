// A visitor's page as sales work with it: state, owner and notes at its top, undoing, and the timeline by visit and kind.

import { expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

const uuid = () => crypto.randomUUID();

interface Lead {
  site: string;
  id: string;
  path: string;
  api: string;
}

async function lead(...events: object[]): Promise<Lead> {
  const site = await newSite();
  const device = uuid();
  const all = [{ kind: 'page_view', url: 'https://acme.test/' }, ...events];
  const sent = all.map((event) => ({ device, ...event }));
  const { body } = await call(`POST /v1/sites/${site}/events`, { body: { events: sent } });
  expect(body.rejected).toEqual([]);
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  return { site, id, path: `/s/${site}/visitors/${id}`, api: `/v1/sites/${site}/visitors/${id}` };
}

/** The hidden fields of the forms with this name, in the order of the page. */
function formsIn(html: string, name: string): Record<string, string>[] {
  const all = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  return all
    .filter((one) => one.includes(`name="form" value="${name}"`))
    .map((one) =>
      Object.fromEntries(
        [...one.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
          ([, field = '', value = '']) => [field, value],
        ),
      ),
    );
}

async function open(path: string, cookie: string): Promise<string> {
  return (await visit(path, { cookie })).html;
}

/** Fills in the form of the page and sends it; returns the page that it leads to. */
async function send({ path }: Lead, cookie: string, name: string, fields: Record<string, string>) {
  const [own = {}] = formsIn(await open(path, cookie), name);
  const { status, location, html } = await visit(path, { cookie, form: { ...own, ...fields } });
  return status === 303 ? open(location ?? '', cookie) : html;
}

const section = (html: string, name: string) => {
  const start = html.indexOf(`class="${name}"`);
  return html.slice(start, html.indexOf('</section>', start));
};
const timeline = (html: string) => html.slice(html.indexOf('id="timeline"'));
const doneIn = (html: string) => textOf(html.match(/<p class="done"[\s\S]*?<\/p>/)?.[0] ?? '');

test('state, owner and note are set on the page, told, shown at its top, and in the timeline with who did it', async () => {
  const ann = await lead();
  const cookie = await signIn(await newToken('editor', ann.site));
  expect(doneIn(await send(ann, cookie, 'state', { state: 'rejected', reason: 'No <b>budget' }))).toBe(
    'The state is now: Rejected.',
  );
  expect(doneIn(await send(ann, cookie, 'owner', { owner: 'Mia' }))).toBe('Saved the owner.');
  const html = await send(ann, cookie, 'note', { text: 'Called.\nWants <i>a demo' });
  expect(doneIn(html)).toBe('Saved the note.');
  const top = section(html, 'lead');
  expect(top).toContain('<option value="rejected" selected="">');
  expect(top).toContain('value="No &lt;b&gt;budget"');
  expect(top).toMatch(/name="owner" value="Mia"/);
  expect(textOf(top)).toMatch(/Newest note, .*by editor of a test/);
  expect(top).toContain('Wants &lt;i&gt;a demo');
  const told = textOf(timeline(html));
  expect(told).toContain('State set to rejected');
  expect(told).toContain('Owner set to Mia');
  expect(told).toContain('by editor of a test');
  expect((await call(`GET ${ann.api}`)).body).toMatchObject({
    ...{ state: 'rejected', stateReason: 'No <b>budget', owner: 'Mia' },
  });
});

test('a lead is taken over with one button, and given up with an empty name', async () => {
  const ann = await lead();
  const cookie = await signIn(await newToken('editor', ann.site));
  const before = section(await open(ann.path, cookie), 'lead');
  expect(before).toMatch(/name="take" value="editor of a test"/);
  expect(before).toContain('<option value="editor of a test">');
  const mine = await send(ann, cookie, 'owner', { owner: '', take: 'editor of a test' });
  expect(mine).not.toContain('name="take"');
  expect((await call(`GET ${ann.api}`)).body.owner).toBe('editor of a test');
  expect(doneIn(await send(ann, cookie, 'owner', { owner: ' ' }))).toBe('Nobody works on this lead now.');
  expect((await call(`GET ${ann.api}`)).body.owner).toBeNull();
});

test.each([
  ['state', { state: 'rejected', reason: ' ' }, 'reason', 'Give a reason'],
  ['state', { state: 'lost' }, 'state', 'Choose a state'],
  ['owner', { owner: 'x'.repeat(65) }, 'owner', 'Give a name'],
  ['note', { text: ' ' }, 'text', 'Write at most'],
])('the form %s with %j is not accepted, and what was typed stays', async (name, fields, field, said) => {
  const ann = await lead();
  const cookie = await signIn();
  const html = await send(ann, cookie, name, fields);
  expect(html).toMatch(new RegExp(`id="${name}-${field}-error"[^>]*>${said}`));
  if (name === 'state' && field === 'reason') expect(html).toContain('<option value="rejected" selected="">');
  expect((await call(`GET ${ann.api}`)).body).toMatchObject({ state: 'new', owner: null });
});

test('each form has an id of its own, so that a page that was left open saves all of them', async () => {
  const ann = await lead();
  const cookie = await signIn();
  const html = await open(ann.path, cookie);
  const bodies = { note: { text: 'x' }, state: { state: 'working' }, owner: { owner: 'Mia' } };
  for (const [name, fields] of Object.entries({ ...bodies, points: { points: '5', reason: 'x' } })) {
    const form = { ...formsIn(html, name)[0], ...fields };
    expect([name, (await visit(ann.path, { cookie, form })).status]).toEqual([name, 303]);
  }
});

test.each([
  ['note', { text: 'Called' }],
  ['state', { state: 'accepted' }],
  ['owner', { owner: 'Mia' }],
  ['points', { points: '5', reason: 'Met' }],
  ['outcome', { result: 'lost' }],
])('%s can be undone right after it was done, and in the timeline', async (name, fields) => {
  const ann = await lead();
  const cookie = await signIn();
  for (const place of [0, 1]) {
    const html = await send(ann, cookie, name, fields);
    const undoing = formsIn(html, 'undo');
    expect(undoing).toHaveLength(2);
    expect(undoing[0]).toEqual(undoing[1]);
    const { location } = await visit(ann.path, { cookie, form: undoing[place] ?? {} });
    const after = await open(location ?? '', cookie);
    expect(doneIn(after)).toBe('Undone, as if it had never been.');
    expect(formsIn(after, 'undo')).toEqual([]);
  }
  expect((await call(`GET ${ann.api}/events`)).body.data).toHaveLength(1);
});

test('an address offers to undo only what its page shows, and nothing that was not recorded by hand', async () => {
  const ann = await lead();
  const cookie = await signIn();
  const [{ id }] = (await call(`GET ${ann.api}/events`)).body.data;
  for (const event of [id, uuid(), '"><b>']) {
    const html = await open(`${ann.path}?done=note&what=&event=${encodeURIComponent(event)}`, cookie);
    expect([doneIn(html), formsIn(html, 'undo')]).toEqual(['Saved the note.', []]);
    expect(html).not.toContain('"><b>');
  }
  const sent = await visit(ann.path, { cookie, form: { form: 'undo', event: id } });
  expect([sent.status, textOf(sent.html)]).toEqual([409, expect.stringContaining('cannot be undone')]);
});

test('who may only read sees state, owner and the newest note, and no form', async () => {
  const ann = await lead();
  const body = { id: uuid(), state: 'rejected', reason: 'No budget' };
  await call(`POST ${ann.api}/state`, { body });
  await call(`POST ${ann.api}/notes`, { body: { id: uuid(), text: 'First' } });
  await call(`POST ${ann.api}/notes`, { body: { id: uuid(), text: 'Second' } });
  const html = await open(ann.path, await signIn(await newToken('read', ann.site)));
  const text = textOf(section(html, 'lead'));
  expect(text).toMatch(/State: Rejected.*because: No budget.*Owner: Nobody/);
  expect(text).toContain('Second');
  expect(text).not.toContain('First');
  for (const name of ['state', 'owner', 'note', 'undo']) expect(formsIn(html, name)).toEqual([]);
});

test('the timeline is by visit, and shows only the kinds that its address asks for', async () => {
  const [morning, noon] = ['2026-01-05T08:00:00Z', '2026-01-05T12:00:00Z'];
  const ann = await lead(
    { kind: 'page_view', url: 'https://acme.test/pricing', at: morning, session: uuid() },
    { kind: 'page_view', url: 'https://acme.test/first', at: noon, session: 'b' },
    {
      kind: 'download',
      file: 'https://acme.test/a.pdf',
      url: 'https://acme.test/',
      at: '2026-01-05T12:07:00Z',
      session: 'b',
    },
    { kind: 'booked_demo', at: '2026-01-05T12:09:00Z', session: 'b' },
  );
  await call(`POST ${ann.api}/notes`, { body: { id: uuid(), text: 'A note' } });
  const cookie = await signIn();
  const html = timeline(await open(ann.path, cookie));
  const heads = [...html.matchAll(/<h4>(.*?)<\/h4>/g)].map(([, text]) => text);
  expect(heads).toEqual(['Visit from 12:00 to 12:09', 'Visit at 08:00']);
  const shown: Record<string, string[]> = {
    pages: ['/pricing', '/first'],
    clicks: ['a.pdf'],
    sales: ['A note'],
    others: ['booked_demo'],
  };
  const words = Object.values(shown).flat();
  for (const [kinds, own] of Object.entries(shown)) {
    const page = timeline(await open(`${ann.path}?kinds=${kinds}`, cookie));
    const list = textOf(page.slice(page.indexOf('</nav>')));
    expect([kinds, words.filter((word) => list.includes(word))]).toEqual([kinds, own]);
    expect(page).toMatch(new RegExp(`kinds=${kinds}#timeline" aria-current="true"`));
  }
  // The newest note is there although the timeline does not show it.
  expect(section(await open(`${ann.path}?kinds=pages`, cookie), 'lead')).toContain('A note');
  expect(textOf(timeline(await open(`${ann.path}?kinds=emails`, cookie)))).toContain(
    'No events of this kind',
  );
  const api = await call(`GET ${ann.api}/events?kind=download,%20lead_note`);
  expect(api.body.data.map(({ kind }: { kind: string }) => kind)).toEqual(['lead_note', 'download']);
});

test('what a cap withheld says which cap', async () => {
  const pricing = { kind: 'page_view', url: 'https://acme.test/pricing' };
  const ann = await lead(pricing, pricing);
  const html = timeline(await open(ann.path, await signIn()));
  expect(textOf(html)).toMatch(/\+10 over the cap: at most 1 a day/);
});

test('the list has a chip for state and owner, and its forms offer them', async () => {
  const ann = await lead();
  await call(`POST ${ann.api}/state`, { body: { id: uuid(), state: 'working' } });
  await call(`POST ${ann.api}/owner`, { body: { id: uuid(), owner: '<u>Mia' } });
  const cookie = await signIn();
  const list = `/s/${ann.site}?status=everyone`;
  const found = await open(`${list}&state=working&owner=${encodeURIComponent('<u>mia')}`, cookie);
  expect(found).toContain(ann.path);
  expect(textOf(found)).toMatch(/State: working[\s\S]*Owner: <u>mia/);
  expect(found).not.toContain('<u>mia');
  expect(await open(`${list}&state=accepted`, cookie)).not.toContain(ann.path);
});

test('the page speaks German where the browser asks for it', async () => {
  const ann = await lead();
  const headers = { 'accept-language': 'de' };
  const { html } = await visit(ann.path, { cookie: await signIn(), headers });
  for (const text of ['Notiz schreiben', 'Übernehmen', 'Zeitleiste', 'Gewonnen oder verloren'])
    expect(html).toContain(text);
});
