// Whether messages of a webhook with a segment are about members of it. Judged when a message is composed, by what is stored by then: one
// form fill can change a level in one transaction and identify the person in the next.

import { compileModel } from '../../score/rules/compile.ts';
import { isMember, type MemberRow } from '../../score/segments/member.ts';
import type { FoundVisitor } from '../../store/alerts/message-visitors.ts';
import { readPendingOwners } from '../../store/identity/pending.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { anonymousVisitor } from '../common/visitor-id.ts';

/** `gone`: not a member. `later`: not one yet, but an identification of the visitor is still to be applied. */
export type Membership = 'member' | 'gone' | 'later';

/** A message to judge. `at`: UTC ms of what it tells; `segment`: the webhook's. */
export interface Judged {
  visitor: string;
  segment: string;
  at: number;
}

/** For how long a message waits for an identification that cannot be applied, in ms. After that, what is stored counts. */
export const patienceMs = 10 * 60_000;

/**
 * Judges messages whose visitors were found, under the model served by `site`: as of the time of what each tells, with all that is
 * stored of the visitor now. One statement more if somebody is no member.
 */
export async function judge<One extends Judged>(
  db: D1Database,
  site: SiteConfig,
  { all, visitors, now }: { all: readonly One[]; visitors: ReadonlyMap<string, FoundVisitor>; now: number },
): Promise<Map<One, Membership>> {
  const judged = new Map<One, Membership>(
    all.map((one) => [one, isIn(site, one, visitors.get(one.visitor)) ? 'member' : 'gone']),
  );
  const outsiders = all.filter((one) => judged.get(one) === 'gone' && one.at > now - patienceMs);
  if (outsiders.length === 0) return judged;
  const unsettled = await readUnsettled(db, site, Math.min(...outsiders.map(({ at }) => at)));
  for (const one of outsiders)
    if (unsettled.has(one.visitor) || unsettled.has(visitors.get(one.visitor)?.id ?? ''))
      judged.set(one, 'later');
  return judged;
}

function isIn(
  { segments, served }: SiteConfig,
  { segment, at }: Judged,
  row: FoundVisitor | undefined,
): boolean {
  const filters = segments.find(({ id }) => id === segment)?.filters;
  return row && filters ? isMember(compileModel(served), filters, memberOf(row), at) : false;
}

function memberOf({ identified, verified, heatByDay, ...row }: FoundVisitor): MemberRow {
  return { ...row, heatByDay: JSON.parse(heatByDay), verified: identified ? verified : null };
}

/** Visitors with identifications that arrived at `since` (UTC ms) or later, and are still to be applied. */
async function readUnsettled(db: D1Database, site: SiteConfig, since: number): Promise<Set<string>> {
  const pending = await readPendingOwners(db, site.key, since);
  const owners = pending.map(async ({ device, visitors }) =>
    visitors.length > 0 ? visitors : [await anonymousVisitor(site.visitorKey, device)],
  );
  return new Set((await Promise.all(owners)).flat());
}
