// People from the database, and from the pure specification, for tests in workerd.

import { env } from 'cloudflare:workers';
import type { NewEvent } from '../../../worker/score/event.ts';
import type { Person } from '../../../worker/score/identity/claim.ts';
import { resolveOwnership } from '../../../worker/score/identity/ownership.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { withTextIds } from '../ids.ts';
import { logByVisitor } from '../sites.ts';

/** A person from outside: identifiers, whether verified, and the events that they own. */
const described = (lead: Pick<Person, 'email' | 'userId' | 'verified'> | null, events: string[]) =>
  `${lead ? `${lead.email} ${lead.userId} ${Boolean(lead.verified)}` : 'anonymous'}: ${[...events].sort()}`;

const keyOf = ({ device, id }: NewEvent) => `${device}/${id}`;

/** The people in the database. */
export async function storedPeople(site: SiteConfig): Promise<string[]> {
  const log = await logByVisitor(env.DB, site);
  const { results } = await env.DB.prepare(
    'select visitor, email, user_id as userId, verified from lead where site = ?1',
  )
    .bind(site.key)
    .all();
  const leads = new Map(
    withTextIds<{ visitor: string; email: string; userId: string; verified: boolean }>(results).map(
      (lead) => [lead.visitor, lead],
    ),
  );
  return [...log].map(([visitor, events]) => described(leads.get(visitor) ?? null, events.map(keyOf))).sort();
}

/** The expected people if everything had been known from the start: the pure fold of all claims. */
export function expectedPeople(events: NewEvent[], separate: boolean): string[] {
  const claims = events
    .filter(({ kind }) => kind === 'identify')
    .map(({ device, id, occurredAt, body: { email = null, userId = null, verified = false } }) => {
      const named = { device, event: id, at: occurredAt, arrival: 0, email, userId, verified };
      return { ...named, from: 'identify' as const, traits: {}, place: {} };
    });
  const { stints } = resolveOwnership({ claims, splits: [], separate });
  const owned = new Map<Person | string, string[]>();
  for (const event of events) {
    const covering = stints.findLast(
      ({ device, startedAt }) => device === event.device && startedAt <= event.occurredAt,
    );
    const owner = covering?.person ?? event.device;
    owned.set(owner, [...(owned.get(owner) ?? []), keyOf(event)]);
  }
  return [...owned].map(([owner, keys]) => described(typeof owner === 'string' ? null : owner, keys)).sort();
}
