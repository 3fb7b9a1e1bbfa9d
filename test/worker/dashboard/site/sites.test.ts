// Making a site on the page of all sites: who may, what is kept of a form that is wrong, and where it leads.

import { beforeAll, beforeEach, expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

let cookie: string;

beforeAll(async () => {
  cookie = await signIn();
});

const good = {
  id: '',
  name: 'Acme',
  origins: 'https://acme.test\r\nwww.acme.test\n\n  https://shop.acme.test:8443/ \n',
  consent: 'required',
  gpc: 'ignore',
  timeZone: 'europe/berlin',
};
let form: typeof good;

beforeEach(() => {
  form = { ...good, id: crypto.randomUUID().replaceAll('-', '').slice(0, 10) };
});

const sitesNow = async () =>
  (await call('GET /v1/sites?limit=200')).body.data as { id: string; name: string }[];

test('an empty instance begins with the form, and a site that is made leads to its tag', async () => {
  expect(await sitesNow()).toEqual([]);
  const { html } = await visit('/', { cookie });
  expect(textOf(html)).toMatch(/Five steps to the first score .* 1\. Make a site/);
  const [, id = ''] = /name="id" value="([a-z0-9]{10})"/.exec(html) ?? [];
  const made = await visit('/', { cookie, form: { ...form, id } });
  expect([made.status, made.location]).toEqual([303, `/s/${id}/install`]);
  expect((await call(`GET /v1/sites/${id}`)).body).toMatchObject({
    name: 'Acme',
    origins: ['https://acme.test', 'https://www.acme.test', 'https://shop.acme.test:8443'],
    settings: { consent: 'required', gpc: 'ignore', timeZone: 'Europe/Berlin' },
  });
  const { body } = await call('GET /v1/audit?action=site.create');
  expect(body.data[0]).toMatchObject({ actor: { id: 'bootstrap' }, detail: { site: id, name: 'Acme' } });
});

test('a form that is sent twice makes one site', async () => {
  const before = (await sitesNow()).length;
  const sent = [await visit('/', { cookie, form }), await visit('/', { cookie, form })];
  expect(sent.map(({ location }) => location)).toEqual(Array(2).fill(`/s/${form.id}/install`));
  expect((await sitesNow()).length).toBe(before + 1);
});

test.each([
  ['name', '', 'Give a name'],
  ['name', 'x'.repeat(121), 'Give a name'],
  ['name', 'two\nlines', 'Give a name'],
  ['origins', '', 'Give 1 to 100 addresses'],
  [
    'origins',
    Array.from({ length: 101 }, (_, n) => `https://${n}.test`).join('\n'),
    'Give 1 to 100 addresses',
  ],
  ['origins', 'https://acme.test\nhttps://acme.test/shop', '“https://acme.test/shop” is not the address'],
  ['origins', 'ftp://acme.test', '“ftp://acme.test” is not'],
  ['origins', 'https://*.acme.test', '“https://*.acme.test” is not'],
  ['origins', 'acme', '“acme” is not'],
  ['timeZone', 'Berlin', 'There is no such time zone'],
  ['timeZone', '+01:00', 'There is no such time zone'],
  ['consent', 'perhaps', 'Choose one'],
  ['gpc', '', 'Choose one'],
])(
  '%s %j is said beside its field, with what was typed kept, and no site is made',
  async (field, typed, said) => {
    const before = (await sitesNow()).length;
    const hostile = { name: '"><script>hacked=1</script>', origins: '</textarea><script>hacked=1</script>' };
    const rest =
      field === 'origins'
        ? { name: hostile.name }
        : field === 'name'
          ? {}
          : { ...hostile, origins: good.origins };
    const sent = await visit('/', { cookie, form: { ...form, ...rest, [field]: typed } });
    expect(sent.status).toBe(400);
    expect(sent.html).toMatch(new RegExp(`id="${field}-error"[^>]*>${said.replace(/[*.]/g, '\\$&')}`));
    expect(sent.html.match(/class="complaint"/g)).toHaveLength(1);
    expect(sent.html).toContain(`name="id" value="${form.id}"`);
    expect(sent.html).not.toContain('<script>hacked');
    if (field !== 'name') expect(sent.html).toContain('value="&quot;&gt;&lt;script&gt;hacked=1');
    if (field !== 'consent') expect(sent.html).toMatch(/name="consent" value="required" checked/);
    expect((await sitesNow()).length).toBe(before);
  },
);

test('what was typed comes back as text, whatever it is', async () => {
  const origins = '</textarea><script>hacked=1</script>\n\n"x';
  const { html } = await visit('/', { cookie, form: { ...form, origins } });
  expect(html).toMatch(
    /<textarea[^>]*>\n&lt;\/textarea&gt;&lt;script&gt;hacked=1&lt;\/script&gt;\n\n&quot;x<\/textarea>/,
  );
});

test.each(['editor', 'read'])(
  'a token with the role %s is offered no form, and cannot make a site',
  async (role) => {
    await newSite();
    await newSite();
    const before = (await sitesNow()).length;
    const other = await signIn(await newToken(role));
    expect((await visit('/', { cookie: other })).html).not.toContain('name="origins"');
    const sent = await visit('/', { cookie: other, form });
    expect([sent.status, textOf(sent.html)]).toEqual([403, expect.stringContaining('Only an administrator')]);
    expect((await sitesNow()).length).toBe(before);
  },
);

test('an administrator of one site, another site’s page and a stranger make none', async () => {
  const own = await signIn(await newToken('admin', await newSite()));
  const before = (await sitesNow()).length;
  expect((await visit('/', { cookie: own, form })).status).toBe(403);
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await visit('/', { cookie, form, headers })).status).toBe(403);
  expect((await visit('/', { form })).location).toMatch(/^\/\?next=/);
  expect((await visit('/', { cookie, form: { ...form, more: 'x'.repeat(140_000) } })).status).toBe(400);
  expect((await sitesNow()).length).toBe(before);
});

test('where there is one site, all sites are still reached to make another', async () => {
  for (const { id } of await sitesNow()) await call(`DELETE /v1/sites/${id}`);
  const only = await newSite({ name: '<b>Only</b>' });
  expect((await visit('/', { cookie })).location).toBe(`/s/${only}`);
  expect((await visit(`/s/${only}/settings`, { cookie })).html).toContain('href="/?all"');
  const { html } = await visit('/?all', { cookie });
  expect(html).toMatch(/&lt;b&gt;Only[\s\S]*name="origins"/);
  const reader = await signIn(await newToken('admin', only));
  expect((await visit(`/s/${only}/settings`, { cookie: reader })).html).not.toContain('href="/?all"');
});
