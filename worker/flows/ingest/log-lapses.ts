// Scheduled: records lapses, that is, actions without their follow-up in time, as events like any other.
// Repeating is safe: the id of a lapse is derived from its starting event, so a crash only costs a run.

import type { LoggedEvent, NewEvent } from '../../score/event.ts';
import { type CompiledLapse, judge, lapseEvent, lapsesOf } from '../../score/rules/lapse.ts';
import {
  type HistoryRow,
  readDue,
  readHistories,
  type Settled,
  settle,
  type Waiting,
} from '../../store/ingest/waiting.ts';
import { readSite, type SiteConfig } from '../../store/sites/site-config.ts';
import { inTurns, type Units } from '../common/units.ts';
import { anonymousVisitor, lapseEventId } from '../common/visitor-id.ts';
import { loggedEvent } from '../scores/refold.ts';
import { batchStatements, ingest } from './ingest.ts';

/** Grace period for beacons in flight, which may have the follow-up. */
export const lapseGraceMs = 60_000;
/** Rows per run, those overdue the longest first. */
const rowsAtOnce = 100;
/** SQL statements for the rows of a site, if they form one batch of events: two reads, a batch, and the cleanup. */
const siteStatements = 3 + batchStatements + 3;

/** Records lapses due by `now` (UTC ms). After an error, they stay due for the next run. */
export async function* logLapses(db: D1Database, now: number): Units {
  const by = now - lapseGraceMs;
  const due = await readDue(db, { by, limit: rowsAtOnce });
  yield* inTurns([...Map.groupBy(due, ({ site }) => site)], {
    what: ([site]) => `logging lapses of site #${site}`,
    statements: siteStatements,
    unit: async ([site, rows]) => {
      await logLapsesOf(db, { site, rows, by, now });
      return false;
    },
  });
}

interface Turn {
  site: number;
  rows: Waiting[];
  by: number;
  now: number;
}

async function logLapsesOf(db: D1Database, { site: key, rows, by, now }: Turn): Promise<void> {
  const site = await readSite(db, key);
  // Its rows are deleted with the site (store/sites/sites-delete.ts).
  if (!site) return;
  const lapses = new Map(lapsesOf(site.fed).map((each) => [each.lapse.id, each]));
  const known = rows.flatMap((row) => {
    const compiled = lapses.get(row.lapse);
    return compiled ? [{ ...row, compiled }] : [];
  });
  const judged = known.length > 0 ? await judgeRows(db, site, known, by) : [];
  const events = await Promise.all(judged.flatMap(({ lapsed }) => lapsed).map((each) => eventOf(site, each)));
  if (events.length > 0) {
    const arrivals = events.map((event) => ({ site, event }));
    const stored = await ingest(db, arrivals, now);
    if (stored.kind !== 'stored') return;
  }
  const gone = rows.filter(({ lapse }) => !lapses.has(lapse));
  await settle(db, { site: key, revision: site.revision }, [
    ...judged.map(({ row }) => row),
    ...gone.map(done),
  ]);
}

/** A row whose lapse is no longer in any model. */
function done({ lapse, device, since }: Waiting): Settled {
  return { lapse, device, since, next: null, due: null, begins: null, snapshot: null };
}

/** A starting event that has lapsed. */
interface Lapsed {
  begun: LoggedEvent;
  compiled: CompiledLapse;
}

interface KnownRow extends Waiting {
  compiled: CompiledLapse;
}

/** Decides for each row what has lapsed and what happens to the row. Reads all of them at once. */
async function judgeRows(
  db: D1Database,
  { key, visitorKey, served }: SiteConfig,
  rows: KnownRow[],
  by: number,
): Promise<{ lapsed: Lapsed[]; row: Settled }[]> {
  const asked = rows.map(async ({ device, since, compiled: { lapse } }) => ({
    ...{ device, since, begins: lapse.after.on, ends: lapse.unless.on },
    anonymous: await anonymousVisitor(visitorKey, device),
  }));
  const which = { site: key, version: served.version };
  const { snapshots, events } = await readHistories(db, which, await Promise.all(asked));
  const histories = Map.groupBy(events, ({ place }) => place);
  return rows.map(({ compiled, lapse, device, since }, place) => {
    const { lapsed, open } = judgeDevice(histories.get(place) ?? [], { device, compiled, by });
    const next = open.length > 0 ? Math.min(...open.map(({ occurredAt }) => occurredAt)) : null;
    const row = { lapse, device, since, next, due: next === null ? null : next + compiled.time };
    return {
      lapsed: lapsed.map((begun) => ({ begun, compiled })),
      row: { ...row, begins: compiled.lapse.after.on, snapshot: snapshots[place] ?? null },
    };
  });
}

/** Each person's actions are evaluated separately, on all their devices; starts on other devices have their own rows. */
function judgeDevice(
  history: HistoryRow[],
  { device, compiled, by }: { device: string; compiled: CompiledLapse; by: number },
): { lapsed: LoggedEvent[]; open: LoggedEvent[] } {
  const isHere = (event: LoggedEvent) => event.device === device;
  const people = [...Map.groupBy(history, ({ visitor }) => visitor).values()];
  const judged = people.map((rows) => judge(rows.map(loggedEvent), compiled, by));
  return {
    lapsed: judged.flatMap(({ lapsed }) => lapsed.filter(isHere)),
    open: judged.flatMap(({ open }) => open.filter(isHere)),
  };
}

async function eventOf({ visitorKey }: SiteConfig, { begun, compiled }: Lapsed): Promise<NewEvent> {
  const { device, id } = begun;
  return lapseEvent(
    begun,
    compiled,
    await lapseEventId(visitorKey, { lapse: compiled.lapse.id, device, id }),
  );
}
