// Finds the people of an erasure and their data.

import { readIdentity } from '../../store/identity/visitor-identity.ts';
import { type ErasedPeople, type Held, type Identifiers, readHeld } from '../../store/privacy/erase-held.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';

/** Whom to erase: the visitor with an id, an email or a userId (both normalized). */
export type ErasureAsked = { visitor: string } | { email: string } | { userId: string };

/** What an erasure would remove. */
export interface Erasable {
  visitors: number;
  events: number;
  devices: number;
  identifiers: Identifiers;
}

/** Returns what an erasure would remove now, and removes nothing; null: no such visitor. */
export async function findErasable(
  db: D1Database,
  site: SiteConfig,
  asked: ErasureAsked,
): Promise<Erasable | null> {
  const who = await beginOf(db, site, asked);
  if (!who) return null;
  const { people, held } = await findPeople(db, site, { who, limit: Number.MAX_SAFE_INTEGER });
  return {
    visitors: people.visitors.length,
    events: held.events,
    devices: new Set(held.stretches.map(({ device }) => device)).size,
    identifiers: people.identifiers,
  };
}

/** The people to start with; null: no such visitor. An email or a userId may not belong to anybody yet. */
export async function beginOf(
  db: D1Database,
  site: SiteConfig,
  asked: ErasureAsked,
): Promise<ErasedPeople | null> {
  if ('visitor' in asked) {
    const found = await readIdentity(db, site.key, asked.visitor);
    return found && { visitors: [found.visitor], identifiers: { email: [], userId: [] } };
  }
  const identifiers =
    'email' in asked ? { email: [asked.email], userId: [] } : { email: [], userId: [asked.userId] };
  return { visitors: [], identifiers };
}

/** All people to erase, and their data. */
export async function findPeople(
  db: D1Database,
  site: SiteConfig,
  { who, limit }: { who: ErasedPeople; limit: number },
): Promise<{ people: ErasedPeople; held: Held }> {
  let people = who;
  for (;;) {
    const held = await readHeld(db, site.key, { people, limit });
    const all = withHeld(who, people, held);
    if (JSON.stringify(all) === JSON.stringify(people)) return { people, held };
    people = all;
  }
}

/**
 * The people with those who have one of their identifiers. Whoever the site knows by one lends all of theirs; who goes by one
 * on a device of their own only is erased, and their other identifier may be another person's.
 */
function withHeld(who: ErasedPeople, people: ErasedPeople, { leads, holders }: Held): ErasedPeople {
  const lending = new Set([...who.visitors, ...holders]);
  const lent = leads.filter(({ visitor }) => lending.has(visitor));
  return {
    visitors: sorted([...people.visitors, ...leads.map(({ visitor }) => visitor)]),
    identifiers: {
      email: sorted([
        ...people.identifiers.email,
        ...lent.flatMap(({ email, formerEmails }) => [...formerEmails, ...(email === null ? [] : [email])]),
      ]),
      userId: sorted([...people.identifiers.userId, ...lent.flatMap(({ userId }) => userId ?? [])]),
    },
  };
}

const sorted = (texts: readonly string[]) => [...new Set(texts)].sort();
