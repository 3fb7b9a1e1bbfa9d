// What was acknowledged is there, once: under faults before and after every call, and under many writers at once.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { connectionLost, type Fault, faultyDatabase } from '../../support/database/faulty-database.ts';
import { plainMinute } from '../../support/schedule.ts';
import { logByVisitor, makeSite, scoresOf } from '../../support/sites.ts';
import { streamStart, uuidOf } from '../../support/stories/models.ts';

const model = { ...defaultModel, halfLifeDays: null };
const later = streamStart + 3_600_000;

function act(n: number, kind: string, more: Partial<NewEvent> = {}): NewEvent {
  const event = {
    device: uuidOf('d', 1),
    id: uuidOf('e', n),
    kind,
    occurredAt: streamStart + n,
    ownedAt: null,
  };
  const body = { url: 'https://example.com/pricing' };
  return { ...event, session: uuidOf('5e', 1), origin: 'browser', body, ...more };
}

/** A page before anyone is known, a form that names someone, and a page on a second device of theirs. */
const journey = (site: SiteConfig): NewEvent[][] => [
  [act(1, 'page_view')],
  [act(2, 'form_fill', { body: { form: 'contact', email: 'ann@example.com' } }), act(3, 'page_view')],
  [
    act(4, 'page_view', { device: uuidOf('d', 2), session: uuidOf('5e', 2) }),
    act(5, 'identify', {
      device: uuidOf('d', 2),
      body: { email: 'ann@example.com', traits: { site: site.id } },
    }),
  ],
];

const send = (db: D1Database, site: SiteConfig, events: NewEvent[]) =>
  ingest(
    db,
    events.map((event) => ({ site, event })),
    later,
  );

/** Sends until acknowledged, as a browser does: an answer that is not 2xx, or none, is sent again. */
async function deliver(db: D1Database, site: SiteConfig, events: NewEvent[]): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const answer = await send(db, site, events).catch(() => null);
    if (answer?.kind === 'stored') return;
  }
  throw new Error('never acknowledged');
}

async function expectWhole(site: SiteConfig): Promise<void> {
  await runScheduled(env.DB, { now: plainMinute(Date.now() + 60_000), deadline: Date.now() + 10_000 });
  await expectFold(env.DB, site);
  const log = await logByVisitor(env.DB, site);
  expect([...log.values()].map((events) => events.length)).toEqual([5]);
  // Three pages (3), pricing once that day (10), the contact form (50).
  expect((await scoresOf(env.DB, site.key)).map(({ heat }) => heat)).toEqual([61.5]);
  const pending = await env.DB.prepare('select count(*) as n from pending where site = ?1')
    .bind(site.key)
    .first('n');
  expect(pending).toBe(0);
}

describe('faults', { tags: 'slow' }, () => {
  it('lose nothing acknowledged and count nothing twice, before and after every call to the database', async () => {
    const site = await makeSite(env.DB, model);
    const counting = faultyDatabase(env.DB, null);
    for (const events of journey(site)) await deliver(counting.db, site, events);
    await expectWhole(site);
    expect(counting.calls()).toBeGreaterThan(5);
    const faults: Fault[] = [];
    for (let call = 0; call < counting.calls(); call++) {
      for (const when of ['before', 'after'] as const) {
        for (const message of [connectionLost, 'the isolate was thrown away'])
          faults.push({ call, when, message });
      }
    }
    for (const fault of faults) {
      const broken = await makeSite(env.DB, model);
      const { db } = faultyDatabase(env.DB, fault);
      for (const events of journey(broken)) await deliver(db, broken, events);
      await expectWhole(broken);
    }
  });

  it('leave nobody out whom one call names, before and after every call to the database', async () => {
    const named = (n: number, email: string) =>
      act(n, 'identify', { device: uuidOf('d', n), body: { email: `${email}@example.com` } });
    // Two devices are one person, three are each another's, and a page of each person comes first.
    const everybody = [named(1, 'ann'), named(2, 'bob'), named(3, 'ann'), named(4, 'cyd'), named(5, 'dan')];
    const pages = everybody.map(({ device }, n) => act(10 + n, 'page_view', { device }));
    const owned = async (site: SiteConfig) => {
      await runScheduled(env.DB, { now: plainMinute(Date.now() + 60_000), deadline: Date.now() + 10_000 });
      await expectFold(env.DB, site);
      return [...(await logByVisitor(env.DB, site)).values()].map((events) => events.length).sort();
    };
    const counting = faultyDatabase(env.DB, null);
    const whole = await makeSite(env.DB, model);
    await deliver(counting.db, whole, pages);
    await deliver(counting.db, whole, everybody);
    expect(await owned(whole)).toEqual([2, 2, 2, 4]);
    for (let call = 0; call < counting.calls(); call++) {
      for (const when of ['before', 'after'] as const) {
        const site = await makeSite(env.DB, model);
        const { db } = faultyDatabase(env.DB, { call, when, message: connectionLost });
        await deliver(db, site, pages);
        await deliver(db, site, everybody);
        expect(await owned(site)).toEqual([2, 2, 2, 4]);
      }
    }
  });

  it('leave an identification to the scheduled sweep when the database went away after the append', async () => {
    const site = await makeSite(env.DB, model);
    // Calls 0 and 1 read and write the events.
    const dying = faultyDatabase(env.DB, { call: 2, when: 'before', message: 'the isolate was thrown away' });
    const answer = await send(dying.db, site, [act(1, 'identify', { body: { email: 'ann@example.com' } })]);
    expect(answer).toEqual({ kind: 'stored' });
    const emails = () => env.DB.prepare('select email from lead where site = ?1').bind(site.key).all();
    expect((await emails()).results).toEqual([]);
    await runScheduled(env.DB, { now: plainMinute(Date.now() + 60_000), deadline: Date.now() + 10_000 });
    expect((await emails()).results).toEqual([{ email: 'ann@example.com' }]);
  });
});

describe('an identification that a crash has left', () => {
  it.each(['alone', 'with something new'])(
    'is applied when its event is delivered again, %s',
    async (how) => {
      const site = await makeSite(env.DB, model);
      const event = act(1, 'identify', { body: { email: 'ann@example.com' } });
      // Calls 0 and 1 read and write the events.
      const dying = faultyDatabase(env.DB, {
        call: 2,
        when: 'before',
        message: 'the isolate was thrown away',
      });
      expect(await send(dying.db, site, [event])).toEqual({ kind: 'stored' });
      const emails = async () =>
        (await env.DB.prepare('select email from lead where site = ?1').bind(site.key).all()).results;
      expect(await emails()).toEqual([]);
      const more = how === 'alone' ? [] : [act(2, 'page_view')];
      expect(await send(env.DB, site, [event, ...more])).toEqual({ kind: 'stored' });
      expect(await emails()).toEqual([{ email: 'ann@example.com' }]);
      await expectFold(env.DB, site);
    },
  );
});

describe('a batch', () => {
  it('of events that take thousands of places in windows is stored, and each earns by each rule', async () => {
    const rules = Array.from({ length: 200 }, (_, n) => {
      return {
        id: `r${n}`,
        label: 'Page',
        on: 'page_view',
        points: 1,
        cap: { times: 1, per: 'day', by: 'title' } as const,
      };
    });
    const site = await makeSite(env.DB, { ...model, rules });
    const title = 'x'.repeat(300);
    const events = Array.from({ length: 100 }, (_, n) =>
      act(n, 'page_view', { body: { title: `${title}${n}` } }),
    );
    expect(await send(env.DB, site, events)).toEqual({ kind: 'stored' });
    expect((await scoresOf(env.DB, site.key)).map(({ heat }) => heat)).toEqual([100 * 200]);
  });

  it('is cut where its texts are long: one parameter of D1 holds 2 MB, and a character may be three bytes', async () => {
    const site = await makeSite(env.DB, model);
    const title = '漢'.repeat(19_000);
    const events = Array.from({ length: 100 }, (_, n) => act(1_000 + n, 'page_view', { body: { title } }));
    expect(await send(env.DB, site, events)).toEqual({ kind: 'stored' });
    const stored = await env.DB.prepare(
      'select count(*) as n, min(length(body)) as chars from event where site = ?1',
    )
      .bind(site.key)
      .first();
    expect(stored).toEqual({ n: 100, chars: JSON.stringify({ title }).length });
    await expectFold(env.DB, site);
  });
});

describe('the values of a batch', () => {
  it('fit into the parameters of D1, 2 MB each, also where a hundred visitors have much behind them', async () => {
    const id = 'x'.repeat(60);
    const rules = Array.from({ length: 200 }, (_, n) => {
      const cap = { times: 1, per: 'day', by: 'title' } as const;
      return { id: `${id}${n}`, label: 'Page', on: 'page_view', points: 1 / 3, cap };
    });
    const site = await makeSite(env.DB, { ...model, rules });
    let longest = 0;
    const prepare = (sql: string) => {
      const statement = env.DB.prepare(sql);
      const bind = statement.bind.bind(statement);
      statement.bind = (...values) => {
        const bytes = values.map((value) => new TextEncoder().encode(String(value)).length);
        longest = Math.max(longest, ...bytes);
        return bind(...values);
      };
      return statement;
    };
    const db = { prepare, batch: (all: D1PreparedStatement[]) => env.DB.batch(all) } as unknown as D1Database;
    const events = Array.from({ length: 100 }, (_, n) => act(n, 'page_view', { device: uuidOf('d', n) }));
    expect(await send(db, site, events)).toEqual({ kind: 'stored' });
    expect(longest).toBeLessThan(2_000_000);
    await expectFold(env.DB, site);
  });

  it('are stored alike, one by one and as JSON', async () => {
    const texts = ['a\u0000b', '\ud800', '\udfff\ud800', '\u2028\ufeff', 'é😀', '\\"\'', '__proto__', ' '];
    const events = Array.from({ length: 24 }, (_, n) => {
      const title = texts[n % texts.length] as string;
      const more = { url: 'https://example.com/', title, traits: { [title]: title }, seconds: n / 7 };
      return act(n, n % 2 ? 'page_view' : 'engagement', { device: uuidOf('d', n), body: more });
    });
    const [alone, together] = [await makeSite(env.DB, model), await makeSite(env.DB, model)];
    for (const event of events) await send(env.DB, alone, [event]);
    await send(env.DB, together, events);
    const logOf = async ({ id }: SiteConfig) => {
      const columns =
        'device, id, kind, typeof(occurred_at), occurred_at, arrival, session, origin, hex(body)';
      return (await env.DB.prepare(`select ${columns} from event where site = ?1`).bind(id).all()).results;
    };
    expect(await logOf(together)).toEqual(await logOf(alone));
    const scores = async ({ id }: SiteConfig) => {
      const columns =
        'device, heat, heat_by_rule, heat_by_day, level, first_seen, last_seen, visits, source, hex(state)';
      const sql = `select ${columns} from score where site = ?1 order by device`;
      return (await env.DB.prepare(sql).bind(id).all()).results;
    };
    expect(await scores(together)).toEqual(await scores(alone));
  });
});

describe('writers at once', () => {
  it('lose nothing: 100 of them on one visitor, each event sent twice', async () => {
    const site = await makeSite(env.DB, { ...model, groups: [] });
    const events = Array.from({ length: 100 }, (_, n) =>
      act(n, n % 3 ? 'page_view' : 'download', {
        occurredAt: streamStart + n * 60_000,
        body: { url: 'https://example.com/pricing', file: `https://example.com/${n}.pdf` },
      }),
    );
    const answers = await Promise.all([...events, ...events].map((event) => send(env.DB, site, [event])));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['stored']));
    await expectFold(env.DB, site);
    // 10 pages a week (10), pricing once a day (10), and 34 different files at 10 each.
    expect((await scoresOf(env.DB, site.key)).map(({ heat, visits }) => [heat, visits])).toEqual([[360, 1]]);
  });

  it('agree on one person when 20 devices name the same new email at once', async () => {
    const site = await makeSite(env.DB, model);
    const devices = Array.from({ length: 20 }, (_, n) => uuidOf('d', n));
    await Promise.all(
      devices.map((device, n) =>
        send(env.DB, site, [
          act(n, 'page_view', { device }),
          act(100 + n, 'identify', { device, body: { email: 'ann@example.com' } }),
        ]),
      ),
    );
    await runScheduled(env.DB, { now: plainMinute(Date.now() + 60_000), deadline: Date.now() + 10_000 });
    await expectFold(env.DB, site);
    const log = await logByVisitor(env.DB, site);
    expect([...log.values()].map((events) => events.length)).toEqual([40]);
  });
});
