// Polling the list and its counts: 304 while nothing has changed, and never while something has.

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, newSite } from '../../support/api.ts';

const start = Date.UTC(2026, 10, 2, 9, 30, 10);
let site: string;

const send = async (...events: Record<string, unknown>[]) => {
  const body = { events: events.map((event) => ({ id: crypto.randomUUID(), ...event })) };
  expect((await call(`POST /v1/sites/${site}/events`, { body })).status).toBe(200);
};
const ask = (path: string, known?: string) =>
  call(`GET /v1/sites/${site}/${path}`, { headers: known === undefined ? {} : { 'if-none-match': known } });
const tagOf = async (path: string) => (await ask(path)).headers.get('etag') as string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  site = await newSite();
  await send(
    { kind: 'email_reply', email: 'ann@acme.example' },
    { kind: 'email_reply', email: 'bea@acme.example' },
  );
  return () => vi.useRealTimers();
});
beforeEach(() => {
  vi.setSystemTime(start);
});

const paths = [
  'visitors',
  'visitors?sort=priority&limit=1',
  'visitors?sort=coolsAt',
  'visitors?sort=lastSeen&q=ann',
  'visitors/counts',
];

describe('a poll', () => {
  it.each(paths)(
    'of %s has no body while nothing has changed within a minute, and a tag each time',
    async (path) => {
      const first = await ask(path);
      expect(first.status).toBe(200);
      const tag = first.headers.get('etag') as string;
      expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
      vi.setSystemTime(start + 40_000);
      for (const known of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
        const again = await ask(path, known);
        expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', tag]);
        expect(again.headers.get('cache-control')).toBe('no-store');
      }
      for (const known of ['"other"', tag.slice(3, -1), 'W/""', ''])
        expect((await ask(path, known)).status).toBe(200);
    },
  );

  it('of the list is answered anew in the next minute, because scores fade, and of the counts is not', async () => {
    const tags = await Promise.all(['visitors', 'visitors/counts'].map(tagOf));
    vi.setSystemTime(start + 60_000);
    expect((await ask('visitors', tags[0])).status).toBe(200);
    expect((await ask('visitors/counts', tags[1])).status).toBe(304);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'somebody has done something',
      () => send({ kind: 'page_view', url: 'https://acme.test/pricing', email: 'ann@acme.example' }),
    ],
    ['somebody is new', () => send({ kind: 'email_reply', email: `new${Math.random()}@acme.example` })],
    [
      'somebody is called otherwise',
      () => send({ kind: 'identify', email: 'ann@acme.example', traits: { name: `Ann ${Math.random()}` } }),
    ],
    [
      'points were given by hand',
      async () => {
        const [{ id }] = (await ask('visitors?email=ann@acme.example')).body.data;
        const body = { id: crypto.randomUUID(), points: 3, reason: 'met at the fair' };
        expect(
          (await call(`POST /v1/sites/${site}/visitors/${id}/adjustments`, { body })).status,
        ).toBeLessThan(300);
      },
    ],
  ])('of the list is answered in full where %s', async (_, change) => {
    const tag = await tagOf('visitors');
    expect((await ask('visitors', tag)).status).toBe(304);
    await change();
    expect((await ask('visitors', tag)).status).toBe(200);
  });

  it('of the counts is answered in full where there is somebody more, and not where nobody has moved', async () => {
    const tag = await tagOf('visitors/counts');
    await send({ kind: 'identify', email: 'ann@acme.example', traits: { name: 'Ann Other' } });
    expect((await ask('visitors/counts', tag)).status).toBe(304);
    await send({ kind: 'email_reply', email: 'dee@acme.example' });
    expect((await ask('visitors/counts', tag)).status).toBe(200);
  });

  it('of one page, query or site says nothing about another', async () => {
    const tags = await Promise.all(paths.map(tagOf));
    expect(new Set(tags.filter(Boolean)).size).toBe(paths.length);
    const other = await newSite();
    const answer = await call(`GET /v1/sites/${other}/visitors`, {
      headers: { 'if-none-match': tags[0] as string },
    });
    expect(answer.status).toBe(200);
  });

  it('that is refused has a problem and no tag', async () => {
    const answer = await ask('visitors?status=boiling', '*');
    expect([answer.status, answer.headers.get('etag')]).toEqual([400, null]);
  });
});
