// A webhook with a segment is told of those who are in it once all is stored that one request changes: not as of the transaction in which
// the level moved, which may come before the one that identifies the person.

import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { reviewDue } from '../../../worker/flows/alerts/review.ts';
import { postsOf } from '../../../worker/flows/alerts/send/posts.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { noticeCooled } from '../../../worker/flows/scores/notice-cooled.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { coolsAt } from '../../../worker/score/standing/level.ts';
import { recordOutcomes } from '../../../worker/store/alerts/attempts.ts';
import { claimDue } from '../../../worker/store/alerts/outbox.ts';
import { keepQuiet } from '../../../worker/store/alerts/quiet.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { plainMinute } from '../../support/schedule.ts';
import {
  act,
  addWebhook,
  ceo,
  change,
  day,
  everything,
  newSite,
  send,
  start,
} from '../../support/stories/watched.ts';
import { drain } from '../../support/units.ts';

/** Composes what is due at `now` and takes it for delivered: of each message the webhook, the type and the person. */
async function deliver(now: number): Promise<string[]> {
  const told: string[] = [];
  await keepQuiet(env.DB, now);
  for (;;) {
    const claim = { now, leaseEnd: now + 60_000, until: now + day, posts: 50, trialPosts: 50, webhooks: 50 };
    const claimed = await claimDue(env.DB, { ...claim, proven: [], left: [] }, 10);
    if (claimed.length === 0) return told.sort();
    for (const { to, body, deliveries } of await postsOf(env.DB, claimed, now)) {
      const email = to.format === 'standard' ? (JSON.parse(body).data.visitor.email ?? 'anonymous') : '';
      told.push(...deliveries.map(({ webhook, type }) => `${webhook} ${type} ${email}`.trim()));
      const rows = deliveries.map(({ site, webhook, id, attempts }) => ({
        ...{ site, webhook, id, attempts, state: 'delivered' as const, due: null },
        ...{ status: 204, answer: '', triedAt: now },
      }));
      await recordOutcomes(env.DB, rows, { gone: [], now });
    }
  }
}

const segments = {
  people: { identified: true },
  strangers: { identified: false },
  hot: { status: 'hot' },
  warm: { status: 'warm' },
  bosses: { cell: 'A1' },
  customers: { status: 'customer' },
};

const levels = ['visitor.hot', 'visitor.warm', 'visitor.cooled', 'visitor.outcome'];

/** A webhook for each of these segments, named like it. */
async function siteWith(names: readonly (keyof typeof segments)[], events: readonly string[] = levels) {
  let site = await newSite({ events: [], segments });
  for (const name of names) site = await addWebhook(site, name, events, name);
  return site;
}

const falls = (site: SiteConfig, heat: number, level: number) =>
  coolsAt(site.served.model.levels, compileModel(site.served), { heat, level }) as number;

beforeEach(async () => {
  await env.DB.batch(['delivery', 'webhook'].map((table) => env.DB.prepare(`delete from ${table}`)));
});

describe('somebody who by one form fill', () => {
  it('gets hot and is identified is told to segments of identified people and of cells', async () => {
    const site = await siteWith(['people', 'strangers', 'hot', 'warm', 'bosses']);
    await send(site, [act('a', 60, ceo)]);
    expect(await deliver(start)).toEqual([
      'bosses visitor.hot ann@acme.test',
      'hot visitor.hot ann@acme.test',
      'people visitor.hot ann@acme.test',
    ]);
  });

  it('gets warm and is identified is told to a segment of identified people', async () => {
    const site = await siteWith(['people', 'strangers', 'hot', 'warm', 'bosses']);
    await send(site, [act('a', 21, ceo)]);
    expect(await deliver(start)).toEqual([
      'people visitor.warm ann@acme.test',
      'warm visitor.warm ann@acme.test',
    ]);
  });

  it('makes a person of two browsers hot is told, once, to the segments that this person is in', async () => {
    const site = await siteWith(['people', 'strangers', 'hot', 'bosses']);
    await send(site, [act('a', 21), act('b', 21)]);
    await send(site, [act('a', 6, ceo)], start + 1);
    await deliver(start + 1);
    await send(site, [act('b', 6, ceo)], start + 2);
    expect(await deliver(start + 2)).toEqual([
      'bosses visitor.hot ann@acme.test',
      'hot visitor.hot ann@acme.test',
      'people visitor.hot ann@acme.test',
    ]);
  });

  it('stays anonymous is told to a segment of strangers only', async () => {
    const site = await siteWith(['people', 'strangers', 'bosses']);
    await send(site, [act('a', 60)]);
    expect(await deliver(start)).toEqual(['strangers visitor.hot anonymous']);
    const { results } = await env.DB.prepare('select webhook from delivery where site = ?1')
      .bind(site.key)
      .all();
    expect(results).toEqual([{ webhook: 'strangers' }]);
  });
});

it('a cooling is told to the segments that one is in afterwards, by events and by the clock', async () => {
  const site = await siteWith(['people', 'strangers', 'hot', 'warm', 'bosses']);
  await send(site, [act('a', 60, ceo), act('b', 60, { email: 'bob@acme.test' })]);
  await deliver(start);
  await send(site, [act('a', -30)], start + 1);
  expect(await deliver(start + 1)).toEqual([
    'people visitor.cooled ann@acme.test',
    'warm visitor.cooled ann@acme.test',
  ]);
  const moment = falls(site, 60, 1);
  await drain(noticeCooled(env.DB, moment));
  expect(await deliver(moment)).toEqual([
    'people visitor.cooled bob@acme.test',
    'warm visitor.cooled bob@acme.test',
  ]);
});

it('an outcome is told to the segments that one is in afterwards, with the identification that it brings', async () => {
  const site = await siteWith(['people', 'strangers', 'hot', 'bosses', 'customers']);
  await send(site, [act('a', 60)]);
  await deliver(start);
  const won = { outcome: 'o1', result: 'won', deal: 'D', ...ceo } as const;
  await send(site, [act('a', 'outcome', won)], start + 1);
  expect(await deliver(start + 1)).toEqual([
    'customers visitor.outcome ann@acme.test',
    'people visitor.outcome ann@acme.test',
  ]);
});

it('entering, leaving, identifications and cells are told as they are stored', async () => {
  const site = await siteWith(['people', 'strangers', 'hot', 'bosses'], everything);
  await send(site, [act('a', 60)]);
  await drain(reviewDue(env.DB, start));
  expect(await deliver(start)).toEqual([
    'hot segment.entered anonymous',
    'hot visitor.hot anonymous',
    'strangers segment.entered anonymous',
    'strangers visitor.hot anonymous',
  ]);
  await send(site, [act('a', 6, ceo)], start + 1);
  await drain(reviewDue(env.DB, start + 1));
  expect(await deliver(start + 1)).toEqual(
    [
      ...['bosses segment.entered', 'bosses visitor.cell_entered', 'bosses visitor.identified'],
      ...['hot visitor.cell_entered', 'hot visitor.identified'],
      ...['people segment.entered', 'people visitor.cell_entered', 'people visitor.identified'],
      ...['strangers segment.left'],
    ].map((one) => `${one} ann@acme.test`),
  );
});

describe('an identification that is still to be applied', () => {
  /** Stores the events, and loses the connection before the identification is applied. */
  async function sendAndBreak(site: SiteConfig) {
    const breaking = wrapDatabase(env.DB, async (_, ask) => {
      const { found } = (await env.DB.prepare('select count(*) as found from pending').first()) as {
        found: number;
      };
      if (found > 0) throw new Error('killed');
      return ask();
    });
    const event = { ...act('a', 60, ceo), occurredAt: start };
    expect(await ingest(breaking, [{ site, event }], start)).toEqual({ kind: 'stored' });
    expect(await env.DB.prepare('select count(*) as n from pending').first()).toEqual({ n: 1 });
  }

  it('is waited for: the message is told when it is known whom it is about', async () => {
    const site = await siteWith(['people']);
    await sendAndBreak(site);
    expect(await deliver(start)).toEqual([]);
    expect(await deliver(start + 20_000)).toEqual([]);
    const waiting = 'select attempts, until, head, body, state from delivery where site = ?1';
    expect(await env.DB.prepare(waiting).bind(site.key).first()).toEqual({
      ...{ attempts: 0, until: null, head: null, body: null, state: 'waiting' },
    });
    await runScheduled(env.DB, { now: plainMinute(start + 60_000), deadline: Date.now() + 20_000 });
    expect(await deliver(start + 60_000)).toEqual(['people visitor.hot ann@acme.test']);
  });

  it('that cannot be applied holds nothing up for longer than ten minutes', async () => {
    const site = await siteWith(['people', 'strangers']);
    await sendAndBreak(site);
    expect(await deliver(start)).toEqual(['strangers visitor.hot anonymous']);
    expect(await deliver(start + 10 * 60_000 - 1)).toEqual([]);
    expect(await deliver(start + 11 * 60_000)).toEqual([]);
    const left = await env.DB.prepare('select count(*) as n from delivery where site = ?1 and webhook = ?2')
      .bind(site.key, 'people')
      .first();
    expect(left).toEqual({ n: 0 });
    await env.DB.prepare('delete from pending').run();
  });

  it('of somebody else holds up nothing', async () => {
    const site = await siteWith(['people']);
    await sendAndBreak(site);
    await send(site, [act('b', 60)]);
    await deliver(start);
    // Only the one whose person is not known yet.
    const { results } = await env.DB.prepare('select due from delivery where site = ?1').bind(site.key).all();
    expect(results).toHaveLength(1);
    await env.DB.prepare('delete from pending').run();
  });
});

describe('messages for people', () => {
  const chatty = async () => {
    const site = await siteWith(['people']);
    return change(site, `update webhook set format = 'slack' where site = ?1`);
  };

  it('are not kept quiet by one that was about nobody in the segment', async () => {
    const site = await chatty();
    await send(site, [act('a', 60)]);
    await send(site, [act('a', -30)], start + 1);
    await send(site, [act('a', 60, ceo)], start + 2);
    expect(await deliver(start + 120_000)).toEqual(['people visitor.cooled', 'people visitor.hot']);
  });

  it('say it once in a post, and once in 24 hours', async () => {
    const site = await chatty();
    await send(site, [act('a', 60, ceo)]);
    await send(site, [act('a', -30)], start + 1);
    await send(site, [act('a', 60)], start + 2);
    expect(await deliver(start + 120_000)).toEqual(['people visitor.cooled', 'people visitor.hot']);
    await send(site, [act('a', -30), act('a', -30), act('a', -30)], start + 180_000);
    await send(site, [act('a', 60)], start + 180_001);
    expect(await deliver(start + 300_000)).toEqual([]);
    const { results } = await env.DB.prepare(
      `select state, count(*) as n from delivery where site = ?1 group by 1 order by 1`,
    )
      .bind(site.key)
      .all();
    expect(results).toEqual([
      { state: 'delivered', n: 2 },
      { state: 'quiet', n: 3 },
    ]);
  });
});
