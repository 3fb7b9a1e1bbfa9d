// The scores that result from resolutions: of visitors who own more or less than before, whose events are redistributed.
// Reads their log and scores; writes nothing.

import type { LoggedEvent } from '../../score/event.ts';
import { readsFirstVisit } from '../../score/fit/first-visit-facts.ts';
import { moveOfCrossing, stoodAt } from '../../score/segments/moves.ts';
import { inherited, readTold, type Told } from '../../score/segments/told.ts';
import { crossingOfShared } from '../../score/standing/crossing.ts';
import { emptyState, ticksPerMs } from '../../score/standing/step.ts';
import type { NewMove } from '../../store/alerts/moves.ts';
import type { Resolved } from '../../store/identity/identity.ts';
import type { SplitRow } from '../../store/identity/ties.ts';
import type { EventRow } from '../../store/log/events.ts';
import type { NewCrossing } from '../../store/scores/crossings.ts';
import type { Refolded } from '../../store/scores/derived.ts';
import type { Marked } from '../../store/scores/reviews.ts';
import { type LevelRow, readFirstVisits, readSharedOut } from '../../store/scores/shared-out.ts';
import { type FedModel, type SiteConfig, servedOf } from '../../store/sites/site-config.ts';
import { watchedOf } from '../alerts/watched.ts';
import {
  fitsOf,
  type KnownTraits,
  type KnownVisits,
  loggedEvent,
  loweredTo,
  noVisits,
  refold,
} from '../scores/refold.ts';
import { emptyRow } from '../scores/standing-row.ts';
import type { Resolution } from './resolution.ts';

/** Data of the visitors whose events are redistributed, by device and by visitor. */
interface Before {
  events: Map<string, EventRow[]>;
  levels: Map<string, LevelRow[]>;
}

/**
 * The resolutions with the resulting scores. One read for all of them, if events change their owner. `splitAt`: the time of a
 * split, UTC ms.
 */
export async function withScores(
  db: D1Database,
  site: SiteConfig,
  { resolutions, splitAt = 0 }: { resolutions: readonly Resolution[]; splitAt?: number },
): Promise<Resolved[]> {
  const before = await readBefore(db, site, resolutions);
  const visits = await readVisits(db, site, resolutions);
  return resolutions.map((resolution) => {
    const { graph, affected, named, ownerOf, ...change } = resolution;
    const events = new Map([...affected].map((visitor) => [visitor, [] as LoggedEvent[]]));
    for (const row of graph.devices.flatMap((device) => before.events.get(device) ?? []))
      events.get(ownerOf(row.device, row.ownedAt ?? row.occurredAt))?.push(loggedEvent(row));
    const traits = new Map(change.leads.map((lead) => [lead.visitor, lead.traits]));
    const folded = refold(events, site.fed, traits);
    const split = graph.splits.at(-1);
    if (split) folded.standings.push(...emptyRows(folded, { site, named, traits, split }));
    const at = Math.max(splitAt, ...folded.standings.map(({ arrival }) => Math.floor(arrival / ticksPerMs)));
    const refolded = loweredTo(at, folded, site.fed);
    const levels = [...affected].flatMap((visitor) => before.levels.get(visitor) ?? []);
    const { crossings, moves } = crossingsOf(site, { levels, refolded, notBefore: splitAt });
    const marked = markedOf(site, { levels, refolded, absorbed: change.absorbed });
    const fits = fitsOf(othersIn(resolution), site.fed, { traits, visits });
    return { graph, change: { ...change, refolded, levels, crossings, moves, marked, at, fits } };
  });
}

/** The visitors of a graph whose events stay theirs. */
function othersIn({ graph, leads, affected }: Resolution): string[] {
  const all = [...graph.stints, ...graph.identifiers, ...leads].map(({ visitor }) => visitor);
  return [...new Set(all)].filter((visitor) => !affected.has(visitor));
}

/** Their first visits, if the fit under one of the models depends on these. */
async function readVisits(
  db: D1Database,
  { key, fed, served: { version } }: SiteConfig,
  resolutions: readonly Resolution[],
): Promise<KnownVisits> {
  if (!fed.some(({ model }) => readsFirstVisit(model))) return noVisits;
  const visitors = [...new Set(resolutions.flatMap(othersIn))];
  const rows = visitors.length === 0 ? [] : await readFirstVisits(db, key, { visitors, version });
  return new Map(rows.map(({ visitor, ...visit }) => [visitor, visit]));
}

async function readBefore(
  db: D1Database,
  site: SiteConfig,
  resolutions: readonly Resolution[],
): Promise<Before> {
  const sharing = resolutions.filter(({ affected }) => affected.size > 0);
  if (sharing.length === 0) return { events: new Map(), levels: new Map() };
  const { events, levels } = await readSharedOut(db, site.key, {
    devices: sharing.flatMap(({ graph }) => graph.devices),
    visitors: sharing.flatMap(({ affected }) => [...affected]),
    versions: servedOf(site).map(({ version }) => version),
  });
  return {
    events: Map.groupBy(events, ({ device }) => device),
    levels: Map.groupBy(levels, ({ visitor }) => visitor),
  };
}

/** A visitor whose only device was split away stays in the list, without events. */
function emptyRows(
  { visitors, standings }: Refolded,
  {
    site,
    named,
    traits,
    split,
  }: { site: SiteConfig; named: Set<string>; traits: KnownTraits; split: SplitRow },
): Refolded['standings'] {
  const empty = visitors.filter(
    (visitor) => named.has(visitor) && !standings.some((row) => row.visitor === visitor),
  );
  const { device, arrival, at } = split;
  const nothing = emptyState({ device, arrival, occurredAt: at });
  return fitsOf(empty, site.fed, { traits, visits: noVisits }).map((fit) => emptyRow(fit, nothing, site.fed));
}

/** Visitors who crossed a level, and how it is told: at the arrival of their latest event, but not before `notBefore` (UTC ms). */
function crossingsOf(
  site: SiteConfig,
  { levels, refolded, notBefore }: { levels: readonly LevelRow[]; refolded: Refolded; notBefore: number },
): { crossings: NewCrossing[]; moves: NewMove[] } {
  const crossed = servedOf(site).flatMap((version) => {
    const { name } = version;
    const before = rowsUnder(version, levels);
    const all = [...before.values()].map(({ level }) => level);
    return refolded.standings
      .filter((row) => row.version === version.version)
      .flatMap(({ visitor, level, arrival }) => {
        const own = before.get(visitor);
        const crossing = crossingOfShared({ own: own?.level, all }, level);
        if (!crossing) return [];
        const at = Math.max(Math.floor(arrival / ticksPerMs), notBefore);
        const of = { site: site.key, model: name, at, visitor };
        // A publication with alerts has yet to compare this row.
        const isLater = own?.told === null && watchedOf(site, version)?.against != null;
        const detail = { previous: own ? stoodAt(own) : null };
        const move = isLater ? [] : [{ ...of, ...moveOfCrossing(crossing), detail }];
        return [{ crossing: { ...of, ...crossing }, move }];
      });
  });
  return {
    crossings: crossed.map(({ crossing }) => crossing),
    moves: crossed.flatMap(({ move }) => move),
  };
}

/** The stored rows under a version, by visitor. */
function rowsUnder(
  { version }: Pick<FedModel, 'version'>,
  levels: readonly LevelRow[],
): Map<string, LevelRow & { level: number }> {
  return new Map(
    levels.flatMap((row) =>
      row.version === version && row.level !== null
        ? [[row.visitor, { ...row, level: row.level }] as const]
        : [],
    ),
  );
}

/**
 * The refolded rows under watched versions, with what counts as told: nobody enters again what a visitor was in who is this one
 * from now on, or whose events went to it.
 */
function markedOf(
  site: SiteConfig,
  {
    levels,
    refolded,
    absorbed,
  }: { levels: readonly LevelRow[]; refolded: Refolded; absorbed: Resolved['change']['absorbed'] },
): Marked[] {
  const survivorOf = new Map(absorbed.map(({ visitor, survivor }) => [visitor, survivor]));
  return servedOf(site).flatMap((version) => {
    const watched = watchedOf(site, version);
    if (!watched) return [];
    const told = new Map(
      [...rowsUnder(version, levels)].map(([visitor, row]) => [visitor, readTold(row.told, watched.since)]),
    );
    return refolded.standings
      .filter((row) => row.version === version.version)
      .map(({ visitor }) => {
        const others = [...told].filter(([other]) => other !== visitor);
        const isSame = ([other]: [string, Told | null]) => survivorOf.get(other) === visitor;
        const counts = inherited(told.get(visitor), {
          absorbed: others.filter(isSame).map(([, one]) => one),
          others: others.filter((one) => !isSame(one)).map(([, one]) => one),
        });
        return { version: version.version, visitor, told: counts && JSON.stringify(counts) };
      });
  });
}
