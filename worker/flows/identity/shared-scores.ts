// The scores that result from resolutions: of visitors who own more or less than before, whose events are redistributed.
// Reads their log and scores; writes nothing.

import type { LoggedEvent } from '../../score/event.ts';
import { readsFirstVisit } from '../../score/fit/first-visit-facts.ts';
import { crossingOfShared } from '../../score/standing/crossing.ts';
import { emptyState, ticksPerMs } from '../../score/standing/step.ts';
import type { Resolved } from '../../store/identity/identity.ts';
import type { SplitRow } from '../../store/identity/ties.ts';
import type { EventRow } from '../../store/log/events.ts';
import type { NewCrossing } from '../../store/scores/crossings.ts';
import type { Refolded } from '../../store/scores/derived.ts';
import { type LevelRow, readFirstVisits, readSharedOut } from '../../store/scores/shared-out.ts';
import { type SiteConfig, servedOf } from '../../store/sites/site-config.ts';
import {
  fitsOf,
  type KnownTraits,
  type KnownVisits,
  loggedEvent,
  noVisits,
  refold,
} from '../scores/refold.ts';
import { standingRow } from '../scores/standing-row.ts';
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
    const refolded = refold(events, site.fed, traits);
    const split = graph.splits.at(-1);
    if (split) refolded.standings.push(...emptyRows(refolded, { site, named, traits, split }));
    const levels = [...affected].flatMap((visitor) => before.levels.get(visitor) ?? []);
    const crossings = crossingsOf(site, { levels, refolded, notBefore: splitAt });
    const fits = fitsOf(othersIn(resolution), site.fed, { traits, visits });
    return { graph, change: { ...change, refolded, levels, crossings, fits } };
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
  return fitsOf(empty, site.fed, { traits, visits: noVisits }).map((fit) => standingRow(fit, nothing));
}

/** Visitors who crossed a level: at the arrival of their latest event, but not before `notBefore` (UTC ms). */
function crossingsOf(
  site: SiteConfig,
  { levels, refolded, notBefore }: { levels: readonly LevelRow[]; refolded: Refolded; notBefore: number },
): NewCrossing[] {
  return servedOf(site).flatMap(({ name, version }) => {
    const before = new Map(
      levels.flatMap((row) =>
        row.version === version && row.level !== null ? [[row.visitor, row.level]] : [],
      ),
    );
    return refolded.standings
      .filter((row) => row.version === version)
      .flatMap(({ visitor, level, arrival }) => {
        const crossing = crossingOfShared({ own: before.get(visitor), all: [...before.values()] }, level);
        const at = Math.max(Math.floor(arrival / ticksPerMs), notBefore);
        return crossing ? [{ site: site.key, model: name, at, visitor, ...crossing }] : [];
      });
  });
}
