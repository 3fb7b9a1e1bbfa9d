// Processes a beacon: shapes each event, corrects its clock, verifies its token, and leaves out excluded events. Works on
// plain data without request and database, so that every rule can be tested.

import type * as z from 'zod';
import type { envelope } from '../../schema/beacon.ts';
import { limits } from '../../schema/event.ts';
import { isBrowserKind, kinds } from '../../schema/kinds.ts';
import type { Place } from '../../schema/trait.ts';
import { consentCode } from '../score/consent.ts';
import type { NewEvent } from '../score/event.ts';
import type { SiteConfig } from '../store/sites/site-config.ts';
import type { ShapedEvent } from './event-body.ts';
import { addPlace } from './fields/place.ts';
import { vouchedIdentity } from './identity-token.ts';
import { type Refused, type Rejected, tooDeep, tooLarge, tooOld, type Warned } from './refusal.ts';
import { isTooDeep, isTooLarge, shapeEvent } from './shape-event.ts';
import { excludedBy, type SiteRules } from './site-rules.ts';

/**
 * `events` go to the log; the response lists `rejected` and `warnings`. Events that a setting excludes are in none of them;
 * `dropped` is the reason if this applies to the whole beacon.
 */
export interface Taken {
  events: NewEvent[];
  rejected: Rejected[];
  warnings: Warned[];
  dropped: 'gpc' | 'excluded' | null;
}

/** Further facts about the beacon. `receivedAt` is UTC ms, `bodyChars` the length of the body's text. */
export interface Circumstances {
  site: SiteConfig;
  rules: SiteRules;
  receivedAt: number;
  bodyChars: number;
  /** The browser sent `Sec-GPC: 1`, and the site honours it. */
  isPrivate: boolean;
  /** The browser sent `Sec-GPC: 1`, whether or not the site honours it. */
  hasGpcHeader: boolean;
  /** The place of the connection (place.ts). */
  place: Place;
}

/** The part of a response that lists what was accepted and rejected. */
export function answerOf({ events, rejected, warnings }: Pick<Taken, 'events' | 'rejected' | 'warnings'>) {
  return {
    accepted: events.length,
    rejected,
    ...(warnings.length > 0 && { warnings: warnings.slice(0, limits.maxWarnings) }),
  };
}

type Beacon = z.infer<typeof envelope>;

/** The fields of an event that are about a person. */
const ofPeople = ['email', 'userId', 'traits', 'verified'] as const;

/** Sorts a beacon's events into those to store and those to reject. */
export async function takeEvents(beacon: Beacon, around: Circumstances): Promise<Taken> {
  const taken: Taken = { events: [], rejected: [], warnings: [], dropped: null };
  let left: Taken['dropped'] = null;
  for (const [index, raw] of beacon.events.entries()) {
    const event = checkEvent(raw, beacon.sentAt, around);
    if ('code' in event) {
      taken.rejected.push({ index, ...event });
      continue;
    }
    // Also excluded by the person that the page names, whatever the token says.
    const isLeft = excludedBy(event, around.rules) !== null;
    if (event.token !== undefined) await vouch(event, event.token, around);
    // Automated browsers identify nobody, so their data about people is removed.
    if (beacon.automated) for (const said of ofPeople) delete event.body[said];
    else if (!around.isPrivate) addPlace(event.kind, event.body, around.place);
    if (around.isPrivate && isPassive(event.kind)) left ??= 'gpc';
    else if (isLeft || excludedBy(event, around.rules) !== null) left ??= 'excluded';
    else {
      taken.events.push(newEvent(event, beacon, around));
      taken.warnings.push(...event.warnings.map((warning) => ({ index, ...warning })));
    }
  }
  if (taken.events.length === 0 && taken.rejected.length === 0) taken.dropped = left;
  return taken;
}

function isPassive(kind: string): boolean {
  return isBrowserKind(kind) && kinds[kind].isPassive;
}

function checkEvent(
  raw: unknown,
  sentAt: number,
  { rules, bodyChars }: Circumstances,
): ShapedEvent | Refused {
  if (isTooDeep(raw)) return tooDeep;
  if (isTooLarge(raw, bodyChars)) return tooLarge;
  const event = shapeEvent(raw, 'browser', rules);
  return 'id' in event && sentAt - event.at > limits.maxAgeMs ? tooOld : event;
}

/** A token's identity replaces the browser's. If the token is invalid, the identity stays a claim. */
async function vouch(
  { body }: ShapedEvent,
  token: string,
  { site, receivedAt }: Circumstances,
): Promise<void> {
  if (site.identitySecret === null) return;
  const identity = await vouchedIdentity(token, {
    ...{ secret: site.identitySecret, site: site.id, now: receivedAt },
  });
  if (!identity) return;
  // Both are removed, even if the token has only one, because `verified` covers all identifiers in the body.
  delete body.email;
  delete body.userId;
  Object.assign(body, identity, { verified: true });
}

function newEvent(
  { kind, id, at, body }: ShapedEvent,
  beacon: Beacon,
  { receivedAt, hasGpcHeader }: Circumstances,
): NewEvent {
  return {
    device: beacon.device,
    id,
    kind,
    // Only the time difference comes from the browser, because its clock may be years off. Future times become the arrival time.
    occurredAt: receivedAt - Math.max(0, beacon.sentAt - at),
    ownedAt: null,
    session: beacon.session ?? null,
    origin: beacon.automated ? 'automated' : 'browser',
    consent: consentCode(beacon, hasGpcHeader),
    body,
  };
}
