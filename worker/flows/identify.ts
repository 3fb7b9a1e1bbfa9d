// Applies what the log says about identity: who is who, who owns what, and the scores that follow.
// Works from the log alone, so that late, repeated, racing and out-of-order identifications end the same.

import type { LoggedEvent } from '../score/event.ts';
import { coldestLevel } from '../score/level.ts';
import { type Ownership, type Person, resolveOwnership, type Stint } from '../score/ownership.ts';
import type { PendingDevice } from '../store/append.ts';
import {
  type Component,
  readComponent,
  type SplitRow,
  type StintRow,
  splitStatement,
} from '../store/component.ts';
import type { Refolded } from '../store/derived.ts';
import { readEventsOfDevices } from '../store/events.ts';
import { isStale } from '../store/guard.ts';
import { type IdentityChange, type LeadRow, writeIdentity } from '../store/identity.ts';
import { dropPending } from '../store/pending.ts';
import { isTransient } from '../store/retry.ts';
import { readSite, type SiteConfig } from '../store/site-config.ts';
import { loggedEvent, refold } from './refold.ts';
import { anonymousVisitor, identifiedVisitor } from './visitor-id.ts';

/** Races lost before a device is left for the scheduled sweep; it stays in `pending` until then. */
const maxAttempts = 5;

/** Applies the waiting identifications of these devices. What loses too many races stays pending for the sweep. */
export async function applyIdentities(db: D1Database, devices: PendingDevice[]): Promise<void> {
  for (const { site, device } of devices) await applyIdentity(db, site, device);
}

/** A split to be made along with the resolution, worked out from the component; null refuses. */
export type Splitting = (component: Component) => { split: SplitRow; record: D1PreparedStatement } | null;

/** Applies the identifications of a device and all that they touch. False after too many lost races, or when refused. */
export async function applyIdentity(
  db: D1Database,
  siteId: string,
  device: string,
  splitting?: Splitting,
): Promise<boolean> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const site = await readSite(db, siteId);
    if (!site) return true;
    const component = await readComponent(db, siteId, device);
    if (component.isCrowd && component.stints.length > 0) {
      await dropPending(db, siteId, device);
      return true;
    }
    const made = splitting?.(component);
    if (made === null) return false;
    const splits = made ? [...component.splits, made.split] : component.splits;
    const change = await resolve(db, site, { ...component, splits });
    const also = made ? [splitStatement(db, siteId, made.split), made.record] : [];
    try {
      await writeIdentity(db, { site: siteId, revision: site.revision }, { component, change, also });
      return true;
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
    }
  }
  return false;
}

/** What was said, resolved. In a crowd a device keeps its identity to itself: nobody vouches for it elsewhere. */
function ownershipOf(site: SiteConfig, { claims, splits, isCrowd }: Component): Ownership {
  if (!isCrowd) return resolveOwnership({ claims, splits, separate: site.settings.claimed === 'separate' });
  const claimed = claims.map((claim) => ({ ...claim, verified: false }));
  return resolveOwnership({ claims: claimed, splits, separate: true });
}

/** What the component's claims come to, against what is stored. */
async function resolve(db: D1Database, site: SiteConfig, component: Component): Promise<IdentityChange> {
  const ownership = ownershipOf(site, component);
  const anonymous = new Map<string, string>();
  for (const device of component.devices) {
    anonymous.set(device, await anonymousVisitor(site.visitorKey, device));
  }
  const ids = await nameVisitors(site, { component, ownership, anonymous });
  const stints = ownership.stints.map(({ device, startedAt, person, verified }) => ({
    device,
    startedAt,
    visitor: ids.get(person) as string,
    verified,
  }));
  const owners = { before: ownerMap(component.stints, anonymous), after: ownerMap(stints, anonymous) };
  const affected = affectedVisitors(owners);
  const events = affected.size === 0 ? [] : await readEventsOfDevices(db, site.id, component.devices);
  const eventsByVisitor = new Map([...affected].map((visitor) => [visitor, [] as LoggedEvent[]]));
  for (const row of events) {
    const visitor = owners.after.ownerOf(row.device, row.ownedAt ?? row.occurredAt);
    eventsByVisitor.get(visitor)?.push(loggedEvent(row));
  }
  const named = new Set(ids.values());
  return {
    stints,
    identifiers: ownership.people.flatMap((person) => identifiersOf(person, ids.get(person) as string)),
    leads: ownership.people
      .filter((person) => person.moved === null)
      .map((person) => leadOf(person, ids.get(person) as string)),
    absorbed: absorbedBy(owners, named),
    conflicts: ownership.conflicts,
    refolded: withEmptyScores(refold(eventsByVisitor, site.fed, { sessions: true }), named, component.splits),
  };
}

/** Someone whose only device was split away is still listed, with nothing. */
function withEmptyScores(refolded: Refolded, named: Set<string>, splits: SplitRow[]): Refolded {
  const split = splits.at(-1);
  const empty = refolded.visitors.filter(
    (visitor) => named.has(visitor) && !refolded.scores.some((score) => score.visitor === visitor),
  );
  if (!split || empty.length === 0) return refolded;
  const nothing = { heat: 0, heatByRule: '{}', level: coldestLevel, visits: 0, source: 'direct' };
  const { device, arrival, at } = split;
  const rows = refolded.versions
    .filter((version) => version !== 0)
    .flatMap((version) =>
      empty.map((visitor) => ({
        version,
        visitor,
        ...nothing,
        device,
        arrival,
        firstSeen: at,
        lastSeen: at,
      })),
    );
  return { ...refolded, scores: [...refolded.scores, ...rows] };
}

/** Gives each person a visitor id: the one it has, else its first device's anonymous one, else a new one. */
async function nameVisitors(
  site: SiteConfig,
  {
    component,
    ownership,
    anonymous,
  }: { component: Component; ownership: Ownership; anonymous: Map<string, string> },
): Promise<Map<Person, string>> {
  const held = new Map(
    component.identifiers.map(({ kind, value, visitor }) => [`${kind}\n${value}`, visitor]),
  );
  const ids = new Map<Person, string>();
  const used = new Set<string>();
  const name = (person: Person, id: string | null | undefined) => {
    if (!id || used.has(id) || ids.has(person)) return;
    ids.set(person, id);
    used.add(id);
  };
  for (const person of ownership.people) {
    name(person, person.moved);
    if (person.local) continue;
    name(person, person.userId && held.get(`userId\n${person.userId}`));
    name(person, person.email && held.get(`email\n${person.email}`));
  }
  const first = new Map<Person, Stint>();
  for (const stint of ownership.stints) if (!first.has(stint.person)) first.set(stint.person, stint);
  for (const person of ownership.people) {
    const stint = first.get(person);
    if (stint?.startedAt === 0) name(person, anonymous.get(stint.device));
    // An id may already be someone else's, who began here by what was known earlier: then another.
    for (let salt = 0; !ids.has(person); salt++) {
      const { device, event } = person.first;
      name(person, await identifiedVisitor(site.visitorKey, device, salt === 0 ? event : `${event}#${salt}`));
    }
  }
  return ids;
}

/** Who owns what, by one set of stints. */
interface OwnerMap {
  /** Devices and the stretches of them, as text, that a visitor owns. */
  stretches: Map<string, string>;
  /** The owner of each device's beginning. */
  firstOwner: Map<string, string>;
  ownerOf(device: string, at: number): string;
}

function ownerMap(stints: StintRow[], anonymous: Map<string, string>): OwnerMap {
  const byDevice = new Map<string, StintRow[]>();
  for (const stint of [...stints].sort((a, b) => a.startedAt - b.startedAt)) {
    byDevice.set(stint.device, [...(byDevice.get(stint.device) ?? []), stint]);
  }
  const stretches = new Map<string, string>();
  const firstOwner = new Map<string, string>();
  const add = (visitor: string, stretch: string) =>
    stretches.set(visitor, `${stretches.get(visitor) ?? ''}${stretch};`);
  for (const device of [...anonymous.keys()].sort()) {
    const own = byDevice.get(device) ?? [];
    if (own.length === 0) add(anonymous.get(device) as string, `${device} 0-`);
    firstOwner.set(device, own[0]?.visitor ?? (anonymous.get(device) as string));
    // Neighbours of one visitor are one stretch.
    for (const [index, stint] of own.entries()) {
      if (own[index - 1]?.visitor === stint.visitor) continue;
      const next = own.slice(index).find(({ visitor }) => visitor !== stint.visitor);
      add(stint.visitor, `${device} ${stint.startedAt}-${next?.startedAt ?? ''}`);
    }
  }
  return {
    stretches,
    firstOwner,
    ownerOf: (device, at) =>
      byDevice.get(device)?.findLast(({ startedAt }) => startedAt <= at)?.visitor ??
      (anonymous.get(device) as string),
  };
}

/** Visitors who own more, less or other than before. */
function affectedVisitors({ before, after }: { before: OwnerMap; after: OwnerMap }): Set<string> {
  const all = new Set([...before.stretches.keys(), ...after.stretches.keys()]);
  return new Set(
    [...all].filter((visitor) => before.stretches.get(visitor) !== after.stretches.get(visitor)),
  );
}

/** Visitors who own nothing any more, and who has the beginning of what was theirs. */
function absorbedBy(
  { before, after }: { before: OwnerMap; after: OwnerMap },
  named: Set<string>,
): { visitor: string; survivor: string }[] {
  return [...before.stretches].flatMap(([visitor, stretches]) => {
    if (after.stretches.has(visitor) || named.has(visitor)) return [];
    const [device = '', from = '0'] = (stretches.split(';')[0] ?? '').split(' ');
    return [{ visitor, survivor: after.ownerOf(device, Number.parseInt(from, 10)) }];
  });
}

function identifiersOf(person: Person, visitor: string): IdentityChange['identifiers'] {
  if (person.local || person.moved !== null) return [];
  const rows: IdentityChange['identifiers'] = [];
  if (person.email !== null) rows.push({ kind: 'email', value: person.email, visitor });
  if (person.userId !== null) rows.push({ kind: 'userId', value: person.userId, visitor });
  return rows;
}

function leadOf(person: Person, visitor: string): LeadRow {
  const { email, userId, verified, traits } = person;
  const text = (...names: string[]) => {
    for (const name of names) if (Object.hasOwn(traits, name)) return String(traits[name]?.value);
    return null;
  };
  const parts = [text('firstName', 'first_name'), text('lastName', 'last_name')].filter(
    (part) => part !== null,
  );
  const name = text('name', 'fullName', 'full_name') ?? (parts.length > 0 ? parts.join(' ') : null);
  return { visitor, email, userId, verified, traits, name, company: text('company', 'organization') };
}
