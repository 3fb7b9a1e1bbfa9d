// Nothing crosses sites: the same person, on the same device, with the same events, on two sites; and a caller of the one
// who knows every id of the other. The routes come from the router, so that a new one cannot be forgotten.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { roles } from '../../../schema/api/role.ts';
import { buildApp } from '../../../worker/app.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';
import { keyOf } from '../../support/sites.ts';

const device = crypto.randomUUID();
const eventId = crypto.randomUUID();

interface Side {
  site: string;
  visitor: string;
  /** Stands in everything that this site knows. */
  mark: string;
  listCursor: string;
  timelineCursor: string;
  auditCursor: string;
}
let ours: Side;
let theirs: Side;

const routes = [
  ...new Set(
    buildApp()
      .routes.filter(
        ({ method, path }) => method !== 'ALL' && path.startsWith('/v1/') && path.includes(':site'),
      )
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

beforeAll(async () => {
  ours = await makeSide('ours');
  theirs = await makeSide('theirs');
});

/** Ann, who did one thing more with the mark on it, and someone else, and two changes: all lists have a second page. */
async function makeSide(mark: string): Promise<Side> {
  const site = await newSite({ name: `Site of ${mark}` });
  const view = {
    kind: 'page_view',
    url: 'https://acme.test/pricing',
    device,
    email: 'ann@acme.test',
    userId: '42',
  };
  const events = [
    { ...view, id: eventId, title: mark },
    { ...view, title: `${mark} again` },
    { ...view, device: crypto.randomUUID(), email: `${mark}@acme.test`, userId: mark },
  ];
  const sent = await call(`POST /v1/sites/${site}/events`, { body: { events } });
  expect(sent.body).toEqual({ accepted: 3, rejected: [] });
  const person = await call(`GET /v1/sites/${site}/visitors?email=ann@acme.test`);
  const visitor = person.body.data[0].id;
  const list = await call(`GET /v1/sites/${site}/visitors?limit=1`);
  const timeline = await call(`GET /v1/sites/${site}/visitors/${visitor}/events?limit=1`);
  const { id } = (await call('POST /v1/tokens', { body: { role: 'read', label: mark, site } })).body;
  await call(`DELETE /v1/tokens/${id}`);
  const audit = await call(`GET /v1/sites/${site}/audit?limit=1`);
  return {
    ...{ site, visitor, mark, listCursor: list.body.nextCursor },
    ...{ timelineCursor: timeline.body.nextCursor, auditCursor: audit.body.nextCursor },
  };
}

let tables: string[] | undefined;

/** The tables that have rows of sites. */
async function siteTables(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `select name from sqlite_master where type = 'table' and name not glob 'sqlite*' and name not glob '_cf*'
     and name not in ('d1_migrations', 'sign_in', 'usage')`,
  ).all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** Every row of every table that is this site's. */
async function rowsOf(site: string): Promise<Record<string, unknown[]>> {
  tables ??= await siteTables();
  const which: Record<string, string> = { site: 'id = ?1', token: 'site = ?1' };
  const found = await env.DB.batch(
    tables.map((name) =>
      env.DB.prepare(`select * from ${name} where ${which[name] ?? `site = ${keyOf('?1')}`}`).bind(site),
    ),
  );
  return Object.fromEntries(tables.map((name, index) => [name, found[index]?.results ?? []]));
}

test('the same person on two sites is two visitors, each with one site’s points', async () => {
  expect(ours.visitor).not.toBe(theirs.visitor);
  for (const { site, visitor, mark } of [ours, theirs]) {
    const { body } = await call(`GET /v1/sites/${site}/visitors/${visitor}/events`);
    expect(body.data.map((event: { body: { title: string } }) => event.body.title).sort()).toEqual([
      mark,
      `${mark} again`,
    ]);
    const explained = await call(`GET /v1/sites/${site}/visitors/${visitor}/explanation`);
    expect(explained.body.score).toBe(11);
  }
});

test('the router has routes with a site, and each of them is asked below', () => {
  expect(routes.length).toBeGreaterThan(12);
});

test.each(routes)('%s answers a token of another site as if the site did not exist', async (route) => {
  const before = await rowsOf(theirs.site);
  for (const role of roles) {
    const token = await newToken(role, ours.site);
    const asked = (site: string) => call(fill(route, site, theirs.visitor), { token, body: bodyOf(route) });
    const [foreign, missing] = [await asked(theirs.site), await asked('no-such-site')];
    expect([role, foreign.status, foreign.body.code]).toEqual([role, 404, 'not_found']);
    expect(foreign.body).toEqual(missing.body);
  }
  expect(await rowsOf(theirs.site)).toEqual(before);
});

test.each(routes.filter((route) => route.includes(':id')))(
  '%s does not know the visitors of another site, whoever asks',
  async (route) => {
    const before = await rowsOf(theirs.site);
    const { status, body } = await call(fill(route, ours.site, theirs.visitor), { body: bodyOf(route) });
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(await rowsOf(theirs.site)).toEqual(before);
  },
);

test.each(routes.filter((route) => route.startsWith('GET')))(
  '%s tells nothing of another site, whatever cursor it is given',
  async (route) => {
    for (const cursor of [theirs.listCursor, theirs.timelineCursor, theirs.auditCursor]) {
      const { status, body } = await call(
        `${fill(route, ours.site, ours.visitor)}?limit=200&cursor=${cursor}`,
      );
      expect(JSON.stringify(body)).not.toContain(theirs.mark);
      if (/visitors$|events$|audit$/.test(route))
        expect([status, body.code]).toEqual([400, 'invalid_cursor']);
    }
  },
);

test('what is done to the tokens of a site is in its own audit, for its own administrators, and nowhere else', async () => {
  const labelsIn = async (path: string, token: string) => {
    const labels: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await call(`GET ${path}?action=token&limit=200${cursor}`, { token });
      if (status !== 200) return [status, undefined];
      labels.push(...body.data.map(({ detail }: { detail: { label: string } }) => detail.label));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    return [200, labels];
  };
  const token = await newToken('admin', ours.site);
  const own = await labelsIn(`/v1/sites/${ours.site}/audit`, token);
  expect(own).toEqual([200, expect.arrayContaining([ours.mark, ours.mark, 'admin of a test'])]);
  expect(own[1]).not.toContain(theirs.mark);
  expect(await labelsIn(`/v1/sites/${theirs.site}/audit`, token)).toEqual([404, undefined]);
  expect(await labelsIn('/v1/audit', token)).toEqual([403, undefined]);
  const everywhere = await labelsIn('/v1/audit', await newToken('admin'));
  expect(everywhere).toEqual([200, expect.arrayContaining(['admin of a test'])]);
  for (const { mark } of [ours, theirs]) expect(everywhere[1]).not.toContain(mark);
});

test('what is done on one site leaves every row of the other as it was', async () => {
  const before = await rowsOf(theirs.site);
  const path = `/v1/sites/${ours.site}`;
  const again = { kind: 'form_fill', form: 'contact', device, id: eventId, email: 'bob@acme.test' };
  await call(`POST ${path}/events`, { body: { events: [again, { ...again, id: crypto.randomUUID() }] } });
  const adjustment = { id: crypto.randomUUID(), points: 99, reason: 'ours' };
  await call(`POST ${path}/visitors/${ours.visitor}/adjustments`, { body: adjustment });
  await call(`POST ${path}/visitors/${ours.visitor}/split`, { body: { device } });
  await call(`POST ${path}/identity-secret`);
  const { body: served } = await call(`GET ${path}/model`);
  const { body: draft } = await call(`POST ${path}/models`, { body: { ...served.model, halfLifeDays: 7 } });
  expect((await call(`POST ${path}/models/${draft.version}/publish`)).status).toBe(200);
  expect((await call(`DELETE ${path}`)).status).toBe(204);
  expect(await rowsOf(theirs.site)).toEqual(before);
});

test('the pages keep to the site of the token that signed in', async () => {
  const cookie = await signIn(await newToken('read', theirs.site));
  const other = await makeSide('another');
  const own = await visit(`/s/${theirs.site}/visitors/${theirs.visitor}`, { cookie });
  expect([own.status, own.html.includes(theirs.mark)]).toEqual([200, true]);
  for (const path of [
    `/s/${other.site}`,
    `/s/${other.site}/visitors/${other.visitor}`,
    `/s/${theirs.site}/visitors/${other.visitor}`,
    `/s/${theirs.site}?status=everyone&cursor=${other.listCursor}`,
  ]) {
    const { status, html } = await visit(path, { cookie });
    expect([path, status]).toEqual([path, path.includes('cursor') ? 303 : 404]);
    expect(html).not.toContain(other.mark);
  }
});

test('every table begins its key with the site, but for sites, tokens, dashboard sessions and the meter of the account', async () => {
  const { results } = await env.DB.prepare(
    `select t.name as tableName, k.name as firstOfKey from sqlite_master t join pragma_table_info(t.name) k on k.pk = 1
     where t.type = 'table' and t.name not glob 'sqlite*' and t.name not glob '_cf*' and t.name <> 'd1_migrations'`,
  ).all<{ tableName: string; firstOfKey: string }>();
  expect(results.length).toBeGreaterThan(10);
  const others = results.filter(({ firstOfKey }) => firstOfKey !== 'site').map(({ tableName }) => tableName);
  expect(others.sort()).toEqual(['sign_in', 'site', 'token', 'usage']);
});

function fill(route: string, site: string, visitor: string): string {
  return route.replace(':site', site).replace(':id', visitor).replace(':version', '1');
}

/** A body that the route would take. */
function bodyOf(route: string): unknown {
  if (route.startsWith('GET')) return undefined;
  if (route.endsWith('/adjustments')) return { id: crypto.randomUUID(), points: 1, reason: 'x' };
  if (route.endsWith('/shares')) return { days: 1 };
  if (route.endsWith('/notes')) return { id: crypto.randomUUID(), text: 'x' };
  if (route.endsWith('/state')) return { id: crypto.randomUUID(), state: 'working' };
  if (route.endsWith('/owner')) return { id: crypto.randomUUID(), owner: 'x' };
  if (route.endsWith('/split')) return { device };
  if (route.endsWith('/events'))
    return { events: [{ kind: 'page_view', url: 'https://acme.test/', device }] };
  return {};
}
