// The lines at the top of a site's pages: silence at an unusual hour and a model that is out of date, for those who can mend it.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { busyVisitors, silenceOf, silentHours } from '../../../worker/flows/sites/silence.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A site whose visitors were seen last at these times, UTC ms. */
async function siteSeen(times: readonly number[]): Promise<SiteConfig> {
  const id = await newSite();
  const events = times.map((at, n) => ({
    ...{
      id: crypto.randomUUID(),
      kind: 'page_view',
      url: 'https://acme.test/',
      email: `p${n}@acme.test`,
      at,
    },
  }));
  const answer = await call(`POST /v1/sites/${id}/events`, { body: { events }, plan: 'paid' });
  expect(answer.body.rejected).toEqual([]);
  return (await readSite(env.DB, id)) as SiteConfig;
}

const now = Date.now();
const busy = (daysBefore: number, visitors = busyVisitors, ago = hour) =>
  Array.from({ length: visitors }, (_, n) => now - daysBefore * day - ago - n * minute);

describe('silence', () => {
  it.each([
    [
      'of less than three hours is none',
      [...busy(1), ...busy(7), now - silentHours * hour - hour + minute],
      null,
    ],
    ['of three hours, of which one may be a late note, is one', [...busy(1), ...busy(7), now - 4 * hour], 3],
    ['of ten hours is one', [...busy(1), ...busy(7), now - 11 * hour], 10],
    [
      'at hours without visitors a day before is a night',
      [...busy(1, busyVisitors - 1), ...busy(7), now - 4 * hour],
      null,
    ],
    [
      'at hours without visitors a week before is a weekend',
      [...busy(1), ...busy(7, busyVisitors - 1), now - 4 * hour],
      null,
    ],
    [
      'is compared with the same hours: those before do not count',
      [...busy(1, 9, 4 * hour), ...busy(7), now - 4 * hour],
      null,
    ],
    [
      'of days is compared with the last day on which something could arrive',
      [...busy(3), ...busy(7), now - 2.5 * day],
      59,
    ],
    ['is none where nobody was ever seen', [], null],
  ])('%s', async (_, times, hours) => {
    const site =
      times.length > 0 ? await siteSeen(times) : ((await readSite(env.DB, await newSite())) as SiteConfig);
    expect(await silenceOf(env.DB, site, now)).toBe(hours);
  });

  it('costs one row where the site is alive, and at most fifteen where it is silent', async () => {
    const read = async (site: SiteConfig) => {
      let rows = 0;
      const count = (statement: D1PreparedStatement): D1PreparedStatement =>
        new Proxy(statement, {
          get(of, name) {
            if (name === 'bind') return (...values: unknown[]) => count(of.bind(...values));
            return async (column?: string) => {
              const { results, meta } = await of.all<Record<string, unknown>>();
              rows += meta.rows_read;
              return name === 'first' ? (results[0]?.[column as string] ?? null) : { results, meta };
            };
          },
        });
      const db = new Proxy(env.DB, { get: (of) => (text: string) => count(of.prepare(text)) });
      await silenceOf(db, site, now);
      return rows;
    };
    expect(await read(await siteSeen([...busy(1, 40), now - hour]))).toBe(1);
    expect(await read(await siteSeen([...busy(1, 40), ...busy(7, 40), now - 4 * hour]))).toBeLessThanOrEqual(
      15,
    );
  });
});

let cookie: string;

beforeAll(async () => {
  cookie = await signIn();
});

const noticeOf = (html: string) => textOf(/<div class="notice".*?<\/div>/s.exec(html)?.[0] ?? '');

test('a silent site says so on each of its pages, with the way to the check, to those who can mend it', async () => {
  const { id } = await siteSeen([...busy(1), ...busy(7), now - 5 * hour]);
  for (const page of ['', '/companies', '/install']) {
    const { html } = await visit(`/s/${id}${page}`, { cookie });
    expect(noticeOf(html)).toMatch(
      /^Nothing has arrived for 4 hours, which are busy on other days\. Has the site/,
    );
    expect(html).toContain(`<a href="/s/${id}/install">See what arrived last`);
  }
  const german = await visit(`/s/${id}`, { cookie, headers: { 'accept-language': 'de' } });
  expect(noticeOf(german.html)).toMatch(/^Seit 4 Stunden kommt nichts an/);
  const cookieOf = async (role: string) => {
    const { body } = await call('POST /v1/tokens', { body: { label: role, role, site: id } });
    return signIn(body.token);
  };
  expect(noticeOf((await visit(`/s/${id}`, { cookie: await cookieOf('editor') })).html)).toMatch(
    /^Nothing has/,
  );
  expect(noticeOf((await visit(`/s/${id}`, { cookie: await cookieOf('read') })).html)).toBe('');
});

test('a model served for more than half a year says so at the top, and one of yesterday does not', async () => {
  const { id, key } = await siteSeen([now - minute]);
  // A site is read again where its revision has changed.
  const serve = (at: number) =>
    env.DB.batch([
      env.DB.prepare('update model set landmark = ?2 where site = ?1').bind(key, at),
      env.DB.prepare('update site set revision = revision + 1 where key = ?1').bind(key),
    ]);
  await serve(now - day);
  expect(noticeOf((await visit(`/s/${id}`, { cookie })).html)).toBe('');
  await serve(Date.UTC(2026, 0, 5));
  expect(noticeOf((await visit(`/s/${id}`, { cookie })).html)).toMatch(
    /^The model has been served since 5 January 2026, for more than six months\. Check whether/,
  );
});
