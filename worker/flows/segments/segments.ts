// Segments of a site: made, read, changed and deleted. Members are never stored; they are counted when a segment is read.

import {
  type NewSegment,
  type SegmentAnswer,
  type SegmentChange,
  type SegmentDetail,
  type SegmentFilters,
  segmentLimits,
} from '../../../schema/api/alerts/segment.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { cleanEmail } from '../../score/identity/identifiers.ts';
import { calendarOf } from '../../score/rules/calendar.ts';
import { readSegmentCounts } from '../../store/segments/segment-counts.ts';
import {
  createSegment,
  deleteSegment,
  readSegment,
  readSegments,
  type SegmentRow,
  updateSegment,
  webhooksOf,
} from '../../store/segments/segments.ts';
import type { By } from '../../store/sites/audit.ts';
import { readSite, type SiteConfig, servedOf, withModel } from '../../store/sites/site-config.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { filterFaults, statusNames } from '../visitors/filters/visitor-filters.ts';
import { writeUnderFreshSite } from './fresh-write.ts';
import { membersNow } from './members.ts';

/** Why a segment cannot be made or changed. `in_use`: `webhook` is the label of one that has it. */
export type SegmentRefusal =
  | { kind: 'invalid'; errors: InputError[] }
  | { kind: 'taken'; name: string }
  | { kind: 'too_many' }
  | { kind: 'not_found' }
  | { kind: 'in_use'; webhook: string };

/** The segment as it is after a change, or why there was none. */
export type SegmentResult = { kind: 'done'; segment: SegmentDetail } | SegmentRefusal;

/** Makes a segment under a model of the site, by default under the one that was chosen. */
export async function makeSegment(
  db: D1Database,
  site: SiteConfig,
  { name, filters, model, ...by }: NewSegment & By,
): Promise<SegmentResult> {
  const made = await writeUnderFreshSite(db, site, async (fresh): Promise<Written> => {
    const under = withModel(fresh, model ?? fresh.served.name);
    if (!under) return { kind: 'invalid', errors: [unknownModel(fresh)] };
    const all = await readSegments(db, fresh.key);
    if (all.length >= segmentLimits.maxSegments) return { kind: 'too_many' };
    if (isTaken(all, name)) return { kind: 'taken', name };
    const errors = filterFaults(under, filters, 'filters.');
    if (errors.length > 0) return { kind: 'invalid', errors };
    const content = { name, model: under.served.name, filters: normalized(filters) };
    const at = { site: fresh.key, revision: fresh.revision };
    return { kind: 'written', id: await createSegment(db, at, content, by) };
  });
  return made.kind === 'written' ? afterChange(db, site, { id: made.id, now: by.now }) : made;
}

/** Renames a segment, or replaces its filters. */
export async function changeSegment(
  db: D1Database,
  site: SiteConfig,
  { id, name, filters, ...by }: SegmentChange & By & { id: string },
): Promise<SegmentResult> {
  const changed = await writeUnderFreshSite(db, site, async (fresh): Promise<Written> => {
    const all = await readSegments(db, fresh.key);
    const before = all.find((each) => each.id === id);
    if (!before) return { kind: 'not_found' };
    const others = all.filter((each) => each !== before);
    if (name !== undefined && isTaken(others, name)) return { kind: 'taken', name };
    const under = withModel(fresh, before.model);
    const errors = filters && under ? filterFaults(under, filters, 'filters.') : [];
    if (errors.length > 0) return { kind: 'invalid', errors };
    const after = { name: name ?? before.name, filters: normalized(filters ?? before.filters) };
    const isOther = JSON.stringify(after.filters) !== JSON.stringify(before.filters);
    if (isOther || after.name !== before.name) {
      const change = { id, name: after.name, filters: isOther ? after.filters : null };
      await updateSegment(db, { site: fresh.key, revision: fresh.revision }, change, by);
    }
    return { kind: 'written', id };
  });
  return changed.kind === 'written' ? afterChange(db, site, { id, now: by.now }) : changed;
}

type Written = { kind: 'written'; id: string } | SegmentRefusal;

/** The change has raised the site's revision. */
async function afterChange(
  db: D1Database,
  site: SiteConfig,
  asked: { id: string; now: number },
): Promise<SegmentResult> {
  const segment = await findSegment(db, (await readSite(db, site.key)) ?? site, asked);
  return segment ? { kind: 'done', segment } : { kind: 'not_found' };
}

/** Deletes a segment that no webhook has. */
export async function removeSegment(
  db: D1Database,
  { key }: SiteConfig,
  { id, ...by }: By & { id: string },
): Promise<{ kind: 'removed' } | SegmentRefusal> {
  const segment = await readSegment(db, key, id);
  if (!segment) return { kind: 'not_found' };
  if (await deleteSegment(db, key, segment, by)) return { kind: 'removed' };
  const [webhook] = await webhooksOf(db, key, id);
  return webhook ? { kind: 'in_use', webhook: webhook.label } : { kind: 'not_found' };
}

/** All segments, the oldest first, with their members as of `now` (UTC ms). */
export function listSegments(db: D1Database, site: SiteConfig, now: number): Promise<SegmentAnswer[]> {
  return underFreshSite(db, site, async (fresh) =>
    answersOf(db, fresh, await readSegments(db, fresh.key), now),
  );
}

/** A segment with its members as of `now` (UTC ms) and on the days before; null: there is none. */
export function findSegment(
  db: D1Database,
  site: SiteConfig,
  { id, now }: { id: string; now: number },
): Promise<SegmentDetail | null> {
  return underFreshSite(db, site, async (fresh) => {
    const row = await readSegment(db, fresh.key, id);
    if (!row) return null;
    const since = firstDay(fresh, now);
    const [segments, days] = await Promise.all([
      answersOf(db, fresh, [row], now),
      readSegmentCounts(db, { site: fresh.key, segment: id, since }),
    ]);
    const history = days.map(({ day, members }) => ({ day: dateOf(day), members }));
    return { ...(segments[0] as SegmentAnswer), history };
  });
}

/** The first day of a segment's history as of `now`, counted from 1 January 1970. */
export function firstDay({ settings }: SiteConfig, now: number): number {
  return calendarOf(settings.timeZone).dayOf(now) - segmentLimits.maxHistoryDays + 1;
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

async function answersOf(
  db: D1Database,
  site: SiteConfig,
  rows: readonly SegmentRow[],
  now: number,
): Promise<SegmentAnswer[]> {
  const counts = await membersNow(db, site, rows, now);
  return rows.map((row, index) => {
    const { id, name, model, filters, createdAt } = row;
    return { id, name, model, filters, count: counts[index] ?? 0, warning: warningOf(site, row), createdAt };
  });
}

/** Why nobody can be a member; null: there is no reason. */
function warningOf(site: SiteConfig, { model, filters: { status } }: SegmentRow): string | null {
  const under = withModel(site, model);
  if (!under) return `nobody is a member: the site does not serve the model ${model} any more`;
  const names = statusNames(under);
  if (status === undefined || names.includes(status)) return null;
  return `nobody is a member: the model has no status ${JSON.stringify(status)} any more; use one of ${names.join(', ')}`;
}

function unknownModel(site: SiteConfig): InputError {
  const names = servedOf(site).map(({ name }) => name);
  const message = `the site serves no model with this name; use one of ${names.join(', ')}`;
  return { path: 'model', message };
}

function isTaken(others: readonly SegmentRow[], name: string): boolean {
  return others.some((other) => sameName(other.name) === sameName(name));
}

function sameName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The email as the database has it. */
function normalized({ email, ...filters }: SegmentFilters): SegmentFilters {
  return email === undefined ? filters : { ...filters, email: cleanEmail(email) ?? email };
}
