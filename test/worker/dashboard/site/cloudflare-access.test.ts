// Signing in with Cloudflare Access: real keys, real signatures, and a team that serves its keys over HTTP.

import { env } from 'cloudflare:workers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test, vi } from 'vitest';
import { buildApp } from '../../../../worker/app.ts';
import { base, call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf } from '../../../support/browser/pages.ts';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

const audience = 'f'.repeat(64);
let teams = 0;

/** A team with one RSA key, `first`. Each test has its own, because the Worker keeps keys. */
async function newTeam() {
  const host = `team-${++teams}.cloudflareaccess.com`;
  const keys: Record<string, unknown>[] = [];
  const publish = () =>
    fetch(`https://${host}/`, { method: 'PUT', body: JSON.stringify({ keys, public_cert: {} }) });
  const addKey = async (kid: string): Promise<Key> => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    keys.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' });
    await publish();
    return privateKey;
  };
  const key = await addKey('first');
  return { host, issuer: `https://${host}`, key, keys, addKey, asked: () => askedOf(host) };
}

const askedOf = async (host: string) => Number(await (await fetch(`https://${host}/asked`)).text());

type Team = Awaited<ReturnType<typeof newTeam>>;

interface Claims {
  email?: unknown;
  aud?: unknown;
  iss?: string;
  exp?: number | null;
  nbf?: number;
  kid?: string;
}

const seconds = () => Math.floor(Date.now() / 1_000);

/** A JWT as Access makes it, unless `claims` say otherwise. */
function jwt(team: Team, { kid = 'first', ...claims }: Claims, key: Key = team.key): Promise<string> {
  const now = seconds();
  const body = {
    ...{ aud: [audience], iss: team.issuer, iat: now, nbf: now, exp: now + 3_600 },
    ...{ type: 'app', sub: crypto.randomUUID(), email: 'ann@acme.test' },
    ...claims,
  };
  const payload = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
}

interface Asked {
  token?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  vars?: Record<string, string>;
}

/** Opens a page behind the team's Access. */
async function open(team: Team, path: string, { token, headers = {}, form, vars }: Asked = {}) {
  const request = new Request(base + path, {
    method: form ? 'POST' : 'GET',
    headers: {
      ...(token !== undefined && { 'cf-access-jwt-assertion': token }),
      ...(form && { 'sec-fetch-site': 'same-origin' }),
      ...headers,
    },
    ...(form && { body: new URLSearchParams(form) }),
  });
  const answer = await buildApp().fetch(request, {
    ...{ ...env, ACCESS_TEAM_DOMAIN: team.host, ACCESS_AUD: audience },
    ...vars,
  });
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
}

const give = async (email: string, role: string, site?: string) =>
  (await call('POST /v1/tokens', { body: { role, label: `${email}'s role`, email, ...(site && { site }) } }))
    .body;

test('an email that was given a role on the page opens the site with that role, and what it does bears its name', async () => {
  const team = await newTeam();
  const site = await newSite();
  const cookie = await signIn(await newToken('admin', site));
  const form = { form: 'add', name: 'Ann Lee', role: 'editor', expires: 'never', email: ' Ann@Acme.test ' };
  const made = await open(team, `/s/${site}/access`, { headers: { cookie }, form });
  expect([made.status, textOf(made.html)]).toEqual([
    200,
    expect.stringContaining('ann@acme.test has this role'),
  ]);
  expect(made.html).not.toMatch(/ll_[a-z0-9]{12}_/);
  const again = await open(team, `/s/${site}/access`, { headers: { cookie }, form });
  expect([again.status, textOf(again.html)]).toEqual([
    409,
    expect.stringContaining('has a role here already'),
  ]);

  const token = await jwt(team, { email: 'ANN@acme.test' });
  expect((await open(team, `/s/${site}`, { token })).status).toBe(200);
  expect((await open(team, '/', { token })).location).toBe(`/s/${site}`);
  // The same from the cookie that Access gives the browser.
  expect((await open(team, `/s/${site}`, { headers: { cookie: `CF_Authorization=${token}` } })).status).toBe(
    200,
  );
  expect((await open(team, `/s/${site}/access`, { token })).status).toBe(403);
  const listed = (await call('GET /v1/tokens?limit=200')).body.data.find(
    (row: { email: string; site: string }) => row.email === 'ann@acme.test' && row.site === site,
  );
  expect(listed).toMatchObject({ label: 'Ann Lee', role: 'editor', signedInAt: expect.any(Number) });
  expect((await call(`DELETE /v1/tokens/${listed.id}`)).status).toBe(204);
  expect((await open(team, `/s/${site}`, { token })).status).toBe(403);
});

test('somebody without a role is told whom to ask, and may sign in with a token', async () => {
  const team = await newTeam();
  const site = await newSite();
  const token = await jwt(team, { email: 'stranger@acme.test' });
  for (const path of ['/', `/s/${site}`, `/s/${site}/access`, '/s/no-such-site']) {
    const { status, html } = await open(team, path, { token });
    expect([path, status, textOf(html)]).toEqual([path, 403, expect.stringContaining('no role here yet')]);
    expect(textOf(html)).toContain('stranger@acme.test');
  }
  await give('boss@acme.test', 'admin', site);
  await give('reader@acme.test', 'read', site);
  const { html } = await open(team, `/s/${site}`, { token });
  expect(html).toContain('boss@acme.test');
  expect(html).not.toContain('reader@acme.test');
  expect((await open(team, '/s/another', { token })).html).not.toContain('boss@acme.test');
  const cookie = await signIn(await newToken('read', site));
  expect((await open(team, `/s/${site}`, { token, headers: { cookie } })).status).toBe(200);
});

test('roles for two sites are those of each site, and the start lists both and no other', async () => {
  const team = await newTeam();
  const [one, two, three] = [await newSite(), await newSite(), await newSite()];
  const email = 'two@acme.test';
  await give(email, 'admin', one);
  await give(email, 'read', two);
  const token = await jwt(team, { email });
  const statuses = await Promise.all(
    [one, two, three].map(async (site) => (await open(team, `/s/${site}/access`, { token })).status),
  );
  expect(statuses).toEqual([200, 403, 404]);
  const { status, html } = await open(team, '/', { token });
  expect([status, html.includes(`/s/${one}"`), html.includes(`/s/${two}"`)]).toEqual([200, true, true]);
  expect(html).not.toContain(three);
});

test('a JWT counts only if all of it is right', async () => {
  const team = await newTeam();
  const other = await newTeam();
  const site = await newSite();
  await give('ann@acme.test', 'read', site);
  const now = seconds();
  const good = await jwt(team, {});
  const [head = '', body = '', signature = ''] = good.split('.');
  const encode = (value: unknown) =>
    btoa(JSON.stringify(value)).replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_');
  const hmac = (secret: Uint8Array) =>
    new SignJWT({ email: 'ann@acme.test', aud: audience, iss: team.issuer, exp: now + 60 })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(secret);
  const publicText = new TextEncoder().encode(JSON.stringify(team.keys[0]));
  const wrong: Record<string, string> = {
    'another application': await jwt(team, { aud: ['0'.repeat(64)] }),
    'no application': await jwt(team, { aud: null }),
    'another team': await jwt(team, { iss: other.issuer }),
    'signed by another team': await jwt(team, {}, other.key),
    expired: await jwt(team, { exp: now - 11 }),
    'without an end': await jwt(team, { exp: null }),
    'not valid yet': await jwt(team, { nbf: now + 60 }),
    'an unknown key': await jwt(team, { kid: 'other' }),
    'without an email': await jwt(team, { email: null }),
    'an email that is no text': await jwt(team, { email: { $ne: '' } }),
    'a list of emails': await jwt(team, { email: ['ann@acme.test'] }),
    'of a program': await jwt(team, { email: '' }),
    'no signature': `${encode({ alg: 'none', kid: 'first' })}.${body}.`,
    'its signature dropped': `${head}.${body}.`,
    'another body': `${head}.${encode({ ...JSON.parse(atob(body)), email: 'boss@acme.test' })}.${signature}`,
    'an HMAC with the public key': await hmac(publicText),
    'too long': `${good}${'x'.repeat(20_000)}`,
    'not a JWT': 'ann@acme.test',
    empty: '',
  };
  for (const [what, token] of Object.entries(wrong)) {
    const { status, location } = await open(team, `/s/${site}`, { token });
    expect([what, status, location]).toEqual([what, 303, `/?next=${encodeURIComponent(`/s/${site}`)}`]);
  }
  // Just expired, and a clock that is ahead by less than the tolerance.
  expect(
    (await open(team, `/s/${site}`, { token: await jwt(team, { exp: now - 5, nbf: now - 60 }) })).status,
  ).toBe(200);
  expect((await open(team, `/s/${site}`, { token: good })).status).toBe(200);
});

test('an email counts in any case and form of Unicode, but no letter that only becomes another one', async () => {
  const team = await newTeam();
  const site = await newSite();
  await give('Frank.Kö@acme.test', 'read', site);
  const status = async (email: string) =>
    (await open(team, `/s/${site}`, { token: await jwt(team, { email }) })).status;
  for (const email of ['frank.kö@acme.test', 'FRANK.KÖ@ACME.TEST', ' Frank.Ko\u0308@acme.test '])
    expect([email, await status(email)]).toEqual([email, 200]);
  const others = ['fran\u212a.kö@acme.test', 'frаnk.kö@acme.test', 'frank.kö@acme.test\u200b', 'ﬁ@acme.test'];
  for (const email of others)
    expect([email, await status(email)]).toEqual([email, expect.toBeOneOf([303, 403])]);
  for (const email of ['fran\u212a@acme.test', '\u0130da@acme.test', 'a\u200b@acme.test', 'a@b@acme.test'])
    expect((await call('POST /v1/tokens', { body: { role: 'read', label: 'x', email } })).status).toBe(400);
});

test('where Access is not set up, or half of it, its header opens nothing', async () => {
  const team = await newTeam();
  const site = await newSite();
  await give('ann@acme.test', 'admin', site);
  const token = await jwt(team, {});
  for (const vars of [{ ACCESS_AUD: '' }, { ACCESS_TEAM_DOMAIN: '' }, { ACCESS_TEAM_DOMAIN: 'a b/c' }]) {
    expect((await open(team, `/s/${site}`, { token, vars })).status).toBe(303);
  }
  for (const domain of [team.issuer, `${team.issuer}/`, team.host.replace('.cloudflareaccess.com', '')]) {
    expect((await open(team, `/s/${site}`, { token, vars: { ACCESS_TEAM_DOMAIN: domain } })).status).toBe(
      200,
    );
  }
  const page = await open(team, `/s/${site}/access`, { token });
  expect(page.html).toContain('name="email"');
  const cookie = await signIn();
  const without = await open(team, `/s/${site}/access`, { headers: { cookie }, vars: { ACCESS_AUD: '' } });
  expect([without.status, without.html.includes('name="email"')]).toEqual([200, false]);
});

test('tokens still sign in where Access is set up: ADMIN_TOKEN remains a way in', async () => {
  const team = await newTeam();
  const site = await newSite();
  const cookie = await signIn();
  expect((await open(team, `/s/${site}`, { headers: { cookie } })).status).toBe(200);
  expect((await open(team, '/sign-in', { form: { token: env.ADMIN_TOKEN } })).status).toBe(303);
});

test('keys are fetched once, and a made-up key makes the Worker ask no more often', async () => {
  const team = await newTeam();
  const site = await newSite();
  await give('ann@acme.test', 'read', site);
  const token = await jwt(team, {});
  for (let i = 0; i < 5; i++) expect((await open(team, `/s/${site}`, { token })).status).toBe(200);
  expect(await team.asked()).toBe(1);
  for (let i = 0; i < 20; i++) {
    await open(team, `/s/${site}`, { token: await jwt(team, { kid: `made-up-${i}` }) });
  }
  expect(await team.asked()).toBe(1);
});

test('a new key of the team is found once the last fetch is half a minute ago', async () => {
  const team = await newTeam();
  const site = await newSite();
  await give('ann@acme.test', 'read', site);
  expect((await open(team, `/s/${site}`, { token: await jwt(team, {}) })).status).toBe(200);
  const second = await team.addKey('second');
  const token = await jwt(team, { kid: 'second' }, second);
  expect((await open(team, `/s/${site}`, { token })).status).toBe(303);
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    vi.setSystemTime(Date.now() + 31_000);
    expect((await open(team, `/s/${site}`, { token })).status).toBe(200);
  } finally {
    vi.useRealTimers();
  }
});

test('without the keys nobody signs in with Access, and tokens still do', async () => {
  const team = { ...(await newTeam()), host: 'no-such-team.cloudflareaccess.com' };
  const site = await newSite();
  await give('ann@acme.test', 'read', site);
  const token = await jwt(team, { iss: `https://${team.host}` });
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect((await open(team, `/s/${site}`, { token })).status).toBe(303);
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
  expect((await open(team, `/s/${site}`, { token, headers: { cookie: await signIn() } })).status).toBe(200);
});

test('signing out leads to the sign-out of Access, which would open the next page again', async () => {
  const team = await newTeam();
  await give('ann@acme.test', 'read');
  const token = await jwt(team, {});
  expect((await open(team, '/sign-out', { token, form: {} })).location).toBe('/cdn-cgi/access/logout');
  expect((await open(team, '/sign-out', { form: {} })).location).toBe('/');
});

test('a form of another site is refused although Access would sign it in', async () => {
  const team = await newTeam();
  const site = await newSite();
  await give('ann@acme.test', 'admin', site);
  const headers = { 'sec-fetch-site': 'cross-site' };
  const form = { form: 'add', name: 'Eve', role: 'admin', expires: 'never' };
  const { status } = await open(team, `/s/${site}/access`, { token: await jwt(team, {}), headers, form });
  expect(status).toBe(403);
});
