// The changes caused by a batch of events: runs the step of each visitor who owns some of them, for one transaction. Pure except
// for the time; reads nothing.

import type { Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../../score/event.ts';
import { type FirstVisitFacts, readsFirstVisit } from '../../score/fit/first-visit-facts.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { lapsesOf } from '../../score/rules/lapse.ts';
import { unseen } from '../../score/source/source.ts';
import { crossingOf } from '../../score/standing/crossing.ts';
import { type State, step, ticksPerMs } from '../../score/standing/step.ts';
import { lastSeenLagMs } from '../../score/standing/verify.ts';
import type { PendingDevice } from '../../store/identity/pending.ts';
import type { OwnerStint, ReadLead } from '../../store/ingest/arrival-read.ts';
import type { Moved, Writing, WrittenStanding } from '../../store/ingest/arrival-write.ts';
import type { Waiting } from '../../store/ingest/waiting.ts';
import type { FitRow } from '../../store/scores/score-lead.ts';
import { newAttempt } from '../../store/scores/standings.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';
import { tellArrival } from '../alerts/tell-arrival.ts';
import { deviceKey, type Known, type KnownStanding, standingKey } from '../common/known.ts';
import { fitsOf } from '../scores/refold.ts';
import { standingRow } from '../scores/standing-row.ts';
import { type Entry, eventRow, identityOf, ownedAtOf } from './entry.ts';

/** An incoming batch; `receivedAt` is UTC ms. */
export interface Job {
  batch: Entry[];
  sites: Map<number, SiteConfig>;
  receivedAt: number;
  /** Devices whose identifications arrived earlier with these events but were not applied, because of a crash. */
  unapplied: PendingDevice[];
  /** Events dropped because a person was erased, by site. */
  erased: Map<number, number>;
}

/** The rows to write, and the visitors' new standings by `standingKey`. */
export interface Arrived {
  writing: Writing;
  standings: Map<string, KnownStanding>;
}

/** Computes the changes; null if `known` lacks the owner of an event or a standing. */
export function arrive({ batch, sites, receivedAt }: Job, known: Known): Arrived | null {
  const used = [...new Set(batch.map(({ siteKey }) => siteKey))].map((key) => sites.get(key) as SiteConfig);
  const writing: Writing = {
    revisions: used.map(({ key, revision }) => ({ site: key, revision })),
    relied: [],
    owners: [],
    events: [],
    standings: [],
    refits: [],
    attempt: newAttempt(),
    crossings: [],
    moves: [],
    begun: used.flatMap((site) => begunIn(batch, site, receivedAt)),
    records: batch.flatMap(({ record }) => record ?? []),
    identities: batch.flatMap(identityOf),
    now: receivedAt,
  };
  const owned = byOwner(batch, known, writing);
  if (!owned) return null;
  const standings: Arrived['standings'] = new Map();
  for (const { site, visitor, entries } of owned) {
    const all =
      sites
        .get(site)
        ?.fed.map((version) => ({ version, key: standingKey(site, version.version, visitor) })) ?? [];
    const before = all.map(({ key }) => known.standings.get(key));
    const arrival = Math.max(
      receivedAt * ticksPerMs,
      ...before.map((one) => (one?.state?.standing.arrival ?? -1) + 1),
    );
    const events = entries.map(({ entry: { event }, position }) => ({ ...event, arrival, position }));
    writing.events.push(...entries.map(({ entry }, index) => eventRow(entry, events[index] as LoggedEvent)));
    for (const [index, { version, key }] of all.entries()) {
      const was = before[index];
      if (!was) return null;
      const of = { site: sites.get(site) as SiteConfig, version, visitor };
      standings.set(key, take(of, { was, events, writing }));
    }
  }
  return { writing, standings };
}

interface Owned {
  site: number;
  visitor: string;
  entries: { entry: Entry; position: number }[];
}

/** The events by owner, and the facts on which that depends; null if a device is not known. */
function byOwner(batch: readonly Entry[], known: Known, writing: Writing): Owned[] | null {
  const owned = new Map<string, Owned>();
  for (const [position, entry] of batch.entries()) {
    const { siteKey: site, event, anonymous } = entry;
    const stints = known.stints.get(deviceKey(site, event.device));
    if (!stints) return null;
    const ownedAt = ownedAtOf(event);
    const owner = ownerAt(stints, ownedAt);
    writing.owners.push({ site, device: event.device, ownedAt, visitor: owner });
    const visitor = owner ?? anonymous;
    const key = `${site}\n${visitor}`;
    const all = owned.get(key) ?? { site, visitor, entries: [] };
    all.entries.push({ entry, position });
    owned.set(key, all);
  }
  return [...owned.values()];
}

/** The visitor whose stint includes a time (UTC ms), or null. The stints are in order of time. */
export function ownerAt(stints: readonly OwnerStint[], at: number): string | null {
  return stints.findLast(({ startedAt }) => startedAt <= at)?.visitor ?? null;
}

/** Runs the step of one visitor under one version and adds the result to the rows to write. */
function take(
  { site, version, visitor }: { site: SiteConfig; version: FedModel; visitor: string },
  { was, events, writing }: { was: KnownStanding; events: LoggedEvent[]; writing: Writing },
): KnownStanding {
  const state = step(was.state, events, compileModel(version));
  const { attempt, lead } = was;
  writing.relied.push({
    ...{ site: site.key, version: version.version, visitor, attempt },
    leadAttempt: attempt === null ? (lead?.attempt ?? null) : null,
  });
  const moved = movedBy(was, state, version.prediction !== null);
  const fit = fitOf({ visitor, version, lead, visit: state.standing });
  const isMoved = was.state && !isSameVisit(was.state.standing, state.standing);
  if (isMoved && readsFirstVisit(version.model)) writing.refits.push(...devicesOf(site.key, events));
  const crossed =
    version === site.filling ? null : crossingOf(was.state?.standing.level, state.standing.level);
  const at = Math.floor(state.standing.arrival / ticksPerMs);
  const stored = moved.lastSeen || !was.state ? state.standing.lastSeen : was.lastSeen;
  const grade = was.row ? was.row.grade : fit.grade;
  const of = { site, version, visitor, was, state, grade, events, crossed, at };
  const telling = tellArrival({ ...of, lastSeen: stored });
  const isSooner = telling.isSooner && was.row !== null;
  const lastSeen = isSooner ? state.standing.lastSeen : stored;
  const { told, checkAt } = telling.row;
  writing.standings.push({
    ...standingRow(fit, state, version),
    site: site.key,
    carried: lead,
    // A new row is inserted completely. It is rare in others: one statement for all of them.
    moved: isSooner ? everything : moved,
    ...{ told, checkAt },
  } satisfies WrittenStanding);
  if (crossed) writing.crossings.push({ site: site.key, model: version.name, at, visitor, ...crossed });
  writing.moves.push(...telling.moves);
  return { state, attempt: writing.attempt, lastSeen, lead: null, row: telling.row };
}

function isSameVisit(one: FirstVisitFacts, other: FirstVisitFacts): boolean {
  return one.source === other.source && one.channel === other.channel;
}

function devicesOf(site: number, events: readonly LoggedEvent[]): PendingDevice[] {
  return [...new Set(events.map(({ device }) => device))].map((device) => ({ site, device }));
}

const everything: Moved = { heat: true, firstSeen: true, lastSeen: true, checkAt: true };

/** Whatever somebody does changes the prediction, if there is one; its index moves with that of the heat. */
function movedBy(
  { state: before, lastSeen }: KnownStanding,
  { standing: after }: State,
  isPredicted: boolean,
): Moved {
  // A new row is inserted completely, so it joins the rows of the most frequent kind.
  if (!before) return { heat: true, firstSeen: false, lastSeen: false, checkAt: false };
  const was = before.standing;
  const isFirstSighting = was.source === unseen && after.source !== unseen;
  return {
    heat:
      isPredicted || was.heat !== after.heat || was.level !== after.level || was.outcome !== after.outcome,
    firstSeen: was.firstSeen !== after.firstSeen,
    lastSeen: after.lastSeen >= lastSeen + lastSeenLagMs || (isFirstSighting && after.lastSeen !== lastSeen),
    checkAt: false,
  };
}

interface FitAsked {
  visitor: string;
  version: FedModel;
  lead: ReadLead | null;
  visit: FirstVisitFacts;
}

/** The fit of a lead without earlier events. For all others the row has it already. */
function fitOf({ visitor, version, lead, visit }: FitAsked): FitRow {
  const traits = lead ? new Map([[visitor, JSON.parse(lead.traits) as Record<string, Trait>]]) : new Map();
  const [fit] = fitsOf([visitor], [version], { traits, visits: new Map([[visitor, visit]]) });
  return fit as FitRow;
}

/** Events of a site that may lapse. History that arrives late is evaluated once it has had time to arrive completely. */
function begunIn(batch: readonly Entry[], { key: site, fed }: SiteConfig, receivedAt: number): Waiting[] {
  return lapsesOf(fed).flatMap(({ lapse, time, begins }) =>
    batch
      .filter(({ siteKey, event }) => siteKey === site && begins(event))
      .map(({ event: { device, occurredAt: since } }) => ({
        ...{ site, lapse: lapse.id, device, since },
        due: Math.max(since + time, receivedAt),
      })),
  );
}
