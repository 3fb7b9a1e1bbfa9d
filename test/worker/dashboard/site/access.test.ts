// The page of who may sign in: it adds and revokes as the API does, shows a token once, and leaves a way in.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

const idOf = (token: string) => token.split('_')[1] ?? '';

const add = (site: string, cookie: string, form: Record<string, string>) =>
  visit(`/s/${site}/access`, { cookie, form: { form: 'add', role: 'read', expires: '30', ...form } });

const revoke = (site: string, cookie: string, id: string) =>
  visit(`/s/${site}/access`, { cookie, form: { form: 'revoke', id } });

const tokenIn = (html: string) => /ll_[a-z0-9]{12}_[\w-]{43}/.exec(html)?.[0] ?? '';

test('an administrator makes a token for a person, who signs in with it until it is revoked', async () => {
  const site = await newSite();
  const admin = await signIn(await newToken('admin', site));
  const begun = Date.now();
  const made = await add(site, admin, { name: 'Ann Lee', role: 'editor' });
  expect(made.status).toBe(200);
  const token = tokenIn(made.html);
  expect(made.html).toContain(`https://leadlight.test/sign-in#${token}`);
  expect(made.headers.get('cache-control')).toBe('no-store');

  const { data } = (await call('GET /v1/tokens?limit=200')).body;
  const ann = data.find(({ id }: { id: string }) => id === idOf(token));
  expect(ann).toMatchObject({ label: 'Ann Lee', role: 'editor', site, email: null, signedInAt: null });
  expect(Math.round((ann.expiresAt - begun) / 86_400_000)).toBe(30);

  const cookie = await signIn(token);
  expect((await visit(`/s/${site}`, { cookie })).status).toBe(200);
  const page = await visit(`/s/${site}/access`, { cookie: admin });
  expect(textOf(page.html)).toMatch(/Ann Lee Editor Acme \d+ \w+ \d+ \w+ Revoke/);
  // Shown once: no page and no answer has it again.
  expect(page.html).not.toContain(token);
  expect(JSON.stringify(data)).not.toContain(token.slice(-43));

  const out = await revoke(site, admin, idOf(token));
  expect([out.status, out.location]).toEqual([303, `/s/${site}/access?done=revoke`]);
  expect((await visit(`/s/${site}`, { cookie })).status).toBe(303);
  const audit = (await call(`GET /v1/sites/${site}/audit?action=token`)).body.data;
  expect(
    audit.map(({ action, detail }: { action: string; detail: { label: string } }) => [action, detail.label]),
  ).toEqual(
    expect.arrayContaining([
      ['token.create', 'Ann Lee'],
      ['token.revoke', 'Ann Lee'],
    ]),
  );
});

test('the link opens a form and nothing else: only the button signs in', async () => {
  const site = await newSite();
  const token = await newToken('read', site);
  // What a mail scanner or a chat asks for: browsers keep what is behind # to themselves.
  const opened = await visit('/sign-in');
  expect([opened.status, opened.headers.get('set-cookie')]).toEqual([200, null]);
  expect(opened.html).toContain('data-from-link');
  expect(opened.headers.get('referrer-policy')).toBe('same-origin');
  expect((await visit(`/s/${site}`, { cookie: await signIn(token) })).status).toBe(200);
  expect((await visit(`/s/${site}`, { cookie: await signIn(token) })).status).toBe(200);
});

test('a token that sends events gets no link, which would open nothing', async () => {
  const site = await newSite();
  const { html } = await add(site, await signIn(), { name: 'CRM', role: 'write' });
  expect(tokenIn(html)).not.toBe('');
  expect(html).not.toContain('/sign-in#');
});

test('nobody revokes the token that they are signed in with, and ADMIN_TOKEN is no row', async () => {
  const site = await newSite();
  const token = await newToken('admin', site);
  const cookie = await signIn(token);
  const own = await revoke(site, cookie, idOf(token));
  expect([own.status, textOf(own.html)]).toEqual([
    409,
    expect.stringContaining('You are signed in with this one'),
  ]);
  expect((await visit(`/s/${site}/access`, { cookie })).status).toBe(200);
  const owner = await signIn();
  expect((await revoke(site, owner, 'bootstrap')).status).toBe(409);
  expect((await revoke(site, cookie, 'bootstrap')).status).toBe(404);
  expect((await visit(`/s/${site}`, { cookie: owner })).status).toBe(200);
});

test('an administrator of one site gives access to that site only, and sees no other', async () => {
  const [site, other] = [await newSite(), await newSite()];
  const foreign = await newToken('read', other);
  const everywhere = await newToken('read');
  const cookie = await signIn(await newToken('admin', site));
  const made = tokenIn((await add(site, cookie, { name: 'Ann', role: 'admin', scope: 'all' })).html);
  const { data } = (await call('GET /v1/tokens?limit=200')).body;
  expect(data.find(({ id }: { id: string }) => id === idOf(made)).site).toBe(site);
  for (const token of [foreign, everywhere]) {
    expect((await revoke(site, cookie, idOf(token))).status).toBe(404);
    expect((await call('GET /healthz', { token })).status).toBe(200);
  }
  const { html } = await visit(`/s/${site}/access`, { cookie });
  expect(html).not.toContain(idOf(foreign));
  expect(html).not.toContain(idOf(everywhere));
  expect(html).not.toContain('name="scope"');
  const owners = await visit(`/s/${site}/access`, { cookie: await signIn() });
  expect(owners.html).toContain(idOf(everywhere));
  expect(owners.html).not.toContain(idOf(foreign));
});

test.each(['editor', 'read'])('the role %s neither sees nor changes who has access', async (role) => {
  const site = await newSite();
  const victim = await newToken('read', site);
  const token = await newToken(role, site);
  const cookie = await signIn(token);
  const answers = [
    await visit(`/s/${site}/access`, { cookie }),
    await add(site, cookie, { name: 'Me', role: 'admin' }),
    await revoke(site, cookie, idOf(victim)),
  ];
  for (const { status, html } of answers) {
    expect(status).toBe(403);
    expect(html).not.toContain(idOf(victim));
    expect(tokenIn(html)).toBe('');
  }
  expect((await call('GET /healthz', { token: victim })).status).toBe(200);
  expect((await visit(`/s/${site}`, { cookie })).html).not.toContain(`/s/${site}/access`);
});

test('a form with a mistake says which, keeps what was typed, and makes nothing', async () => {
  const site = await newSite();
  const cookie = await signIn(await newToken('admin', site));
  const cases: [Record<string, string>, string][] = [
    [{ name: '' }, 'Give a name in one line'],
    [{ name: 'x'.repeat(121) }, 'Give a name in one line'],
    [{ name: 'a\u0000b' }, 'Give a name in one line'],
    [{ name: 'Kept', role: 'owner' }, 'Choose a role'],
    [{ name: 'Kept', expires: '31' }, 'Choose when it expires'],
    [{ name: 'Kept', expires: '' }, 'Choose when it expires'],
    [{ form: 'other' }, 'This form could not be read'],
  ];
  for (const [form, message] of cases) {
    const { status, html } = await add(site, cookie, form);
    expect([form, status, textOf(html)]).toEqual([form, 400, expect.stringContaining(message)]);
    if (form.name === 'Kept') expect(html).toContain('value="Kept"');
  }
  const { results } = await env.DB.prepare('select label from token where site = ?').bind(site).all();
  expect(results).toEqual([{ label: 'admin of a test' }]);
});

test('names are text, whatever is in them', async () => {
  const site = await newSite();
  const cookie = await signIn(await newToken('admin', site));
  const names = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) x='",
    '</bdi></pre><iframe src=//evil.test>',
    'javascript:alert(1)',
    '{{7*7}}',
    '\u202eevil',
  ];
  for (const name of names) {
    const { status, html } = await add(site, cookie, { name });
    expect([name, status]).toEqual([name, 200]);
    expect(html).not.toMatch(/<(img|script(?! type="module" src="\/assets)|iframe)|["'] on\w+=/i);
  }
  const { html } = await visit(`/s/${site}/access`, { cookie });
  expect(html).not.toMatch(/<(img|script(?! type="module" src="\/assets)|iframe)/i);
});

test('the page speaks German', async () => {
  const site = await newSite();
  const { html } = await visit(`/s/${site}/access`, {
    cookie: await signIn(),
    headers: { 'accept-language': 'de' },
  });
  expect(textOf(html)).toContain('Jemanden hinzufügen');
});
