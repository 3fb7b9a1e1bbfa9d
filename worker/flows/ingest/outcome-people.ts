// Which of the outcomes in a call are about the same person, however each names them, so that repeats among them are found.

import type { Identity } from '../../store/identity/visitor-identity.ts';
import { type Holder, holdersOf, type Named } from '../../store/ingest/outcomes.ts';

/** Somebody: a known visitor, or else who an identifier will name. Equal `key`s are one person. */
export interface OutcomePerson {
  key: string;
  visitor: string | null;
}

/** How an outcome names its person: by the id of a visitor, or by an email, a userId or both (normalized). `at` is UTC ms; null: now. */
export interface OutcomeNames {
  visitor: string | null;
  email: string | null;
  userId: string | null;
  at: number | null;
}

/**
 * Tells who each report is about. `identities`: those of the visitors that reports name by id. A report with an email and a userId
 * ties the two, as the identification that it will become does. One statement.
 */
export async function outcomePeople(
  db: D1Database,
  { site, reports }: { site: number; reports: readonly OutcomeNames[] },
  identities: ReadonlyMap<string, Identity>,
): Promise<(report: OutcomeNames) => OutcomePerson> {
  const holders = new Map((await holdersOf(db, site, namesIn(reports))).map((one) => [keyOf(one), one]));
  const tied = new Map<string, OutcomePerson>();
  const ofEmail = (email: string) => holders.get(keyOf({ kind: 'email', value: email }));
  const ofUserId = ({ email, userId }: { email: string | null; userId: string }) => {
    const key = keyOf({ kind: 'userId', value: userId });
    const byEmail = email === null ? undefined : ofEmail(email);
    return tied.get(key) ?? personOf(key, holders.get(key) ?? (isBound(byEmail) ? undefined : byEmail));
  };
  for (const { email, userId } of reports.toSorted(byTime)) {
    if (email === null || userId === null) continue;
    const person = ofUserId({ email, userId });
    tied.set(keyOf({ kind: 'userId', value: userId }), person);
    const emailKey = keyOf({ kind: 'email', value: email });
    if (!isBound(ofEmail(email)) && !tied.has(emailKey)) tied.set(emailKey, person);
  }
  return ({ visitor, email, userId }) => {
    if (visitor !== null) return personOf(visitor, identities.get(visitor));
    if (userId !== null) return ofUserId({ email, userId });
    const key = keyOf({ kind: 'email', value: email as string });
    return tied.get(key) ?? personOf(key, holders.get(key));
  };
}

/** Whether another userId cannot take this person's email. */
function isBound(holder: Holder | undefined): boolean {
  return holder?.verified === true && holder.hasUserId;
}

function personOf(key: string, known?: { visitor: string }): OutcomePerson {
  return known ? { key: known.visitor, visitor: known.visitor } : { key, visitor: null };
}

function namesIn(reports: readonly OutcomeNames[]): Named[] {
  const names = reports.flatMap(({ email, userId }): Named[] => [
    ...(email === null ? [] : [{ kind: 'email' as const, value: email }]),
    ...(userId === null ? [] : [{ kind: 'userId' as const, value: userId }]),
  ]);
  return [...new Map(names.map((name) => [keyOf(name), name])).values()];
}

function keyOf({ kind, value }: Named): string {
  return `${kind}\n${value}`;
}

function byTime(a: OutcomeNames, b: OutcomeNames): number {
  return momentOf(a) - momentOf(b);
}

/** Without a time it is now, which is later than any other. */
function momentOf({ at }: OutcomeNames): number {
  return at ?? Number.MAX_SAFE_INTEGER;
}
