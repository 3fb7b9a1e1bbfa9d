// Checks people's stored traits against the specification: all claims ever made on the site, resolved at once.

import { expect } from 'vitest';
import type { Place, Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { withDerivedTraits } from '../../../worker/score/fit/derived-trait.ts';
import { emailKinds } from '../../../worker/score/fit/email-kind.ts';
import type { Claim, Person, Split } from '../../../worker/score/identity/claim.ts';
import { resolveOwnership } from '../../../worker/score/identity/ownership.ts';
import { uuidFrom, visitorFrom, withIds } from '../../../worker/store/ids.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { logByVisitor } from '../sites.ts';

/** Compares each lead's traits with those resolved from the log. Not for a crowd, whose devices are resolved alone. */
export async function expectTraits(db: D1Database, site: SiteConfig): Promise<void> {
  const claims = [...(await logByVisitor(db, site)).values()].flat().flatMap(claimOf);
  const [splits, leads] = await db.batch<Record<string, string>>([
    db
      .prepare(
        'select hex(device) as device, arrival, at, email, user_id as userId, hex(moved) as moved from split where site = ?1',
      )
      .bind(site.key),
    db.prepare('select email, user_id as userId, traits from lead where site = ?1').bind(site.key),
  ]);
  const separate = site.settings.claimed === 'separate';
  const { people } = resolveOwnership({
    claims,
    splits: withIds<Split>(splits?.results, { device: uuidFrom, moved: visitorFrom }),
    separate,
  });
  const kindOf = await emailKinds();
  const resolved = people
    .filter(({ moved }) => moved === null)
    .map((person) => described(person, withDerivedTraits(person, kindOf)));
  const stored = (leads?.results ?? []).map((lead) =>
    described(lead as unknown as Person, JSON.parse(lead.traits as string)),
  );
  expect(stored.toSorted()).toEqual(resolved.toSorted());
}

/**
 * The identifiers, and each value with its derived origin, if any. Of two claims of the same value, either may be the origin.
 */
function described(
  { email, userId }: Pick<Person, 'email' | 'userId'>,
  traits: Record<string, Trait>,
): string {
  const values = Object.entries(traits).map(([name, { value, from }]) => {
    const isDerived = from === 'email' || from === 'title' || from === 'edge';
    return `${name}=${value}${isDerived ? ` ${from}` : ''}`;
  });
  return `${email} ${userId}: ${values.sort()}`;
}

function claimOf({ device, id, occurredAt, ownedAt, arrival, origin, kind, body }: LoggedEvent): Claim[] {
  const { email = null, userId = null, verified = false, traits = {} } = body;
  if (origin === 'automated' || (email === null && userId === null)) return [];
  const place: Place = body.place ?? {};
  const from = origin === 'server' ? 'server' : kind === 'form_fill' ? 'form' : 'identify';
  return [
    { device, event: id, at: ownedAt ?? occurredAt, arrival, email, userId, verified, from, traits, place },
  ];
}
