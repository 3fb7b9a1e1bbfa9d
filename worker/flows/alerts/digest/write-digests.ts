// Scheduled: once a day, in the morning of the site's time zone, a digest of the day before for each webhook that asks for it.

import {
  type DigestProblem,
  digestHour,
  maxDigestNames,
  willCoolDays,
} from '../../../../schema/api/alerts/digest.ts';
import { apiLimits } from '../../../../schema/api/shared.ts';
import { visitorQuery } from '../../../../schema/api/visitor-query.ts';
import { dayMs, hourMs } from '../../../../schema/time/durations.ts';
import { calendarOf } from '../../../score/rules/calendar.ts';
import {
  type DayFacts,
  type DigestDetail,
  type DigestWebhook,
  dayStatements,
  readDay,
  readDigestWebhooks,
  writeDigest,
} from '../../../store/alerts/digest.ts';
import { readSite, type SiteConfig, withModel } from '../../../store/sites/site-config.ts';
import { underFreshSite } from '../../common/fresh-site.ts';
import { inTurns, type Units } from '../../common/units.ts';
import { listVisitors } from '../../visitors/visitor-list.ts';

/** SQL statements of a digest: the site, the day, the list of who cools next, and writing it. */
export const digestStatements = 1 + dayStatements + 14 + 2;

/** Writes the digests that are due at `now`, UTC ms. Sending them is the outbox's work. */
export async function* writeDigests(db: D1Database, now: number): Units {
  const due = (await readDigestWebhooks(db)).flatMap((one) => dueOf(one, now) ?? []);
  yield* inTurns(due, {
    what: ({ webhook }) => `the digest of webhook ${webhook.id} of site #${webhook.site}`,
    statements: digestStatements,
    unit: async (one) => {
      await writeOne(db, one, now);
      return false;
    },
  });
}

/** A digest to write: `day` counted from 1 January 1970, `from` and `to` (exclusive) in UTC ms. */
interface Due {
  webhook: DigestWebhook;
  day: number;
  from: number;
  to: number;
}

/** Yesterday, from 07:00 on, if it was not told and the webhook existed then. A change of clocks is over by that hour. */
function dueOf(webhook: DigestWebhook, now: number): Due | null {
  const calendar = calendarOf(webhook.timeZone);
  const today = calendar.dayOf(now);
  const day = today - 1;
  const [from, to] = [calendar.startOf(day), calendar.startOf(today)];
  const opensAt = calendar.startOf(today + 1) - (24 - digestHour) * hourMs;
  const isTold = webhook.day !== null && webhook.day >= day;
  return now < opensAt || isTold || webhook.createdAt >= to ? null : { webhook, day, from, to };
}

async function writeOne(db: D1Database, due: Due, now: number): Promise<void> {
  const { webhook, day } = due;
  const site = await readSite(db, webhook.site);
  const under = site && withModel(site, webhook.model);
  if (!under) return;
  const detail = await underFreshSite(db, under, (fresh) => detailOf(db, fresh, { due, now }));
  await writeDigest(db, webhook, { day, detail: isWorthIt(detail) ? detail : null, now });
}

async function detailOf(
  db: D1Database,
  site: SiteConfig,
  { due: { day, from, to }, now }: { due: Due; now: number },
): Promise<DigestDetail> {
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  const { key, revision, served } = site;
  const facts = await readDay(db, {
    ...{ site: key, revision, model: served.name, version: served.version, from, to, utcDay: date },
  });
  const { hot, cooled } = movedOf(facts);
  return {
    day: date,
    timeZone: site.settings.timeZone,
    groups: {
      ...{ hot: named(hot), cooled: named(cooled), sold: named(facts.sold) },
      willCool: named(await coolingSoon(db, site, now)),
    },
    problems: problemsOf(facts, from),
  };
}

function isWorthIt({ groups, problems }: DigestDetail): boolean {
  return problems.length > 0 || Object.values(groups).some(({ count }) => count > 0);
}

const named = (visitors: readonly string[]) => ({
  count: visitors.length,
  visitors: visitors.slice(0, maxDigestNames),
});

/** By the levels at the start and at the end of the day: who rose and fell again is not told of. */
function movedOf({ moves }: DayFacts): { hot: string[]; cooled: string[] } {
  const net = new Map<string, { from: number; to: number }>();
  for (const { visitor, from, to } of moves) net.set(visitor, { from: net.get(visitor)?.from ?? from, to });
  const those = (holds: (move: { from: number; to: number }) => boolean) =>
    [...net].flatMap(([visitor, move]) => (holds(move) ? [visitor] : [])).reverse();
  return {
    hot: those(({ from, to }) => to === 1 && from !== 1),
    cooled: those(({ from, to }) => to > from),
  };
}

/** Who is on the first level and will fall from it soon, at most a page of the list. */
async function coolingSoon(db: D1Database, site: SiteConfig, now: number): Promise<string[]> {
  const [hottest] = site.served.model.levels;
  const query = visitorQuery.parse({
    ...{ status: hottest.name, sort: 'coolsAt', order: 'asc', limit: apiLimits.maxPage },
  });
  const list = await listVisitors(db, site, query, now);
  if (list.kind !== 'page') return [];
  const until = now + willCoolDays * dayMs;
  return list.data.flatMap(({ id, coolsAt }) => (coolsAt !== null && coolsAt <= until ? [id] : []));
}

function problemsOf({ failed, gone, refused, lastSeen }: DayFacts, from: number): DigestProblem[] {
  return [
    ...failed.map(({ label, failed: count }) => ({
      ...{ kind: 'deliveries_failed' as const, webhook: label, count },
    })),
    ...gone.map((label) => ({ kind: 'webhook_disabled' as const, webhook: label })),
    ...(refused > 0 ? [{ kind: 'origins_refused' as const, count: refused }] : []),
    ...(lastSeen !== null && lastSeen < from ? [{ kind: 'no_visitors' as const }] : []),
  ];
}
