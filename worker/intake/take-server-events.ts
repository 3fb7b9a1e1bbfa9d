// Processes a server-side call: like a beacon, but the site's server is trusted about identity, content and time.
// Also without request and database. The pseudo-device of a person without a browser is a keyed hash.

import { serverEvent, uuidFromId } from '../../schema/beacon.ts';
import { clockSkewMs } from '../../schema/time/moment.ts';
import { eventIdOf, serverDevice } from '../flows/common/visitor-id.ts';
import type { NewEvent } from '../score/event.ts';
import { cleanEmail, cleanUserId } from '../score/identity/identifiers.ts';
import type { SiteConfig } from '../store/sites/site-config.ts';
import { isRecord } from './fields/props.ts';
import {
  excluded,
  invalid,
  invalidBy,
  noObject,
  type Refused,
  tooDeep,
  tooLarge,
  type Warning,
} from './refusal.ts';
import { isTooDeep, isTooLarge, shapeEvent } from './shape-event.ts';
import { excludedBy, rulesOf } from './site-rules.ts';
import type { Taken } from './take-events.ts';

/** The result of a call: what to store, and what to respond. `ids`: the stored form of ids that are no UUIDs. */
export interface ServerTaken extends Pick<Taken, 'events' | 'rejected' | 'warnings'> {
  ids: { index: number; id: string }[];
}

/** Sorts a call's events into those to store, in order, and those to reject. `receivedAt` is UTC ms. */
export async function takeServerEvents(
  events: readonly unknown[],
  { site, receivedAt }: { site: SiteConfig; receivedAt: number },
): Promise<ServerTaken> {
  const taken: ServerTaken = { events: [], rejected: [], warnings: [], ids: [] };
  for (const [index, raw] of events.entries()) {
    const one = await takeOne(raw, site, receivedAt);
    if ('code' in one) {
      taken.rejected.push({ index, ...one });
      continue;
    }
    taken.events.push(one.event);
    taken.warnings.push(...one.warnings.map((warning) => ({ index, ...warning })));
    if (one.isNewId) taken.ids.push({ index, id: one.event.id });
  }
  return taken;
}

interface TakenOne {
  event: NewEvent;
  warnings: Warning[];
  /** Whether its id was derived from one that is no UUID. */
  isNewId: boolean;
}

async function takeOne(raw: unknown, site: SiteConfig, receivedAt: number): Promise<TakenOne | Refused> {
  if (isTooDeep(raw)) return tooDeep;
  if (isTooLarge(raw, Number.POSITIVE_INFINITY)) return tooLarge;
  const parsed = serverEvent.safeParse(raw);
  if (!parsed.success) return isRecord(raw) ? invalidBy(parsed.error.issues) : noObject;
  const { id: ownId, at = receivedAt, device, session, view, ...fields } = parsed.data;
  const email = cleanEmail(fields.email);
  const userId = cleanUserId(fields.userId);
  const named = device ?? (await pseudoDevice(site.visitorKey, email, userId));
  if (named === null) return nobody(fields);
  if (at > receivedAt + clockSkewMs)
    return invalid('at', 'is in the future: give a time in the past, or leave it out');

  const rules = rulesOf(site);
  const uuid = (id: string) => uuidFromId(id) ?? eventIdOf(site.visitorKey, id);
  const id = ownId === undefined ? crypto.randomUUID() : await uuid(ownId);
  const whole = {
    ...fields,
    ...(view !== undefined && { view: await uuid(view) }),
    id,
    at: Math.min(at, receivedAt),
  };
  const shaped = shapeEvent(whole, 'server', rules);
  if ('code' in shaped) return shaped;
  if (email !== null) shaped.body.email = email;
  if (userId !== null) shaped.body.userId = userId;
  if (email !== null || userId !== null) shaped.body.verified = true;
  const excludedPath = excludedBy(shaped, rules);
  if (excludedPath !== null) return excluded(excludedPath);
  const event: NewEvent = {
    device: named,
    id,
    kind: shaped.kind,
    occurredAt: shaped.at,
    ownedAt: null,
    session: session === undefined ? null : await uuid(session),
    origin: 'server',
    body: shaped.body,
  };
  return { event, warnings: shaped.warnings, isNewId: ownId !== undefined && uuidFromId(ownId) === null };
}

/** The error for a field that should identify somebody and does not. */
function nobody({ email, userId }: { email?: unknown; userId?: unknown }): Refused {
  if (userId !== undefined)
    return invalid('userId', 'identifies nobody: give an id that identifies a person');
  if (email !== undefined) return invalid('email', 'give an email address');
  return invalid('userId', 'name the person: give "userId", "email" or "device"');
}

/** The pseudo-device of an identified person without a device: from the userId, or else the email; null if neither is valid. */
async function pseudoDevice(
  key: string,
  email: string | null,
  userId: string | null,
): Promise<string | null> {
  if (userId !== null) return serverDevice(key, 'userId', userId);
  return email !== null ? serverDevice(key, 'email', email) : null;
}
