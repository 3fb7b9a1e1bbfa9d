// The database part of rescoring: the visitors of a step, the progress, and the state that a step was computed from.

import { and, eq, sql as fragment, isNotNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { lead } from '../../../schema/tables/identity.ts';
import { model, servedModel, site } from '../../../schema/tables/site.ts';
import { refreshWatch } from '../alerts/watch.ts';
import { guardStatement, nextRevision, raiseStale } from '../database/guard.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, visitorFrom, withIds } from '../ids.ts';
import { type EventRow, eventColumns, eventsFrom } from '../log/events.ts';
import { eventsIn, stretchesOf } from '../log/stretch-sql.ts';
import type { FedModel } from '../sites/site-config.ts';
import { type Refolded, replaceDerived } from './derived.ts';
import { copyEmpty, type FitRow } from './score-lead.ts';

/** The next visitors to refold, with their events, as one consistent read. */
export interface RescoreStep {
  visitors: string[];
  events: (EventRow & { visitor: string })[];
  /** Leads of the identified visitors among them; `traits` is JSON. */
  leads: Pick<StoredRow<typeof lead>, 'visitor' | 'traits'>[];
  /** What the guard compares: devices, stints, the size of each log, and the last change of each lead. */
  snapshot: string;
}

/** The next visitors after ?3, hex, at most ?4, of the site ?1 under the version ?2. */
export const next = sql`select visitor from score where site = ?1 and version = ?2 and visitor > unhex(?3) order by visitor limit ?4`;

const stretches = (visitors: string) => stretchesOf({ visitors, version: '?2' });

/** The events of these visitors of the site ?1, with scores under the version ?2. */
export const eventsOf = (visitors: string) =>
  sql`select hex(o.visitor) as visitor, ${eventColumns} from (${stretches(visitors)}) o ${eventsIn('o')}`;

const leadsOf = (visitors: string) =>
  sql`lead l where l.site = ?1 and l.visitor in (${visitors}) order by l.visitor`;

const snapshotOf = (visitors: string) => sql`
  select json_array((select json_group_array(json_array(hex(device), started_at, ended_at, hex(visitor), events)) from (
    select o.*, (select count(*) from event e where e.site = ?1 and e.device = o.device) as events
    from (${stretches(visitors)}) o order by o.device, o.started_at)),
  (select json_group_array(json_array(hex(visitor), attempt)) from (select l.visitor, l.attempt from ${leadsOf(visitors)})))`;

/** Where a step starts, and its number of visitors. */
export interface StepAsked {
  site: number;
  served: number;
  cursor: string;
  limit: number;
}

/** Reads a step after `cursor`: at most `limit` visitors, by the primary key of the served version's scores. */
export async function readStep(db: D1Database, asked: StepAsked): Promise<RescoreStep> {
  return (await readStepWith(db, asked, [])).step;
}

/**
 * Like `readStep`, and in the same consistent read runs `more` on its visitors: SQL that can use them as `next`; ?1 is the
 * site, ?2 the version.
 */
export function readStepWith(
  db: D1Database,
  { site, served, cursor, limit }: StepAsked,
  more: readonly ((visitors: string) => string)[],
): Promise<{ step: RescoreStep; more: Record<string, unknown>[][] }> {
  return readThese(db, { visitors: next, values: [site, served, hexOf(cursor), limit] }, more);
}

const one = sql`select visitor from score where site = ?1 and version = ?2 and visitor = unhex(?3)`;

/** The same for one visitor; nobody, if the visitor has no score under the served version. */
export async function readStepOf(
  db: D1Database,
  { site, served, visitor }: { site: number; served: number; visitor: string },
): Promise<RescoreStep> {
  return (await readThese(db, { visitors: one, values: [site, served, hexOf(visitor)] }, [])).step;
}

async function readThese(
  db: D1Database,
  { visitors: these, values }: { visitors: string; values: (string | number)[] },
  more: readonly ((visitors: string) => string)[],
): Promise<{ step: RescoreStep; more: Record<string, unknown>[][] }> {
  const ask = (text: string) => db.prepare(text).bind(...values);
  const [visitors, snapshot, events, leads, ...others] = await db.batch<Record<string, unknown>>([
    ask(sql`select hex(visitor) as visitor from (${these})`),
    ask(sql`select (${snapshotOf(these)}) as snapshot`),
    ask(eventsOf(these)),
    ask(sql`select hex(l.visitor) as visitor, l.traits from ${leadsOf(these)}`),
    ...more.map((sqlOf) => ask(sqlOf(these))),
  ]);
  const step = {
    visitors: (visitors?.results ?? []).map(({ visitor }) => visitorFrom(String(visitor))),
    snapshot: String(snapshot?.results[0]?.snapshot),
    events: eventsFrom<RescoreStep['events'][number]>(events?.results),
    leads: withIds<RescoreStep['leads'][number]>(leads?.results, { visitor: visitorFrom }),
  };
  return { step, more: others.map(({ results }) => results) };
}

/** The progress of a filling. */
export interface Filling {
  site: number;
  revision: number;
  served: FedModel;
  filling: FedModel;
  cursor: string;
}

/**
 * Writes a step and moves the cursor; `empty`: identified visitors without events. Throws a stale-guard error if anything
 * that the step was computed from has changed.
 */
export async function writeStep(
  db: D1Database,
  { site, revision, served, filling, cursor }: Filling,
  { step, refolded, empty }: { step: RescoreStep; refolded: Refolded; empty: FitRow[] },
): Promise<void> {
  await db.batch([
    ...stepGuard(db, { site, revision, served: served.version, step }),
    // Another run may have done this step in the meantime. Without this check the step would count twice.
    db
      .prepare(
        sql`select case when (select cursor from model where site = ?1 and version = ?2) = ?3 then 1 else ${raiseStale} end`,
      )
      .bind(site, filling.version, cursor),
    ...replaceDerived(db, site, refolded),
    copyEmpty(db, site, { version: served.version, rows: empty }),
    statementOf(db, (d1) =>
      d1
        .update(model)
        .set({ cursor: step.visitors.at(-1) ?? '', done: fragment`${model.done} + ${step.visitors.length}` })
        .where(versionOf(site, filling)),
    ),
  ]);
}

/** Statements that raise a stale-guard error if anything that a step was computed from has changed. */
export function stepGuard(
  db: D1Database,
  { site, revision, served, step }: { site: number; revision: number; served: number; step: RescoreStep },
): D1PreparedStatement[] {
  const listed = sql`select unhex(value) from json_each(?3)`;
  return [
    guardStatement(db, [{ site, revision }]),
    db
      .prepare(sql`select case when (${snapshotOf(listed)}) = ?4 then 1 else ${raiseStale} end as fresh`)
      .bind(site, served, JSON.stringify(step.visitors.map(hexOf)), step.snapshot),
  ];
}

const versionOf = (key: number, { version }: Pick<FedModel, 'version'>) =>
  and(eq(model.site, key), eq(model.version, version));

/** The cursor of a version that is being filled. */
export async function readCursor(db: D1Database, key: number, version: number): Promise<string> {
  const { cursor } = model;
  const row = await drizzle(db).select({ cursor }).from(model).where(versionOf(key, { version })).get();
  return row?.cursor ?? '';
}

/** Makes the filled version the served one of its model: changes one row, and makes every writer read it again. */
export async function serveFilled(
  db: D1Database,
  { site: key, revision, filling: { name, version } }: Filling,
): Promise<void> {
  await db.batch([
    guardStatement(db, [{ site: key, revision }]),
    statementOf(db, (d1) =>
      d1
        .insert(servedModel)
        .values({ site: key, name, version })
        .onConflictDoUpdate({ target: [servedModel.site, servedModel.name], set: { version } }),
    ),
    statementOf(db, (d1) =>
      d1
        .update(site)
        .set({ fillingVersion: null, ...nextRevision })
        .where(eq(site.key, key)),
    ),
    ...refreshWatch(db, key),
    // The cursor names a visitor, who may be erased later.
    statementOf(db, (d1) => d1.update(model).set({ cursor: null }).where(versionOf(key, { version }))),
  ]);
}

/** Sites with a version being filled. */
export async function sitesFilling(db: D1Database): Promise<number[]> {
  const rows = await drizzle(db).select({ key: site.key }).from(site).where(isNotNull(site.fillingVersion));
  return rows.map(({ key }) => key);
}
