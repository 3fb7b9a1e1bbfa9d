// Segments on the pages: saved from the list, listed under their name, renamed and deleted, without a script.

import { expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

const name = 'News & <b>people</b>';

/** A site with two people from a newsletter, one of them hot, and somebody from elsewhere. */
async function newsletter() {
  const site = await newSite();
  const url = 'https://acme.test/?utm_source=news';
  const seen = (email: string, more: object = {}) => ({ kind: 'page_view', url, email, ...more });
  const events = [
    seen('ann@acme.test'),
    seen('ann@acme.test', { kind: 'form_fill', form: 'demo' }),
    seen('bob@acme.test'),
    seen('eve@other.test', { url: 'https://acme.test/' }),
  ];
  const { body } = await call(`POST /v1/sites/${site}/events`, { body: { events } });
  expect(body).toMatchObject({ accepted: 4 });
  return { site, cookie: await signIn(await newToken('editor', site)) };
}

/** The hidden fields of the form that saves. */
function fieldsOf(html: string): Record<string, string> {
  const form = /<form class="save-segment"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const values = [...form.matchAll(/name="(\w+)"[^>]*? value="([^"]*)"/g)];
  return Object.fromEntries(
    values.map(([, field = '', value = '']) => [field, value.replaceAll('&amp;', '&')]),
  );
}

test('a filtered list is saved under a name, and is then a list of its own that can be narrowed', async () => {
  const { site, cookie } = await newsletter();
  const filtered = await visit(`/s/${site}?status=everyone&source=news&who=identified`, { cookie });
  const fields = fieldsOf(filtered.html);
  expect(fields).toMatchObject({ do: 'save', name: 'Identified, Source: news' });
  const saved = await visit(`/s/${site}/segments`, { cookie, form: { ...fields, name } });
  expect(saved.status).toBe(303);
  const [segment] = (await call(`GET /v1/sites/${site}/segments`)).body.data;
  expect(segment).toMatchObject({ name, filters: { identified: true, source: 'news' }, count: 2 });
  expect(saved.location).toBe(`/s/${site}?segment=${segment.id}`);
  const { html } = await visit(saved.location ?? '', { cookie });
  expect(html).not.toContain(name);
  expect(textOf(/<h1>[\s\S]*?<\/h1>/.exec(html)?.[0] ?? '').trim()).toBe(name);
  for (const shown of ['ann@acme.test', 'bob@acme.test']) expect(html).toContain(shown);
  expect(html).not.toContain('eve@other.test');
  expect(html).not.toContain('save-segment');
  expect(textOf(/<nav class="tabs"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '')).toMatch(
    /hot\s+1[\s\S]*everyone\s+2/,
  );
  const hot = (await visit(`/s/${site}?segment=${segment.id}&status=hot`, { cookie })).html;
  expect([hot.includes('ann@acme.test'), hot.includes('bob@acme.test')]).toEqual([true, false]);
  const file = await visit(`/s/${site}/visitors.csv?segment=${segment.id}`, { cookie });
  expect(file.html.trim().split('\n')).toHaveLength(3);
  expect((await visit(`/s/${site}?segment=seg_none`, { cookie })).location).toBe(`/s/${site}`);
});

test('the page says what each filters and has, and renames and deletes it', async () => {
  const { site, cookie } = await newsletter();
  const filters = {
    status: 'hot',
    source: 'news',
    seenSince: '2020-11-21',
    q: 'ann',
    email: 'ann@acme.test',
  };
  const { id } = (await call(`POST /v1/sites/${site}/segments`, { body: { name, filters } })).body;
  const page = `/s/${site}/segments`;
  const text = textOf((await visit(page, { cookie })).html);
  for (const words of [
    '1 member',
    'Status: hot',
    'Source: news',
    'Seen since 21 Nov 2020',
    '“ann”',
    'Email: ann@acme.test',
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(words);
  const german = textOf((await visit(page, { cookie, headers: { 'accept-language': 'de' } })).html);
  for (const words of ['1 Mitglied', 'Status „hot“', 'Aktiv seit 21. Nov. 2020'])
    expect(german.replace(/\s+/g, ' ')).toContain(words);
  const send = (form: Record<string, string>) => visit(page, { cookie, form });
  expect(await send({ do: 'rename', segment: id, name: 'Anns' })).toMatchObject({
    status: 303,
    location: page,
  });
  expect((await call(`GET /v1/sites/${site}/segments/${id}`)).body.name).toBe('Anns');
  expect((await send({ do: 'rename', segment: id, name: '' })).status).toBe(400);
  expect((await send({ do: 'save', name: 'anns', view: 'status=hot' })).status).toBe(409);
  expect((await send({ do: 'save', name: 'All', view: 'status=everyone' })).status).toBe(400);
  expect((await send({ do: 'delete', segment: id })).status).toBe(303);
  expect((await send({ do: 'delete', segment: id })).status).toBe(404);
  expect(textOf((await visit(page, { cookie })).html)).toContain('No segments yet');
});

test('who may only read sees segments, and no form', async () => {
  const { site } = await newsletter();
  await call(`POST /v1/sites/${site}/segments`, { body: { name, filters: { source: 'news' } } });
  const cookie = await signIn(await newToken('read', site));
  const page = (await visit(`/s/${site}/segments`, { cookie })).html;
  expect(textOf(page).replace(/\s+/g, ' ')).toContain('2 members');
  expect(page).not.toContain('name="do"');
  expect((await visit(`/s/${site}?source=news`, { cookie })).html).not.toContain('save-segment');
});
