// The rows of the list: what each visitor did last in words, the density that a reader chooses, and those not yet known.

import { exports } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { base, call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

const hour = 3_600_000;
let cookie: string;

beforeAll(async () => {
  cookie = await signIn();
});

async function send(site: string, events: object[]): Promise<void> {
  const body = { events: events.map((event) => ({ id: crypto.randomUUID(), ...event })) };
  const answer = await call(`POST /v1/sites/${site}/events`, { body, plan: 'paid' });
  expect(answer.body.rejected).toEqual([]);
}

const seenOf = (html: string) =>
  [...html.matchAll(/<td class="seen"[^>]*>(.*?)<span class="also source"/gs)].map(([, cell = '']) =>
    textOf(cell),
  );

const ask = (label: string) => ({ kind: 'form_fill', form: 'f1', label });
const url = 'https://acme.test/';

test.each([
  [{ kind: 'page_view', url: `${url}pricing?x=1` }, 'viewed /pricing', '/pricing angesehen'],
  [ask('Book a demo'), 'asked for a demo', 'Demo angefragt'],
  [ask('Download'), 'asked for a download', 'Download angefragt'],
  [ask('Send'), 'filled in “ Send ”', '„ Send “ ausgefüllt'],
  [{ kind: 'download', file: `${url}guide.pdf` }, 'downloaded guide.pdf', 'guide.pdf heruntergeladen'],
  [
    { kind: 'outbound_click', target: 'https://docs.test/' },
    'clicked a link to docs.test',
    'Link zu docs.test',
  ],
  [{ kind: 'email_reply' }, 'replied to an email', 'auf eine E-Mail geantwortet'],
  [{ kind: 'Plan chosen' }, 'Plan chosen', 'Plan chosen'],
  [{ kind: 'demo' }, 'demo', 'demo'],
  [{ kind: 'constructor' }, 'constructor', 'constructor'],
])(
  'a row says in words, and in the language of the reader, what was done last: %j',
  async (act, english, german) => {
    const site = await newSite();
    await send(site, [{ ...act, email: 'ann@acme.test', at: Date.now() - 2 * hour }]);
    const path = `/s/${site}?status=everyone`;
    expect(seenOf((await visit(path, { cookie })).html)).toEqual([`${english} 2 hr ago`]);
    const headers = { 'accept-language': 'de' };
    const [inGerman] = seenOf((await visit(path, { cookie, headers })).html);
    expect(inGerman?.startsWith(german)).toBe(true);
  },
);

test('what a later identification, reading or a deal adds does not take the place of what was done', async () => {
  const site = await newSite();
  const by = (event: object, hours: number) => ({
    ...event,
    email: 'ann@acme.test',
    at: Date.now() - hours * hour,
  });
  await send(site, [by(ask('Book a demo'), 5), by({ kind: 'identify', traits: { name: 'Ann' } }, 1)]);
  await call(`POST /v1/sites/${site}/outcomes`, {
    body: { outcomes: [{ id: crypto.randomUUID(), email: 'ann@acme.test', result: 'open', at: Date.now() }] },
  });
  const open = async () => (await visit(`/s/${site}?status=everyone`, { cookie })).html;
  expect(seenOf(await open())).toEqual(['asked for a demo 5 hr ago']);
  await send(site, [by({ kind: 'page_view', url }, 6)]);
  expect(seenOf(await open())).toEqual(['asked for a demo 5 hr ago']);
  await send(site, [by({ kind: 'page_view', url }, 4)]);
  expect(seenOf(await open())).toEqual(['viewed / 4 hr ago']);
});

test('who was only told of has no act, so the row says when', async () => {
  const site = await newSite();
  await send(site, [{ kind: 'identify', email: 'ann@acme.test', at: Date.now() - 3 * hour }]);
  expect(seenOf((await visit(`/s/${site}?status=everyone`, { cookie })).html)).toEqual(['3 hr ago']);
});

test('the density that a reader chooses stays for every list, and leads back to the same view', async () => {
  const site = await newSite();
  await send(site, [{ kind: 'page_view', url, email: 'ann@acme.test' }]);
  const view = `/s/${site}?status=everyone&q=acme&seen=7&sort=score`;
  const first = (await visit(view, { cookie })).html;
  expect(first).toContain('class="visitors comfortable"');
  const action = /<form class="density" method="post" action="([^"]+)"/
    .exec(first)?.[1]
    ?.replaceAll('&amp;', '&');
  const chosen = await visit(action as string, { cookie, form: { rows: 'compact' } });
  expect([chosen.status, chosen.location]).toEqual([303, view]);
  expect(chosen.headers.get('set-cookie')).toMatch(
    /^leadlight-rows=compact; Max-Age=31536000; Path=\/s; HttpOnly; Secure; SameSite=Lax$/,
  );
  const both = `${cookie}; ${chosen.cookie}`;
  for (const path of [view, `/s/${site}?status=everyone`]) {
    const { html } = await visit(path, { cookie: both });
    expect(html).toContain('class="visitors compact"');
    expect(html).toMatch(/value="compact" aria-pressed="true"/);
    expect(html).toMatch(/value="comfortable" aria-pressed="false"/);
  }
  const odd = await visit(action as string, { cookie, form: { rows: '"><script>' } });
  expect(odd.cookie).toBe('leadlight-rows=comfortable');
  expect((await visit(`/s/${site}/rows`, { cookie })).location).toBe(`/s/${site}`);
});

test('a form that is no form of ours, or far too long, chooses the usual density and is not read to its end', async () => {
  const site = await newSite();
  const cookie = await signIn(await newToken('read', site));
  const send = (body: BodyInit, type: string) =>
    exports.default.fetch(`${base}/s/${site}/rows`, {
      ...{ method: 'POST', redirect: 'manual', body },
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': type },
    });
  const form = 'application/x-www-form-urlencoded';
  const answers = [
    await send('--x', 'multipart/form-data; boundary=y'),
    await send('rows=huge', form),
    await send(`filler=${'x'.repeat(2_000)}&rows=compact`, form),
  ];
  for (const { status, headers } of answers)
    expect([status, headers.get('set-cookie')]).toEqual([
      303,
      expect.stringContaining('leadlight-rows=comfortable'),
    ]);
});

test('a form of another site does not choose the density', async () => {
  const path = `/s/${await newSite()}/rows`;
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect(await visit(path, { cookie, form: { rows: 'compact' }, headers })).toMatchObject({
    status: 403,
    cookie: '',
  });
});

test('below the people is how many are not yet known, with a link to them alone, also where they are on a later page', async () => {
  const site = await newSite();
  const hot = (n: number, who: object) => [{ ...ask('Book a demo'), ...who, at: Date.now() - n * 60_000 }];
  const stranger = (n: number) => hot(n, { device: crypto.randomUUID() });
  await send(site, [...hot(1, { email: 'ann@acme.test' }), ...stranger(1), ...stranger(2)]);
  const open = async (search: string) => (await visit(`/s/${site}${search}`, { cookie })).html;
  const headOf = (html: string) => textOf(/<tr class="unknown">(.*?)<\/tr>/s.exec(html)?.[1] ?? '');
  const list = await open('');
  expect(headOf(list)).toBe('2 hot, not yet known Show');
  expect(list.indexOf('ann@acme.test')).toBeLessThan(list.indexOf('class="unknown"'));
  expect(list).toContain(`href="/s/${site}?who=anonymous"`);
  const alone = await open('?who=anonymous');
  expect([headOf(alone), alone.match(/<tr [^>]*data-id/g)?.length]).toEqual(['', 2]);
  // A filter is not counted, and a list in another order has no such section.
  expect(headOf(await open('?seen=7'))).toBe('Not yet known Show');
  expect(await open('?seen=7')).toContain(`href="/s/${site}?who=anonymous&amp;seen=7"`);
  expect(headOf(await open('?sort=score'))).toBe('');
  expect(headOf(await open('?status=everyone'))).toBe('2 not yet known Show');
  const people = Array.from({ length: 50 }, (_, n) => hot(n, { email: `p${n}@acme.test` })).flat();
  await send(site, people);
  const full = await open('');
  expect(full).not.toContain('Anonymous ·');
  expect(headOf(full)).toBe('2 hot, not yet known Show');
  expect(headOf(await open('?who=identified'))).toBe('');
});
