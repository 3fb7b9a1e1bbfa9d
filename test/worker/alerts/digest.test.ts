// The daily digest: what it tells, of which day, and that it is written once.

import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { digestMessage } from '../../../schema/api/alerts/digest.ts';
import { compose, composedKey, type ToCompose } from '../../../worker/flows/alerts/compose.ts';
import { digestStatements, writeDigests } from '../../../worker/flows/alerts/digest/write-digests.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { hexOf, visitorFrom, withIds } from '../../../worker/store/ids.ts';
import { readSite } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { readMail, readSlack, readTeams } from '../../support/checks/posts.ts';
import { drain } from '../../support/units.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const pages = 'https://leads.example';

/** 07:00 in Berlin (UTC+1 in winter) on the day after tomorrow, so that nothing falls in the time before the site existed. */
const morning = (Math.floor(Date.now() / dayMs) + 2) * dayMs + 6 * hourMs;
const yesterdayNoon = morning - 19 * hourMs;

let id: string;
let site: number;

beforeEach(async () => {
  await env.DB.batch([env.DB.prepare('delete from webhook'), env.DB.prepare('delete from delivery')]);
  id = await newSite({ name: 'Acme', settings: { timeZone: 'Europe/Berlin' } });
  site = (await readSite(env.DB, id))?.key as number;
});

async function subscribe(more: Record<string, string | number | null> = {}) {
  const row = {
    ...{ site, id: 'whk_1', label: 'Team', url: 'https://hooks.example', format: 'standard' },
    ...{ events: '["digest"]', model: 'default', secret: 'whsec_x', pages, created_at: 0, ...more },
  };
  const names = Object.keys(row);
  await env.DB.prepare(`insert into webhook (${names}) values (${names.map(() => '?')})`)
    .bind(...Object.values(row))
    .run();
}

async function person(email: string): Promise<string> {
  const events = [
    {
      id: crypto.randomUUID(),
      kind: 'identify',
      email,
      traits: { name: email.split('@')[0], company: 'Acme' },
    },
    { id: crypto.randomUUID(), kind: 'form_fill', email, form: 'demo', url: 'https://acme.test/demo' },
  ];
  expect(
    (await call(`POST /v1/sites/${id}/events`, { body: { events }, plan: 'paid' })).body.rejected,
  ).toEqual([]);
  return (await call(`GET /v1/sites/${id}/visitors?email=${email}`)).body.data[0].id;
}

async function crossed(visitor: string, from: number, to: number, at: number) {
  await env.DB.prepare(
    `insert into crossing (site, model, at, visitor, from_level, to_level) values (?1, 'default', ?2, unhex(?3), ?4, ?5)`,
  )
    .bind(site, at, hexOf(visitor), from, to)
    .run();
}

async function written(): Promise<ToCompose[]> {
  const { results } = await env.DB.prepare(
    `select y.site, y.webhook, y.id, y.type, y.at, hex(y.visitor) as visitor, y.detail, w.format, w.model, w.pages
     from delivery y join webhook w on w.site = y.site and w.id = y.webhook where y.site = ?1`,
  )
    .bind(site)
    .all();
  return withIds<ToCompose>(results, { visitor: visitorFrom });
}

async function digest(now = morning) {
  const [one, ...others] = await written();
  expect(others).toEqual([]);
  if (!one) throw new Error('no digest');
  const answer = (await compose(env.DB, [one], now)).get(composedKey(one));
  if (!answer || 'fate' in answer) throw new Error('nothing to send');
  return answer.body;
}

it('tells who rose, cooled and bought on the day before, who will cool, and what broke', async () => {
  const [hot, both, fell, sold, old] = [
    await person('hot@acme.example'),
    await person('both@acme.example'),
    await person('fell@acme.example'),
    await person('sold@acme.example'),
    await person('old@acme.example'),
  ];
  await crossed(hot, 4, 2, yesterdayNoon);
  await crossed(hot, 2, 1, yesterdayNoon + 1);
  await crossed(both, 4, 1, yesterdayNoon);
  await crossed(both, 1, 4, yesterdayNoon + 5);
  await crossed(fell, 1, 2, yesterdayNoon);
  await crossed(old, 4, 1, yesterdayNoon - dayMs);
  await env.DB.batch([
    env.DB.prepare(
      `update score set level = 5, outcome = 'won', outcome_at = ?2 where site = ?1 and visitor = unhex(?3)`,
    ).bind(site, yesterdayNoon, hexOf(sold)),
    env.DB.prepare(
      `insert into dropped (site, day, reason, beacons) values (?1, ?2, 'origin_not_allowed', 7)`,
    ).bind(site, new Date(yesterdayNoon).toISOString().slice(0, 10)),
    env.DB.prepare(
      `insert into delivery (site, webhook, id, type, at, detail, state, attempts, tried_at)
       values (?1, 'whk_2', 'msg_zz', 'visitor.hot', 0, '{}', 'failed', 9, ?2)`,
    ).bind(site, yesterdayNoon),
  ]);
  await subscribe();
  await subscribe({
    ...{ id: 'whk_2', label: 'CRM', events: '[]', disabled_at: yesterdayNoon, disabled_reason: 'gone' },
  });
  await drain(writeDigests(env.DB, morning));
  await env.DB.prepare(`delete from delivery where webhook = 'whk_2'`).run();
  const body = JSON.parse(await digest());
  expect(digestMessage.parse(body)).toEqual(body);
  const { data } = body;
  const idsOf = ({ count, visitors }: { count: number; visitors: { id: string }[] }) => [
    count,
    ...visitors.map((one) => one.id),
  ];
  expect(data.day).toBe(new Date(yesterdayNoon).toISOString().slice(0, 10));
  expect(idsOf(data.hot)).toEqual([1, hot]);
  expect(idsOf(data.cooled)).toEqual([1, fell]);
  expect(idsOf(data.sold)).toEqual([1, sold]);
  expect(data.hot.visitors[0]).toMatchObject({
    ...{ name: 'hot', email: 'hot@acme.example', company: 'Acme', url: `${pages}/s/${id}/visitors/${hot}` },
  });
  expect(data.problems).toEqual([
    { kind: 'deliveries_failed', webhook: 'CRM', count: 1 },
    { kind: 'webhook_disabled', webhook: 'CRM' },
    { kind: 'origins_refused', count: 7 },
    { kind: 'no_visitors' },
  ]);
});

it('tells who is hot and will cool within three days', async () => {
  await person('ann@acme.example');
  const [ann] = (await call(`GET /v1/sites/${id}/visitors`)).body.data;
  await subscribe();
  for (const [days, count] of [
    [4, 0],
    [2, 1],
  ] as const) {
    await env.DB.batch([
      env.DB.prepare('delete from delivery'),
      env.DB.prepare('update webhook set digest_day = null'),
    ]);
    const near = Math.floor((ann.coolsAt - days * dayMs) / dayMs) * dayMs + 12 * hourMs;
    await drain(writeDigests(env.DB, near));
    expect(JSON.parse(await digest(near)).data.willCool.count).toBe(count);
  }
});

describe('it is written', () => {
  const refused = (when: number) =>
    env.DB.prepare(
      `insert into dropped (site, day, reason, beacons) values (?1, ?2, 'origin_not_allowed', 1)`,
    )
      .bind(site, new Date(when).toISOString().slice(0, 10))
      .run();

  it('from seven in the morning of the site on, not before', async () => {
    await subscribe();
    await refused(yesterdayNoon);
    await drain(writeDigests(env.DB, morning - 1));
    expect(await written()).toEqual([]);
    await drain(writeDigests(env.DB, morning));
    expect(await written()).toHaveLength(1);
  });

  it('once a day, by runs at the same time and later ones', async () => {
    await subscribe();
    await refused(yesterdayNoon);
    await Promise.all([1, 2, 3].map(() => drain(writeDigests(env.DB, morning))));
    await drain(writeDigests(env.DB, morning + 10 * hourMs));
    expect(await written()).toHaveLength(1);
    await refused(yesterdayNoon + dayMs);
    await drain(writeDigests(env.DB, morning + dayMs));
    expect(await written()).toHaveLength(2);
  });

  it('once, if the run before was interrupted before or after any of its calls', async () => {
    await refused(yesterdayNoon);
    for (let calls = 0; calls < 40; calls++) {
      await env.DB.batch([env.DB.prepare('delete from webhook'), env.DB.prepare('delete from delivery')]);
      await subscribe();
      let made = 0;
      const broken = wrapDatabase(env.DB, async (_, ask) => {
        if (++made > calls) throw new Error('killed');
        const answer = await ask();
        return answer;
      });
      await drain(writeDigests(broken, morning)).catch(() => undefined);
      await drain(writeDigests(env.DB, morning));
      expect(await written()).toHaveLength(1);
      if (made <= calls) return;
    }
    throw new Error('the job never ended');
  });

  it('not on a day without anything to say, which is looked at once', async () => {
    await subscribe();
    await drain(writeDigests(env.DB, morning));
    expect(await written()).toEqual([]);
    expect(await drain(writeDigests(env.DB, morning + hourMs))).toEqual([]);
  });

  it.each([
    ['disabled', { disabled_at: 1 }],
    ['asks for other messages', { events: '["visitor.hot"]' }],
    ['was created today', { created_at: morning - hourMs }],
    ['has a model that is not served', { model: 'removed' }],
  ])('not for a webhook that %s', async (_, more) => {
    await subscribe(more);
    await refused(yesterdayNoon);
    await drain(writeDigests(env.DB, morning));
    expect(await written()).toEqual([]);
  });

  it('within the statements that it declares', async () => {
    await person('ann@acme.example');
    await subscribe();
    await refused(yesterdayNoon);
    let statements = 0;
    const noted = wrapDatabase(env.DB, (some, ask) => {
      statements += some;
      return ask();
    });
    await drain(writeDigests(noted, morning));
    expect(statements - 1).toBeGreaterThan(5);
    expect(statements - 1).toBeLessThanOrEqual(digestStatements);
  });
});

describe('for people', () => {
  it.each([
    ['slack', readSlack],
    ['teams', readTeams],
    ['email', readMail],
  ] as const)(
    '%s names up to ten with links, and counts the rest; without who was erased',
    async (format, read) => {
      const emails = Array.from({ length: 13 }, (_, index) => `p${index}@acme.example`);
      const ids: string[] = [];
      for (const email of emails) ids.push(await person(email));
      for (const [index, visitor] of ids.entries()) await crossed(visitor, 4, 1, yesterdayNoon + index);
      await subscribe({ format });
      await drain(writeDigests(env.DB, morning));
      const latest = ids.at(-1) as string;
      expect((await call(`DELETE /v1/sites/${id}/visitors/${latest}`, { plan: 'paid' })).status).toBe(200);
      const { lines, links, mentions } = await read(await digest());
      expect(mentions).toEqual([]);
      expect(lines).toContain('13 became hot');
      expect(lines.filter((line) => /^p\d+ · Acme · \d+ points$/.test(line))).toHaveLength(9);
      expect(lines).toContain('and 4 more');
      expect(links).toContain(`${pages}/s/${id}/visitors/${ids[5]}`);
      expect(links).not.toContain(`${pages}/s/${id}/visitors/${latest}`);
      expect(lines).toContain('Nobody was seen on the site. Is the tag still on its pages?');
    },
  );
});
