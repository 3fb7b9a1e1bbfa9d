// Sites and tokens, from making to deleting, as an admin's program sees them.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { settings } from '../../../schema/site.ts';
import { readSite, type SiteConfig, siteById } from '../../../worker/store/sites/site-config.ts';
import { deleteSite } from '../../../worker/store/sites/sites-delete.ts';
import { base, call, newSite, newToken } from '../../support/api.ts';
import { faultyDatabase } from '../../support/database/faulty-database.ts';
import { keyOf } from '../../support/sites.ts';

const acme = { name: 'Acme', origins: ['https://acme.test'] };

test('a new site has the defaults, the tag to paste, and no secret in its answer', async () => {
  const { status, body } = await call('POST /v1/sites', { body: acme });
  expect(status).toBe(201);
  expect(body).toEqual({
    ...acme,
    id: expect.stringMatching(/^[a-z0-9]{10}$/),
    settings: settings.parse({}),
    hasIdentitySecret: false,
    createdAt: expect.any(Number),
    tag: `<script defer src="${base}/l.js?site=${body.id}&consent=granted"></script>`,
  });
  expect(Math.abs(body.createdAt - Date.now())).toBeLessThan(10_000);
  expect((await call(`GET /v1/sites/${body.id}`)).body).toEqual(body);

  const stored = await readSite(env.DB, body.id);
  expect(stored?.visitorKey).toMatch(/^[0-9a-f]{64}$/);
  expect(stored?.revision).toBe(stored?.createdAt);
  const first = {
    name: 'default',
    version: 1,
    landmark: body.createdAt,
    model: defaultModel,
    timeZone: 'UTC',
  };
  expect(stored).toMatchObject({ served: first, filling: null, fed: [first] });
});

test('an id may be chosen, and only once', async () => {
  expect((await call('POST /v1/sites', { body: { ...acme, id: 'my-shop-1' } })).body.id).toBe('my-shop-1');
  const again = await call('POST /v1/sites', { body: { ...acme, id: 'my-shop-1', name: 'Other' } });
  expect([again.status, again.body.code]).toEqual([409, 'already_exists']);
  expect(again.body.detail).toContain('"my-shop-1"');
  expect((await call('GET /v1/sites/my-shop-1')).body.name).toBe('Acme');
});

test.each([
  ['ab', false],
  ['abc', true],
  ['-a-', true],
  ['x'.repeat(40), true],
  ['x'.repeat(41), false],
  ['Shop', false],
  ['my shop', false],
  ['a_b', false],
  ['', false],
  ['naïve', false],
  ["a';drop", false],
])('as an id, %j is taken: %s', async (id, isTaken) => {
  const { status, body } = await call('POST /v1/sites', { body: { ...acme, id } });
  expect(status).toBe(isTaken ? 201 : 400);
  if (!isTaken) expect(body.errors).toEqual([{ path: 'id', message: expect.stringContaining('3 to 40') }]);
});

test.each([
  ['https://Example.COM', 'https://example.com'],
  ['https://example.com/', 'https://example.com'],
  ['https://example.com:443', 'https://example.com'],
  ['http://example.com:80', 'http://example.com'],
  ['http://example.com:443', 'http://example.com:443'],
  [' https://example.com ', 'https://example.com'],
  ['http://localhost:8788', 'http://localhost:8788'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['https://example.com/shop', null],
  ['https://example.com?x', null],
  ['https://example.com#x', null],
  ['https://user@example.com', null],
  ['https://*.example.com', null],
  ['ftp://example.com', null],
  ['javascript:alert(1)', null],
  ['example.com', null],
  ['null', null],
  ['*', null],
  ['', null],
  [5, null],
])('the origin %j becomes %j', async (given, expected) => {
  const { status, body } = await call('POST /v1/sites', { body: { name: 'Acme', origins: [given] } });
  if (expected === null) expect([status, body.errors[0].path]).toEqual([400, 'origins[0]']);
  else expect([status, body.origins]).toEqual([201, [expected]]);
});

test('origins that become the same are one; at least one is needed', async () => {
  const origins = ['https://a.test', 'https://A.test/', 'https://a.test:443'];
  expect((await call('POST /v1/sites', { body: { ...acme, origins } })).body.origins).toEqual([
    'https://a.test',
  ]);
  const none = await call('POST /v1/sites', { body: { ...acme, origins: [] } });
  expect([none.status, none.body.errors[0].path]).toEqual([400, 'origins']);
});

test.each([
  ['an unknown key', { ...acme, colour: 'red' }, 'colour'],
  ['no name', { origins: acme.origins }, 'name'],
  ['an empty name', { ...acme, name: ' ' }, 'name'],
  ['a name with a NUL', { ...acme, name: 'a\0b' }, 'name'],
  ['a name with half a surrogate pair', { ...acme, name: '\ud800' }, 'name'],
  ['a name too long', { ...acme, name: 'x'.repeat(121) }, 'name'],
  ['an unknown setting', { ...acme, settings: { concent: 'required' } }, 'settings.concent'],
  ['an unknown setting below', { ...acme, settings: { exclude: { path: ['/x'] } } }, 'settings.exclude.path'],
  ['a setting of another value', { ...acme, settings: { consent: 'maybe' } }, 'settings.consent'],
  ['no address', { ...acme, settings: { exclude: { ips: ['10.0.0.1', 'x'] } } }, 'settings.exclude.ips[1]'],
  [
    'retention of no days',
    { ...acme, settings: { retentionDays: { anonymous: 0 } } },
    'settings.retentionDays.anonymous',
  ],
])('%s is refused, and the answer says where', async (_, body, path) => {
  const answer = await call('POST /v1/sites', { body });
  expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
  expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([path]);
  expect(answer.body.errors[0].message).not.toBe('Invalid input');
});

test('a change touches what it names and nothing else', async () => {
  const id = await newSite({
    settings: { keepQuery: ['plan'], exclude: { paths: ['/admin*'], ips: ['10.0.0.0/8'] } },
  });
  const before = (await call(`GET /v1/sites/${id}`)).body;
  const body = {
    settings: { consent: 'required', exclude: { paths: ['/staff*'] }, retentionDays: { anonymous: 30 } },
  };
  const after = await call(`PATCH /v1/sites/${id}`, { body });
  expect(after.status).toBe(200);
  expect(after.body).toEqual({
    ...before,
    tag: before.tag.replace('granted', 'required'),
    settings: {
      ...before.settings,
      consent: 'required',
      exclude: { paths: ['/staff*'], emailDomains: [], ips: ['10.0.0.0/8'] },
      retentionDays: { anonymous: 30, identified: 1095 },
    },
  });
  const renamed = await call(`PATCH /v1/sites/${id}`, {
    body: { name: 'Acme 2', origins: ['https://b.test'] },
  });
  expect(renamed.body).toEqual({ ...after.body, name: 'Acme 2', origins: ['https://b.test'] });
  expect((await call(`GET /v1/sites/${id}`)).body).toEqual(renamed.body);
});

test('every change raises the revision, so that stale writers read again', async () => {
  const id = await newSite();
  const made = await readSite(env.DB, id);
  const revision = async () => ((await readSite(env.DB, id))?.revision ?? 0) - (made?.createdAt ?? 0);
  await call(`PATCH /v1/sites/${id}`, { body: { name: 'Acme 2' } });
  expect(await revision()).toBe(1);
  await call(`PATCH /v1/sites/${id}`, { body: { settings: { gpc: 'ignore' } } });
  expect(await revision()).toBe(2);
  await call(`POST /v1/sites/${id}/identity-secret`);
  expect(await revision()).toBe(3);
  await call(`PATCH /v1/sites/${id}`, { body: { name: '' } });
  expect(await revision()).toBe(3);
});

test('changes made at the same time are all kept', async () => {
  const id = await newSite();
  const changes = [
    { settings: { consent: 'required' } },
    { settings: { gpc: 'ignore' } },
    { settings: { claimed: 'separate' } },
    { settings: { exclude: { paths: ['/x'] } } },
    { settings: { exclude: { emailDomains: ['x.test'] } } },
    { name: 'Acme 2' },
  ];
  await Promise.all(changes.map((body) => call(`PATCH /v1/sites/${id}`, { body })));
  expect((await call(`GET /v1/sites/${id}`)).body).toMatchObject({
    name: 'Acme 2',
    settings: {
      consent: 'required',
      gpc: 'ignore',
      claimed: 'separate',
      exclude: { paths: ['/x'], emailDomains: ['x.test'] },
    },
  });
});

test('an unknown setting in a change is refused by its path and nothing changes', async () => {
  const id = await newSite();
  const body = { name: 'Other', settings: { gpc: 'ignore', exclude: { urls: [] } } };
  const answer = await call(`PATCH /v1/sites/${id}`, { body });
  expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'settings.exclude.urls']);
  expect((await call(`GET /v1/sites/${id}`)).body).toMatchObject({
    name: 'Acme',
    settings: { gpc: 'honor' },
  });
});

test('the tag says so when Global Privacy Control is ignored', async () => {
  const id = await newSite({ settings: { gpc: 'ignore', consent: 'anonymous' } });
  expect((await call(`GET /v1/sites/${id}`)).body.tag).toBe(
    `<script defer src="${base}/l.js?site=${id}&consent=anonymous&gpc=ignore"></script>`,
  );
});

test('the identity secret is shown once, and a new one replaces it', async () => {
  const id = await newSite();
  const first = await call(`POST /v1/sites/${id}/identity-secret`);
  expect([first.status, first.body.identitySecret]).toEqual([201, expect.stringMatching(/^[\w-]{43}$/)]);
  const second = await call(`POST /v1/sites/${id}/identity-secret`);
  expect(second.body.identitySecret).not.toBe(first.body.identitySecret);
  expect((await readSite(env.DB, id))?.identitySecret).toBe(second.body.identitySecret);

  const site = await call(`GET /v1/sites/${id}`);
  expect(site.body.hasIdentitySecret).toBe(true);
  const said = JSON.stringify([site.body, (await call('GET /v1/sites?limit=200')).body]);
  expect(said).not.toContain(second.body.identitySecret);
  expect(said).not.toMatch(/visitorKey|visitor_key/);
});

test('a list of sites comes in pages, each site once', async () => {
  const made = new Set<string>();
  for (let i = 0; i < 5; i++) made.add(await newSite());
  const seen: string[] = [];
  let cursor = '';
  for (let page = 0; page < 100; page++) {
    const { body } = await call(`GET /v1/sites?limit=2${cursor && `&cursor=${cursor}`}`);
    expect(body.data.length).toBeLessThanOrEqual(2);
    seen.push(...body.data.map(({ id }: { id: string }) => id));
    if (body.nextCursor === null) break;
    cursor = body.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect([...made].every((id) => seen.includes(id))).toBe(true);
  expect((await call('GET /v1/sites?limit=200')).body.nextCursor).toBeNull();
});

test.each([
  ['0', 400],
  ['1', 200],
  ['200', 200],
  ['201', 400],
  ['x', 400],
  ['1.5', 400],
])('a page of %s is answered with %i', async (limit, status) => {
  expect((await call(`GET /v1/sites?limit=${limit}`)).status).toBe(status);
  expect((await call(`GET /v1/tokens?limit=${limit}`)).status).toBe(status);
});

test('tokens are listed without their secrets', async () => {
  const site = await newSite();
  const made = (await call('POST /v1/tokens', { body: { role: 'write', label: 'server', site } })).body;
  expect(made).toEqual({
    id: expect.stringMatching(/^[a-z0-9]{12}$/),
    role: 'write',
    site,
    label: 'server',
    email: null,
    signedInAt: null,
    createdAt: expect.any(Number),
    expiresAt: null,
    token: expect.stringMatching(new RegExp(`^ll_${made.id}_[\\w-]{43}$`)),
  });
  const { token: _token, ...listed } = made;
  const { data } = (await call('GET /v1/tokens?limit=200')).body;
  expect(data).toContainEqual(listed);
});

test.each([
  ['no role', { label: 'x' }, 'role'],
  ['an unknown role', { role: 'owner', label: 'x' }, 'role'],
  ['no label', { role: 'read' }, 'label'],
  ['another key', { role: 'read', label: 'x', id: 'mine' }, 'id'],
])('a token of %s is refused', async (_, body, path) => {
  const answer = await call('POST /v1/tokens', { body });
  expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
});

test('a token for a site that does not exist is not made', async () => {
  const { status, body } = await call('POST /v1/tokens', {
    body: { role: 'read', label: 'x', site: 'no-such-site' },
  });
  expect([status, body.code]).toEqual([404, 'not_found']);
});

test('who did what is recorded, and no secret with it', async () => {
  const token = await newToken('admin');
  const actor = token.split('_')[1];
  const site = (await call('POST /v1/sites', { token, body: acme })).body.id;
  await call(`PATCH /v1/sites/${site}`, { token, body: { settings: { gpc: 'ignore' } } });
  const secret = (await call(`POST /v1/sites/${site}/identity-secret`)).body.identitySecret;
  const made = (await call('POST /v1/tokens', { token, body: { role: 'read', label: 'x', site } })).body;
  await call(`DELETE /v1/tokens/${made.id}`, { token });
  const { results } = await env.DB.prepare(
    `select * from audit where site = ${keyOf('?1')} or (site = 0 and detail->>'site' = ?1) order by at, id`,
  )
    .bind(site)
    .all();
  expect(results.map((row) => `${row.actor} ${row.action}`).toSorted()).toEqual(
    [
      `${actor} site.create`,
      `${actor} site.update`,
      'bootstrap site.identity_secret',
      `${actor} token.create`,
      `${actor} token.revoke`,
    ].toSorted(),
  );
  expect(JSON.stringify(results)).not.toContain(secret);
  expect(JSON.stringify(results)).not.toContain(made.token);
});

async function tablesWithSite(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and (sql like '%`site` integer%' or sql like '%`site` text%')",
  ).all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** Puts so many rows of the site into the table, whatever its columns. */
async function fill(table: string, site: string, rows: number): Promise<void> {
  const { results: columns } = await env.DB.prepare(
    `select name, type from pragma_table_info('${table}')`,
  ).all<{
    name: string;
    type: string;
  }>();
  const values = columns.map(({ name, type }) => {
    if (name === 'site') return table === 'token' ? '?1' : keyOf('?1');
    if (name === 'body' || name === 'filters' || name === 'events') return `'{}'`;
    if (/blob/i.test(type)) return "unhex(printf('%032x', n))";
    return /int|real/i.test(type) ? 'n + 1000' : "'v' || n || ?1";
  });
  await env.DB.prepare(
    `insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')})
     with recursive r(n) as (select 1 union all select n + 1 from r where n < ?2) select ${values.join(', ')} from r`,
  )
    .bind(site, rows)
    .run();
}

test('deleting a site deletes every row of it from every table, and nothing of another site', async () => {
  const [gone, stays] = [await newSite(), await newSite()];
  const tables = await tablesWithSite();
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    for (const site of [gone, stays]) await fill(table, site, table === 'event' ? 6_000 : 3);
  }
  const token = await newToken('read', gone);

  const keys = new Map<string, number>();
  for (const site of [gone, stays]) keys.set(site, (await readSite(env.DB, site))?.key as number);

  expect((await call(`DELETE /v1/sites/${gone}`)).status).toBe(204);
  const count = async (table: string, site: string) =>
    (
      await env.DB.prepare(`select count(*) as n from ${table} where site = ?`)
        .bind(table === 'token' ? site : keys.get(site))
        .first<{ n: number }>()
    )?.n;
  for (const table of tables) {
    expect([table, await count(table, gone)]).toEqual([table, 0]);
    expect(await count(table, stays)).toBeGreaterThanOrEqual(3);
  }
  expect((await call(`GET /v1/sites/${gone}`)).status).toBe(404);
  expect((await call(`DELETE /v1/sites/${gone}`)).status).toBe(404);
  expect((await call(`GET /v1/sites/${gone}`, { token })).status).toBe(401);
  expect((await call(`GET /v1/sites/${stays}`)).status).toBe(200);
  const { results } = await env.DB.prepare(
    `select actor, detail from audit where action = 'site.delete'`,
  ).all();
  expect(results).toContainEqual({ actor: 'bootstrap', detail: JSON.stringify({ site: gone }) });
});

/** A site with so many rows in four tables that they are deleted in chunks. */
async function largeSite(): Promise<SiteConfig> {
  const site = (await readSite(env.DB, await newSite())) as SiteConfig;
  const numbers = 'with recursive k(i) as (select 0 union all select i + 1 from k where i < 600)';
  await env.DB.batch(
    [
      `insert into dropped (site, day, reason, beacons) ${numbers} select ?1, 'day ' || i, 'bot', 1 from k`,
      `insert into headcount (site, model, day, version, counted_at, visitors, groups) ${numbers} select ?1, 'default', i, 1, 0, 0, '{}' from k`,
      `insert into segment_count (site, segment, day, members, counted_at) ${numbers} select ?1, 'seg_1', i, 0, 0 from k`,
      `insert into delivery (site, webhook, id, type, at, detail, state, attempts) ${numbers} select ?1, 'whk_1', 'msg_' || i, 'digest', 0, '{}', 'delivered', 1 from k`,
    ].map((text) => env.DB.prepare(text).bind(site.key)),
  );
  return site;
}

test('a deletion that breaks in the middle leaves a site that can still be found, and be deleted', async () => {
  for (const call of [0, 1, 3, 5]) {
    const site = await largeSite();
    const { id } = site;
    const by = { actor: 'test', now: Date.now(), deadline: Date.now() + 10_000 };
    const broken = faultyDatabase(env.DB, { call, when: 'after', message: 'the isolate was thrown away' });
    await expect(deleteSite(broken.db, site, by)).rejects.toThrow();
    expect(await readSite(env.DB, id)).toMatchObject({ origins: [] });
    expect(await deleteSite(env.DB, site, by)).toEqual({ kind: 'deleted' });
  }
});

test('a deletion that runs out of time is recorded, takes no more beacons, and can be gone on with', async () => {
  const site = await largeSite();
  const { id } = site;
  const by = { actor: 'test', now: Date.now() };
  expect(await deleteSite(env.DB, site, { ...by, deadline: 0 })).toEqual({ kind: 'unfinished' });
  expect((await call(`GET /v1/sites/${id}`)).body.origins).toEqual([]);
  const deletion = { actor: { id: 'test', label: null }, action: 'site.delete', detail: { site: id } };
  const recorded = async () =>
    (await call('GET /v1/audit?actor=test&action=site.delete')).body.data.filter(
      ({ detail }: { detail: { site: string } }) => detail.site === id,
    );
  expect(await recorded()).toEqual([{ at: by.now, ...deletion }]);
  expect(await deleteSite(env.DB, site, { ...by, deadline: Date.now() + 10_000 })).toEqual({
    kind: 'deleted',
  });
  expect((await call(`GET /v1/sites/${id}`)).status).toBe(404);
  expect(await recorded()).toEqual([{ at: by.now, ...deletion }]);
});

test('a site made again under the same id has nothing of the first', async () => {
  await call('POST /v1/sites', { body: { ...acme, id: 'phoenix' } });
  const first = await siteById(env.DB, 'phoenix', { maxAgeMs: 60_000 });
  await call('DELETE /v1/sites/phoenix');
  expect(await siteById(env.DB, 'phoenix', { maxAgeMs: 60_000 })).toBeNull();
  await call('POST /v1/sites', { body: { ...acme, id: 'phoenix' } });
  const second = await siteById(env.DB, 'phoenix', { maxAgeMs: 0 });
  expect(second?.visitorKey).not.toBe(first?.visitorKey);
});

test('a copy of a site lasts as long as it may and no longer', async () => {
  const id = await newSite();
  const first = await siteById(env.DB, id, { maxAgeMs: 60_000 });
  await env.DB.prepare(`update site set name = 'Elsewhere', revision = revision + 1 where id = ?`)
    .bind(id)
    .run();
  expect(await siteById(env.DB, id, { maxAgeMs: 60_000 })).toBe(first);
  expect((await siteById(env.DB, id, { maxAgeMs: 0 }))?.name).toBe('Elsewhere');
  expect(await siteById(env.DB, id, { maxAgeMs: 0 })).toBe(await siteById(env.DB, id, { maxAgeMs: 0 }));
  await call(`PATCH /v1/sites/${id}`, { body: { name: 'Here' } });
  expect((await siteById(env.DB, id, { maxAgeMs: 60_000 }))?.name).toBe('Here');
});
