// Applies what the log says about identity: who is who, who owns what, and the scores that follow.
// Works from the log alone, so that late, repeated, racing and out-of-order identifications end the same.

import type { Ownership, Person } from '../score/claim.ts';
import type { LoggedEvent } from '../score/event.ts';
import { coldestLevel } from '../score/level.ts';
import { resolveOwnership } from '../score/ownership.ts';
import type { PendingDevice } from '../store/append.ts';
import { type Component, readComponent, type SplitRow, splitStatement } from '../store/component.ts';
import type { Refolded } from '../store/derived.ts';
import { readEventsOfDevices } from '../store/events.ts';
import { isStale } from '../store/guard.ts';
import { type IdentityChange, type LeadRow, writeIdentity } from '../store/identity.ts';
import { dropPending } from '../store/pending.ts';
import { isTransient } from '../store/retry.ts';
import { readSite, type SiteConfig } from '../store/site-config.ts';
import { nameVisitors } from './name-visitors.ts';
import { absorbedBy, affectedVisitors, ownerMap } from './owner-map.ts';
import { loggedEvent, refold } from './refold.ts';
import { anonymousVisitor } from './visitor-id.ts';

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
    try {
      return await applyOnce(db, siteId, { device, splitting });
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
    }
  }
  return false;
}

async function applyOnce(
  db: D1Database,
  siteId: string,
  { device, splitting }: { device: string; splitting: Splitting | undefined },
): Promise<boolean> {
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
  await writeIdentity(db, { site: siteId, revision: site.revision }, { component, change, also });
  return true;
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
  const stints = ownership.stints.map(({ device, startedAt, person, verified, claimedAt }) => ({
    device,
    startedAt,
    visitor: ids.get(person) as string,
    verified,
    claimedAt,
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

function identifiersOf(person: Person, visitor: string): IdentityChange['identifiers'] {
  if (person.local || person.moved !== null) return [];
  const rows: IdentityChange['identifiers'] = [];
  if (person.email !== null) rows.push({ kind: 'email', value: person.email, visitor });
  if (person.userId !== null) rows.push({ kind: 'userId', value: person.userId, visitor });
  return rows;
}

function leadOf(person: Person, visitor: string): LeadRow {
  const { email, userId, verified, namedAt, traits } = person;
  const text = (...names: string[]) => {
    for (const name of names) if (Object.hasOwn(traits, name)) return String(traits[name]?.value);
    return null;
  };
  const parts = [text('firstName', 'first_name'), text('lastName', 'last_name')].filter(
    (part) => part !== null,
  );
  const name = text('name', 'fullName', 'full_name') ?? (parts.length > 0 ? parts.join(' ') : null);
  return {
    visitor,
    email,
    userId,
    verified,
    namedAt,
    traits,
    name,
    company: text('company', 'organization'),
  };
}
