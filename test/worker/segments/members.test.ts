// The members of segments over time: the scheduled count, and the pages of a list whose segment changes.

import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { countSegments } from '../../../worker/flows/segments/members.ts';
import { call, newSite } from '../../support/api.ts';
import { drain } from '../../support/units.ts';

const hour = 3_600_000;

async function site(timeZone = 'UTC') {
  const id = await newSite({ settings: { timeZone } });
  const path = `/v1/sites/${id}`;
  const events = ['ann', 'bob', 'eve'].map((who) => {
    return { kind: 'page_view', url: 'https://acme.test/', email: `${who}@acme.test` };
  });
  await call(`POST ${path}/events`, { body: { events } });
  const filters = { identified: true };
  const { id: segment } = (await call(`POST ${path}/segments`, { body: { name: 'Known', filters } })).body;
  return { path, segment };
}

it('are counted once an hour, for the day of the time zone of the site', async () => {
  const { path, segment } = await site('Pacific/Kiritimati');
  // 23:05 UTC is the next day in Kiribati.
  const today = Math.floor(Date.now() / (24 * hour)) * 24 * hour;
  const at = today + 23 * hour + 5 * 60_000;
  const history = async () => (await call(`GET ${path}/segments/${segment}`)).body.history;
  await drain(countSegments(env.DB, at + 60_000));
  expect(await history()).toEqual([]);
  await drain(countSegments(env.DB, at));
  const next = new Date(today + 24 * hour).toISOString().slice(0, 10);
  expect(await history()).toEqual([{ day: next, members: 3 }]);
  const event = { kind: 'page_view', url: 'https://acme.test/', email: 'new@acme.test' };
  await call(`POST ${path}/events`, { body: { events: [event] } });
  await drain(countSegments(env.DB, at + hour - 10 * 60_000));
  expect(await history()).toEqual([{ day: next, members: 3 }]);
  await drain(countSegments(env.DB, at + hour));
  expect(await history()).toEqual([{ day: next, members: 4 }]);
});

it('change under a cursor: it is stale then, and a new name changes nothing', async () => {
  const { path, segment } = await site();
  const list = `${path}/visitors?segment=${segment}&limit=1`;
  const cursor = (await call(`GET ${list}`)).body.nextCursor;
  await call(`PATCH ${path}/segments/${segment}`, { body: { name: 'Renamed' } });
  expect((await call(`GET ${list}&cursor=${cursor}`)).body.data).toHaveLength(1);
  await call(`PATCH ${path}/segments/${segment}`, { body: { filters: { identified: true, q: 'acme' } } });
  expect((await call(`GET ${list}&cursor=${cursor}`)).body.code).toBe('stale_cursor');
  const counts = await call(`GET ${path}/visitors/counts?segment=${segment}`);
  const people = counts.body.statuses.map(
    ({ identified }: { identified: { count: number } }) => identified.count,
  );
  expect(people.reduce((sum: number, count: number) => sum + count, 0)).toBe(3);
});
