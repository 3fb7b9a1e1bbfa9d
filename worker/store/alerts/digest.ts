// What digests are made of, and writing them: each once a day, with the day of the webhook in the same transaction.

import type { DigestGroup, DigestProblem } from '../../../schema/api/alerts/digest.ts';
import { delivery, type webhook } from '../../../schema/tables/alerts.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { insertInto } from '../database/columns.ts';
import { guardStatement } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { visitorFrom, withIds } from '../ids.ts';
import { newMessageId } from './moves.ts';

/** A webhook that asks for digests. `day`: the last one told, null for none. */
export interface DigestWebhook
  extends Pick<typeof webhook.$inferSelect, 'site' | 'id' | 'model' | 'createdAt'> {
  day: number | null;
  timeZone: string;
}

const subscribers = sql`select b.site, b.id, b.model, b.created_at as createdAt, b.digest_day as day,
    coalesce(f.settings->>'timeZone', 'UTC') as timeZone
  from webhook b cross join site f on f.key = b.site
  where b.disabled_at is null and exists (select 1 from json_each(b.events) j where j.value = 'digest')`;

/** All active webhooks that ask for digests: reads each webhook, of which a site has few. */
export async function readDigestWebhooks(db: D1Database): Promise<DigestWebhook[]> {
  return (await db.prepare(subscribers).all<DigestWebhook>()).results;
}

/** What a digest keeps until it is composed: ids, no names, so that who is erased by then is not told. */
export interface DigestDetail {
  /** `2026-11-27`. */
  day: string;
  timeZone: string;
  groups: Record<DigestGroup, { count: number; visitors: string[] }>;
  problems: DigestProblem[];
}

/** A day of a site under a version of a model. `from` and `to` (exclusive): UTC ms; `utcDay`: the same date in UTC. */
export interface DigestDay {
  site: number;
  revision: number;
  model: string;
  version: number;
  from: number;
  to: number;
  utcDay: string;
}

/** Someone whose level changed, from the first level of the day to the last. */
export interface DayMove {
  visitor: string;
  from: number;
  to: number;
}

/** The facts of a day. */
export interface DayFacts {
  /** One for each change, oldest first. */
  moves: DayMove[];
  sold: string[];
  /** Failed deliveries of each webhook that has some. */
  failed: { label: string; failed: number }[];
  /** Labels of webhooks disabled on that day because the receiver said so. */
  gone: string[];
  refused: number;
  /** UTC ms; null: nobody was seen ever. */
  lastSeen: number | null;
}

/** Changes of levels, and visitors outside the levels, that are read at most. */
const maxRows = 20_000;

const moves = sql`select hex(c.visitor) as visitor, c.from_level as "from", c.to_level as "to" from crossing c
  where c.site = ?1 and c.model = ?2 and c.at >= ?3 and c.at < ?4 order by c.at limit ${maxRows}`;

/** Buyers are outside the levels, which is a range of the index. */
const sold = sql`select hex(o.visitor) as visitor from (select s.visitor, s.outcome, s.outcome_at from score s indexed by score_by_heat
    where s.site = ?1 and s.version = ?2 and s.level = 5 limit ${maxRows}) o
  where o.outcome = 'won' and o.outcome_at >= ?3 and o.outcome_at < ?4`;

/** Ids of messages sort by time, and are retried for a day: a range of the primary key. */
const broken = sql`select b.label, b.disabled_reason = 'gone' and b.disabled_at >= ?2 and b.disabled_at < ?3 as isGone,
    (select count(*) from delivery y where y.site = b.site and y.webhook = b.id and y.id >= ?4
      and y.state = 'failed' and y.tried_at >= ?2 and y.tried_at < ?3) as failed
  from webhook b where b.site = ?1`;

/** SQL statements of `readDay`. */
export const dayStatements = 6;

/** Reads the facts of a day in one round trip, by ranges of keys. Throws a stale-guard error (store/database/guard.ts). */
export async function readDay(db: D1Database, day: DigestDay): Promise<DayFacts> {
  const { site, revision, model, version, from, to, utcDay } = day;
  const results = await db.batch<Record<string, never>>([
    guardStatement(db, [{ site, revision }]),
    db.prepare(moves).bind(site, model, from, to),
    db.prepare(sold).bind(site, version, from, to),
    db.prepare(broken).bind(site, from, to, newMessageId(from - 2 * dayMs)),
    db
      .prepare(
        sql`select beacons from dropped where site = ?1 and day = ?2 and reason = 'origin_not_allowed'`,
      )
      .bind(site, utcDay),
    db
      .prepare(
        sql`select s.last_seen as at from score s indexed by score_by_last_seen where s.site = ?1 and s.version = ?2
          order by s.last_seen desc limit 1`,
      )
      .bind(site, version),
  ]);
  const rowsOf = <Row>(place: number) => (results[place]?.results ?? []) as Row[];
  const hooks = rowsOf<{ label: string; isGone: 0 | 1; failed: number }>(3);
  return {
    moves: withIds<DayMove>(rowsOf(1), { visitor: visitorFrom }),
    sold: withIds<{ visitor: string }>(rowsOf(2), { visitor: visitorFrom }).map(({ visitor }) => visitor),
    failed: hooks.filter(({ failed }) => failed > 0),
    gone: hooks.filter(({ isGone }) => isGone === 1).map(({ label }) => label),
    refused: rowsOf<{ beacons: number }>(4)[0]?.beacons ?? 0,
    lastSeen: rowsOf<{ at: number }>(5)[0]?.at ?? null,
  };
}

const isNew = sql`b.site = ?1 and b.id = ?2 and b.disabled_at is null and coalesce(b.digest_day, -1) < ?3`;

const note = sql`${insertInto(delivery, {
  ...{ site: 'b.site', webhook: 'b.id', id: '?4', type: `'digest'`, at: '?5', visitor: 'null', detail: '?6' },
  ...{
    state: `'waiting'`,
    due: '?5',
    attempts: '0',
    until: 'null',
    head: 'null',
    body: 'null',
    status: 'null',
    answer: 'null',
    triedAt: 'null',
  },
})} from webhook b where ${isNew}`;

/**
 * Writes that a webhook was told of a day (counted from 1 January 1970), and its digest; null: there is nothing to say. In one
 * transaction, and only if it was not told yet: interrupted or run twice, it writes each digest once.
 */
export async function writeDigest(
  db: D1Database,
  { site, id }: Pick<DigestWebhook, 'site' | 'id'>,
  { day, detail, now }: { day: number; detail: DigestDetail | null; now: number },
): Promise<void> {
  const told = db.prepare(sql`update webhook as b set digest_day = ?3 where ${isNew}`).bind(site, id, day);
  const digest = db.prepare(note).bind(site, id, day, newMessageId(now), now, JSON.stringify(detail));
  await db.batch(detail ? [digest, told] : [told]);
}
