// Processes a server-side call: like a beacon, but the site's server is trusted about identity, content and time.
// Also without request and database. The pseudo-device of a person without a browser is a keyed hash.

import { type EventCode, serverEvent } from '../../schema/beacon.ts';
import { serverDevice } from '../flows/visitor-id.ts';
import type { NewEvent } from '../score/event.ts';
import { cleanEmail, cleanUserId } from '../score/identity/identifiers.ts';
import type { SiteConfig } from '../store/sites/site-config.ts';
import { isTooLarge, shapeEvent } from './shape-event.ts';
import { isExcluded, rulesOf } from './site-rules.ts';
import type { Rejected, Taken } from './take-events.ts';

/** Two correct clocks can differ by this much. Times further ahead are errors. */
const clockSkewMs = 500;

/** Sorts a call's events into those to store, in order, and those to reject. `receivedAt` is UTC ms. */
export async function takeServerEvents(
  events: readonly unknown[],
  { site, receivedAt }: { site: SiteConfig; receivedAt: number },
): Promise<Pick<Taken, 'events' | 'rejected'>> {
  const taken: { events: NewEvent[]; rejected: Rejected[] } = { events: [], rejected: [] };
  for (const [index, raw] of events.entries()) {
    const event = await takeOne(raw, site, receivedAt);
    if (typeof event === 'string') taken.rejected.push({ index, code: event });
    else taken.events.push(event);
  }
  return taken;
}

async function takeOne(raw: unknown, site: SiteConfig, receivedAt: number): Promise<NewEvent | EventCode> {
  if (isTooLarge(raw, Number.POSITIVE_INFINITY)) return 'too_large';
  const parsed = serverEvent.safeParse(raw);
  if (!parsed.success) return 'invalid_event';
  const { id = crypto.randomUUID(), at = receivedAt, device, session, ...fields } = parsed.data;
  const email = cleanEmail(fields.email);
  const userId = cleanUserId(fields.userId);
  const named = device ?? (await pseudoDevice(site.visitorKey, email, userId));
  if (named === null || at > receivedAt + clockSkewMs) return 'invalid_event';

  const rules = rulesOf(site);
  const shaped = shapeEvent({ ...fields, id, at: Math.min(at, receivedAt) }, 'server', rules);
  if (typeof shaped === 'string') return shaped;
  if (email !== null) shaped.body.email = email;
  if (userId !== null) shaped.body.userId = userId;
  if (email !== null || userId !== null) shaped.body.verified = true;
  if (isExcluded(shaped, rules)) return 'excluded';
  return {
    device: named,
    id: shaped.id,
    kind: shaped.kind,
    occurredAt: shaped.at,
    ownedAt: null,
    session: session ?? null,
    origin: 'server',
    body: shaped.body,
  };
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
