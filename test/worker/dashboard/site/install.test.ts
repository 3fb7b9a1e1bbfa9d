// The page Install: the tag, the steps for a platform, whether the tag works, and what was not recorded.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { planOf } from '../../../../schema/plan.ts';
import { checkInstall } from '../../../../worker/flows/sites/install-check.ts';
import { readPinnedBuild } from '../../../../worker/http/script-files.ts';
import { addDropped, type DroppedCount } from '../../../../worker/store/log/dropped.ts';
import { readSite } from '../../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

const origin = 'https://acme.test';
const dayMs = 86_400_000;
let cookie: string;

beforeAll(async () => {
  cookie = await signIn();
});

async function open(path: string): Promise<{ html: string; text: string }> {
  const { status, html } = await visit(path, { cookie });
  expect([path, status]).toEqual([path, 200]);
  return { html, text: textOf(html) };
}

/** A page view that a browser sends, and how it was answered. */
async function send(site: string, more: { device?: string; url?: string; origin?: string } = {}) {
  const { device = crypto.randomUUID(), url = `${origin}/pricing` } = more;
  const events = [{ id: crypto.randomUUID(), kind: 'page_view', at: Date.now(), url }];
  const body = { site, device, session: crypto.randomUUID(), sentAt: Date.now(), events };
  const headers = { origin: more.origin ?? origin, 'user-agent': 'Mozilla/5.0 Firefox/153.0' };
  return (await call('POST /e', { body, headers, token: null })).status;
}

/** Events of the site's server about a person. */
async function sendFromServer(site: string, emails: string[]): Promise<void> {
  const events = emails.map((email) => ({ id: crypto.randomUUID(), kind: 'identify', email }));
  const answer = await call(`POST /v1/sites/${site}/events`, { body: { events }, plan: 'paid' });
  expect(answer.body.accepted).toBe(emails.length);
}

async function configOf(site: string) {
  const config = await readSite(env.DB, site);
  if (!config) throw new Error(`no site ${site}`);
  return config;
}

/** Counts in the database, as the Worker adds them. */
async function drop(site: string, counts: Pick<DroppedCount, 'reason' | 'beacons'>[], daysAgo = 0) {
  const { key } = await configOf(site);
  const day = new Date(Date.now() - daysAgo * dayMs).toISOString().slice(0, 10);
  await addDropped(
    env.DB,
    counts.map((count) => ({ site: key, day, ...count })),
  );
}

test('it has the tag of the API, consent in words, the origins, and no button that does nothing without a script', async () => {
  const site = await newSite({ settings: { consent: 'required', gpc: 'ignore' } });
  const { tag } = (await call(`GET /v1/sites/${site}`)).body;
  const { html, text } = await open(`/s/${site}/install`);
  expect(text).toContain(tag);
  expect(text).toContain(`Allowed origins: ${origin} .`);
  expect(text).toMatch(/Consent: the tag says required\. It sends and stores nothing until/);
  expect(text).toMatch(/Global Privacy Control: ignored/);
  expect(html).toMatch(/<button type="button" data-copy="tag" hidden/);
  expect(html).toMatch(/<pre id="tag" tabindex="0">&lt;script defer/);
});

test.each([
  ['granted', 'from the first page on, without asking'],
  ['anonymous', 'It stores nothing in the browser'],
])('consent %s is stated', async (consent, words) => {
  const site = await newSite({ settings: { consent } });
  expect((await open(`/s/${site}/install`)).text).toContain(words);
});

test('an empty list leads to it, and so does the navigation, where it stands last', async () => {
  const site = await newSite();
  const { html } = await open(`/s/${site}`);
  const [nav = ''] = /<nav class="pages-of-site"[\s\S]*?<\/nav>/.exec(html) ?? [];
  const links = [...nav.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(links.at(-1)).toBe(`/s/${site}/install`);
  expect(html.slice(html.indexOf('<main'))).toContain(`href="/s/${site}/install"`);
});

/** What the steps of each platform say, and those of no other. */
const steps: readonly [platform: string, words: string][] = [
  ['html', 'Paste the tag into the head of every page'],
  ['wordpress', "wp_enqueue_script('leadlight', 'URL', [], null"],
  ['shopify', 'layout/theme.liquid'],
  ['webflow', 'Site settings → Custom code → Head code'],
  ['squarespace', 'Code Injection'],
  ['wix', 'Load code once'],
  ['gtm', 'Tags → New → Custom HTML'],
  ['next', '<Script src="URL" strategy="afterInteractive" />'],
  ['astro', '<script is:inline defer src="URL"></script>'],
];

test.each(steps)('?platform=%s shows the steps of that platform, and no others', async (platform) => {
  const site = await newSite();
  const { html, text } = await open(`/s/${site}/install?platform=${platform}`);
  const [nav = ''] = /<nav class="platforms"[\s\S]*?<\/nav>/.exec(html) ?? [];
  expect(nav.match(/platform=\w+" aria-current="page"/g)).toEqual([
    `platform=${platform}" aria-current="page"`,
  ]);
  const url = `https://leadlight.test/l.js?site=${site}&consent=granted`;
  const shown = steps.filter(([, words]) => text.includes(words.replace('URL', url)));
  expect(shown.map(([name]) => name)).toEqual([platform]);
});

test.each(['', 'none', '__proto__', '<script>'])('?platform=%s shows plain HTML', async (platform) => {
  const site = await newSite();
  const { html } = await open(`/s/${site}/install?platform=${encodeURIComponent(platform)}`);
  expect(html).toMatch(/aria-current="page">Plain HTML</);
});

test('before the first visitor it says that nothing has arrived and where to look, and then when, and from where', async () => {
  const site = await newSite({ origins: [origin, 'https://shop.acme.test'] });
  const before = await open(`/s/${site}/install`);
  expect(before.text).toContain('Nothing has arrived yet');
  expect(before.text).toContain('add https://leadlight.test to script-src and connect-src');
  expect(before.text).not.toMatch(/Works|The last visitor/);
  expect(before.html.match(/data-live="5"/g)).toHaveLength(2);

  expect(await send(site, { url: 'https://shop.acme.test/cart?secret=1' })).toBe(202);
  const after = await open(`/s/${site}/install`);
  expect(after.text).toMatch(
    /Works The last visitor came (just now|\d seconds? ago) , from https:\/\/shop\.acme\.test \./,
  );
  expect(after.text).not.toMatch(/Nothing has arrived|connect-src|secret/);
});

test('who was here within the hour and comes again is seen at once, though the list’s last visit lags', async () => {
  const site = await newSite();
  const device = crypto.randomUUID();
  await send(site, { device });
  const config = await configOf(site);
  await env.DB.prepare('update event set arrival = arrival - 64 * 600000 where site = ?1')
    .bind(config.key)
    .run();
  const early = await checkInstall(env.DB, config, { now: Date.now(), plan: planOf('free') });
  expect(Date.now() - Number(early.latest?.at)).toBeGreaterThan(590_000);
  await send(site, { device });
  const late = await checkInstall(env.DB, config, { now: Date.now(), plan: planOf('free') });
  expect(Date.now() - Number(late.latest?.at)).toBeLessThan(10_000);
});

test('what the site’s server sends is no sign of the tag, but a browser of the same person is', async () => {
  const site = await newSite();
  await sendFromServer(site, ['ann@acme.test', 'bob@acme.test']);
  // On a device of which no browser has sent anything.
  const order = {
    id: crypto.randomUUID(),
    kind: 'Order',
    device: crypto.randomUUID(),
    email: 'cy@acme.test',
  };
  await call(`POST /v1/sites/${site}/events`, { body: { events: [order] } });
  const { text } = await open(`/s/${site}/install`);
  expect(text).toContain('Lately only your server has sent something');
  expect(text).not.toMatch(/Works|The last visitor/);

  const device = crypto.randomUUID();
  await send(site, { device });
  const identify = { id: crypto.randomUUID(), kind: 'identify', device, email: 'ann@acme.test' };
  await call(`POST /v1/sites/${site}/events`, { body: { events: [identify] } });
  expect((await open(`/s/${site}/install`)).text).toMatch(/Works The last visitor came/);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'no URL', null])(
  'of a page at %j it says when, and not from where',
  async (url) => {
    const site = await newSite();
    await send(site);
    const { key } = await configOf(site);
    await env.DB.prepare(`update event set body = json_set(body, '$.url', ?2) where site = ?1`)
      .bind(key, url)
      .run();
    expect((await open(`/s/${site}/install`)).text).toMatch(
      /The last visitor came (just now|\d seconds? ago) \./,
    );
  },
);

test('after a day without anybody it no longer says that it works', async () => {
  const site = await newSite();
  await send(site);
  const config = await configOf(site);
  await env.DB.prepare('update event set arrival = arrival - 64 * 3 * 86400000 where site = ?1')
    .bind(config.key)
    .run();
  const { text } = await open(`/s/${site}/install`);
  expect(text).toContain('It has become quiet The last visitor came 3 days ago');
  expect(text).toContain('connect-src');
  expect(text).not.toContain('Works');
});

test('what was dropped in seven days is summed by reason, what asks for action first', async () => {
  const site = await newSite({
    settings: { exclude: { paths: ['/admin/*'], ips: ['203.0.113.0/24', '::1'] } },
  });
  const other = await newSite();
  expect((await open(`/s/${site}/install`)).text).toContain('Nothing was left out');
  await drop(site, [
    { reason: 'bot', beacons: 1_200 },
    { reason: 'erased', beacons: 3 },
    { reason: 'gpc', beacons: 7 },
    { reason: 'excluded', beacons: 4 },
    { reason: 'origin_not_allowed', beacons: 12 },
  ]);
  await drop(site, [{ reason: 'bot', beacons: 34 }], 6);
  await drop(site, [{ reason: 'bot', beacons: 50_000 }], 7);
  await drop(other, [{ reason: 'bot', beacons: 90_000 }]);
  const { html, text } = await open(`/s/${site}/install`);
  const rows = [...html.matchAll(/<th scope="row">([^<]*)<\/th><td class="number">([^<]*)</g)];
  expect(rows.map(([, reason, beacons]) => [reason, beacons])).toEqual([
    ['Origin not allowed', '12'],
    ['Excluded by you', '4'],
    ['Global Privacy Control', '7'],
    ['Crawlers', '1,234'],
    ['Erased people', '3'],
  ]);
  expect(text).toContain('settings leave out 1 path and 2 ranges of addresses');
  expect(text).toContain('an administrator adds the origin in the settings');
  expect(html).toContain(`href="/s/${site}/settings"`);
  expect(text).toContain('Some beacons came from origins that are not allowed.');
});

test('the last ten beacons are told with their pages and answers, newest first, and those of the server are not', async () => {
  const site = await newSite();
  await sendFromServer(site, ['ann@acme.test']);
  expect((await open(`/s/${site}/install`)).text).not.toContain('The last ten that were recorded');
  const device = crypto.randomUUID();
  for (let n = 0; n < 12; n++) await send(site, { device, url: `${origin}/page-${n}?secret=1` });
  const { html, text } = await open(`/s/${site}/install`);
  const [table = ''] = /<div class="arrivals"[\s\S]*?<\/div>/.exec(html) ?? [];
  const pages = [...textOf(table).matchAll(/202, 1 accepted (\S+) page_view/g)].map(([, page]) => page);
  expect(pages).toEqual(Array.from({ length: 10 }, (_, n) => `${origin}/page-${11 - n}`));
  expect(text).not.toContain('secret');
});

test('a day on which the free plan was used up is told, without a number, which nobody could count', async () => {
  const site = await newSite();
  const day = new Date().toISOString().slice(0, 10);
  const use = (rows: number) =>
    env.DB.prepare('insert or replace into usage (day, rows_written) values (?1, ?2)').bind(day, rows).run();
  await use(98_900);
  expect((await open(`/s/${site}/install`)).text).toContain('Nothing was left out');
  await use(99_000);
  const { text } = await open(`/s/${site}/install`);
  expect(text).toContain(`Plan used up not counted On ${day} (UTC) about all rows`);
  const paid = { now: Date.now(), plan: planOf('paid') };
  expect((await checkInstall(env.DB, await configOf(site), paid)).usedUpDays).toEqual([]);
  await env.DB.prepare('delete from usage').run();
});

/** Files as the build writes them. */
function filesWith(published: string[] | null): Fetcher {
  const files: Record<string, string> = { '/l.js': 'script' };
  if (published) files['/published.json'] = JSON.stringify(published);
  const fetch = async (url: URL) =>
    url.pathname in files ? new Response(files[url.pathname]) : new Response('', { status: 404 });
  return { fetch } as unknown as Fetcher;
}

test('the pinned build has the name and the digest of what is served, and says whether a release has it', async () => {
  const build = await readPinnedBuild(filesWith(null), 'https://leadlight.test');
  const integrity = 'sha384-6ue5d2QaPwlaMGhNVnY+j4dug2fnmrD4zxJxcL2G/+on/gwRUMV5t16bKlY1s8CK';
  expect(build).toEqual({ name: 'l.21a0270b7f.js', integrity, isPublished: false });
  const others = await readPinnedBuild(filesWith(['l.0123456789.js']), 'https://leadlight.test');
  expect(others?.isPublished).toBe(false);
  const ours = await readPinnedBuild(filesWith([String(build?.name)]), 'https://leadlight.test');
  expect(ours?.isPublished).toBe(true);
});

test('it speaks German to whom the browser says so, on every platform', async () => {
  const site = await newSite({ settings: { consent: 'required' } });
  for (const [platform] of steps) {
    const headers = { 'accept-language': 'de' };
    const { html } = await visit(`/s/${site}/install?platform=${platform}`, { cookie, headers });
    expect(textOf(html)).toMatch(/Einbau .* Einwilligung: Das Tag sagt required.* Funktioniert es\? /);
  }
});

test('names and pages that are hostile are shown as text', async () => {
  const name = '<script>hacked=1</script>';
  const site = await newSite({ name });
  await send(site, { url: `${origin}/"><img src=x onerror=hacked=1>` });
  for (const url of ['javascript:alert(1)', 'data:text/html,<b>', 'https://<b>.test/', 'x'.repeat(500)]) {
    await send(site, { url });
  }
  const { html } = await open(`/s/${site}/install?platform=${encodeURIComponent('"><b>')}`);
  expect(html).toContain('&lt;script&gt;hacked=1');
  expect(html).not.toMatch(/<script>|<img|javascript:|<b>\.|"><b>/);
});

test('a token that may only read sees it; it shows no secret, and other sites’ tokens see nothing', async () => {
  const site = await newSite();
  await call(`POST /v1/sites/${site}/identity-secret`);
  const { identitySecret, visitorKey } = await configOf(site);
  const token = await newToken('read', site);
  const { status, html } = await visit(`/s/${site}/install`, { cookie: await signIn(token) });
  expect(status).toBe(200);
  for (const secret of [identitySecret, visitorKey, token, env.ADMIN_TOKEN])
    expect(html).not.toContain(secret);
  const stranger = await signIn(await newToken('admin', await newSite()));
  expect((await visit(`/s/${site}/install`, { cookie: stranger })).status).toBe(404);
  const out = await visit(`/s/${site}/install?platform=wix`);
  expect([out.status, out.location]).toEqual([
    303,
    `/?next=${encodeURIComponent(`/s/${site}/install?platform=wix`)}`,
  ]);
});

test('the check reads few rows, however many events and visitors there are', async () => {
  const site = await newSite();
  const config = await configOf(site);
  const check = async () => {
    const { db, rows } = metered();
    const { latest } = await checkInstall(db, config, { now: Date.now(), plan: planOf('free') });
    return { rows: rows(), isWorking: latest !== null };
  };
  const device = crypto.randomUUID();
  await send(site, { device });
  const fresh = await check();
  expect(fresh.isWorking).toBe(true);
  expect(fresh.rows).toBeLessThan(20);
  const headers = { origin, 'user-agent': 'Mozilla/5.0 Firefox/153.0' };
  for (let beacon = 0; beacon < 5; beacon++) {
    const view = { kind: 'page_view', at: Date.now(), url: `${origin}/` };
    const events = Array.from({ length: 50 }, () => ({ id: crypto.randomUUID(), ...view }));
    const body = { site, device, session: crypto.randomUUID(), sentAt: Date.now(), events };
    expect((await call('POST /e', { body, headers, token: null })).body.accepted).toBe(50);
  }
  const long = await check();
  expect(long.isWorking).toBe(true);
  expect(long.rows).toBeLessThan(220);
  for (let batch = 0; batch < 4; batch++) {
    const names = Array.from({ length: 25 }, (_, index) => `${batch}-${index}@acme.test`);
    await sendFromServer(site, names);
  }
  // A browser that is new is seen at once, however many people the server has sent before.
  await send(site);
  const busy = await check();
  expect(busy.isWorking).toBe(true);
  expect(busy.rows).toBeLessThan(450);
});

/** The database, and how many rows its statements have read. */
function metered(): { db: D1Database; rows: () => number } {
  let read = 0;
  const count = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => count(target.bind(...values));
        if (name === 'all' || name === 'raw') {
          return async () => {
            const result = await target.all();
            read += result.meta.rows_read;
            return name === 'all' ? result : result.results.map((row) => Object.values(row));
          };
        }
        return Reflect.get(target, name);
      },
    });
  const db = { prepare: (text: string) => count(env.DB.prepare(text)) } as D1Database;
  return { db, rows: () => read };
}

test.each(['install', 'settings', 'access', 'activity', 'start'])(
  'the page %s is marked as one of the site, and among its tabs',
  async (page) => {
    const { html } = await visit(`/s/${await newSite()}/${page}`, { cookie: await signIn() });
    const [pages = ''] = /<nav class="pages-of-site"[\s\S]*?<\/nav>/.exec(html) ?? [];
    const [tabs = ''] = /<nav class="tabs"[\s\S]*?<\/nav>/.exec(html) ?? [];
    const here = /href="[^"]*\/(\w+)" aria-current="page"/;
    expect([here.exec(pages)?.[1], here.exec(tabs)?.[1]]).toEqual(['install', page]);
  },
);
