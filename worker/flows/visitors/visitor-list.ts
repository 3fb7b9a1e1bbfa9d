// The visitor list: turns the query into ranges of stored scores, and shows the results as of one time.

import type { InputError } from '../../../schema/api/shared.ts';
import type { Visitor } from '../../../schema/api/visitor.ts';
import type { VisitorQuery } from '../../../schema/api/visitor-query.ts';
import { tiers } from '../../../schema/tables/tier.ts';
import { heatOfOnePoint } from '../../score/decay.ts';
import { companyKeysFor } from '../../score/fit/company.ts';
import { cleanEmail } from '../../score/identity/identifiers.ts';
import { type CompiledModel, compileModel } from '../../score/rules/compile.ts';
import { sourceName } from '../../score/source/source-name.ts';
import { callSegments } from '../../score/standing/call-order.ts';
import {
  allHeatRanges,
  coolingRangesOf,
  heatRangesOf,
  type StandingFilter,
} from '../../score/standing/heat-range.ts';
import { outsideLevel } from '../../score/standing/level.ts';
import { customerStatus, disqualifiedStatus } from '../../score/standing/standing-now.ts';
import { trendStart } from '../../score/standing/trend.ts';
import { soughtWords } from '../../score/words/search-text.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import type {
  Position,
  Segment,
  TrendFilter,
  VisitorListQuery,
} from '../../store/visitors/visitor-list-query.ts';
import { pickVisitors, type VisitorRows, walkCooling, walkVisitors } from '../../store/visitors/visitors.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { type NoPage, nextCursorOf, startOf } from './list-start.ts';
import { fingerprint, type LastVisitor, positionOf, stateOf } from './visitor-list-place.ts';
import { visitorView } from './visitor-view.ts';

/**
 * A page, or why it cannot be returned. `at`: the time that it shows, UTC ms. `state`: text that is the same for two pages between
 * which nothing has changed but the time within a minute.
 */
export type VisitorListAnswer =
  | { kind: 'page'; data: Visitor[]; nextCursor: string | null; at: number; state: () => string }
  | NoPage;

/**
 * A page of the site's visitors as of now, or of `query.at`. With a filter without an index, a page can be short or empty and still
 * have a cursor. `now` is UTC ms.
 */
export function listVisitors(
  db: D1Database,
  site: SiteConfig,
  query: VisitorQuery,
  now: number,
): Promise<VisitorListAnswer> {
  return underFreshSite(db, site, (fresh) => list(db, fresh, query, now));
}

async function list(
  db: D1Database,
  site: SiteConfig,
  query: VisitorQuery,
  now: number,
): Promise<VisitorListAnswer> {
  const scope = { site, list: fingerprint(query) };
  const start = await startOf<LastVisitor>(scope, { query, now, errors: complaints(site, query) });
  if (start.kind !== 'start') return start;
  const { at } = start;
  const after = start.after && { value: start.after[0], visitor: start.after[1], place: start.after[2] };
  const asked = listQuery(site, query, { at, after });
  const { rows, reached } = await find(db, asked);
  const page = rows.slice(0, query.limit);
  const end = rows.length > page.length ? positionOf(page, asked) : reached;
  const last: LastVisitor | null = end && [end.value, end.visitor, end.place ?? 0];
  return {
    kind: 'page',
    data: page.map((row) => visitorView(row, site.served, at)),
    nextCursor: last && (await nextCursorOf(scope, at, last)),
    at,
    state: () => stateOf(site, { page, end, at }),
  };
}

async function find(db: D1Database, asked: VisitorListQuery): Promise<VisitorRows> {
  const ranges = asked.sort === 'coolsAt' ? asked.cooling : asked.ranges;
  if (ranges?.length === 0 || asked.segments.length === 0) return { rows: [], reached: null };
  const walk = asked.sort === 'coolsAt' ? walkCooling : walkVisitors;
  return (await pickVisitors(db, asked)) ?? (await walk(db, asked));
}

/** Validates what zod cannot: the model's level names, and the email. */
function complaints(site: SiteConfig, { status, email }: VisitorQuery): InputError[] {
  const errors: InputError[] = [];
  const names = statusNames(site);
  if (status !== undefined && !names.includes(status)) {
    errors.push({ path: 'status', message: `unknown status; use one of ${names.join(', ')}` });
  }
  if (email !== undefined && cleanEmail(email) === null) {
    errors.push({
      path: 'email',
      message: 'give a complete email address, or search for a part of it with "q"',
    });
  }
  return errors;
}

/** The possible values of a visitor's status: the levels, hottest first, then those outside them. */
export function statusNames(site: SiteConfig): string[] {
  return [...site.served.model.levels.map(({ name }) => name), customerStatus, disqualifiedStatus];
}

function listQuery(
  site: SiteConfig,
  query: VisitorQuery,
  { at, after }: { at: number; after: Position | null },
): VisitorListQuery {
  const { served } = site;
  const compiled = compileModel(served);
  const { level, isCustomer, tiers, isNobody } = standingOf(site, query);
  const standing: StandingFilter = { level, minScore: query.minScore ?? null, at };
  const ranges = isNobody ? [] : heatRangesOf(compiled, standing);
  const everybody: Segment = { place: 0, tiers, ranges: ranges ?? allHeatRanges };
  const isByPriority = query.sort === 'priority' && !isNobody;
  return {
    site: site.key,
    revision: site.revision,
    version: served.version,
    sort: query.sort,
    order: orderOf(query),
    ranges,
    tiers,
    segments: isByPriority ? callSegments(compiled, standing, tiers) : [everybody],
    cooling: isNobody ? [] : coolingRangesOf(compiled, standing),
    isCustomer,
    trend: trendOf(compiled, query, at),
    seenSince: query.seenSince ?? null,
    source: query.source === undefined ? null : sourceName(query.source),
    channel: query.channel ?? null,
    state: query.state ?? null,
    owner: query.owner ?? null,
    email: query.email === undefined ? null : cleanEmail(query.email),
    userId: query.userId ?? null,
    company:
      query.company === undefined ? null : { name: query.company, keys: companyKeysFor(query.company) },
    q: query.q === undefined ? null : soughtWords(query.q),
    after,
    limit: query.limit,
    hasLocalIdentities: site.settings.claimed === 'separate',
  };
}

/** The combination of status, grade, cell and `identified`; `isNobody`: they exclude each other. */
function standingOf(site: SiteConfig, { status, grade, cell, identified }: VisitorQuery) {
  const index = status === undefined ? -1 : statusNames(site).indexOf(status);
  const levels = [
    ...(index < 0 ? [] : [Math.min(index + 1, outsideLevel)]),
    ...(cell === undefined ? [] : [Number(cell[1])]),
  ];
  const grades = [grade, cell?.[0]].filter((each) => each !== undefined);
  const asked = tiers.filter(
    (tier) =>
      grades.every((each) => each === tier) && (identified === undefined || identified === (tier !== '')),
  );
  return {
    level: levels[0] ?? null,
    isCustomer: levels[0] === outsideLevel ? status === customerStatus : null,
    tiers: asked,
    isNobody: new Set(levels).size > 1 || asked.length === 0,
  };
}

function trendOf(compiled: CompiledModel, { trend }: VisitorQuery, at: number): TrendFilter | null {
  if (trend === undefined) return null;
  const { day, moment } = trendStart(at, compiled.calendar);
  const units = { unit: heatOfOnePoint(compiled, at), unitAtStart: heatOfOnePoint(compiled, moment) };
  return { isUp: trend === 'up', day, ...units };
}

function orderOf({ sort, order }: VisitorQuery): 'asc' | 'desc' {
  return order ?? (sort === 'coolsAt' ? 'asc' : 'desc');
}
