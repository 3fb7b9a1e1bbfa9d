// Records the outcome of a deal that a person reports about a visitor by hand.

import { readIdentity } from '../../store/identity/visitor-identity.ts';
import { readKnownEvent } from '../../store/log/events.ts';
import type { By } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { outcomeEventId } from '../common/visitor-id.ts';
import { devicesOf } from '../identity/anchor.ts';
import { type OutcomeReport, recordOutcomes } from './record-outcomes.ts';

/** What is reported; see `recordOutcomes`. */
export interface OutcomeByHand extends By, Pick<OutcomeReport, 'id' | 'result' | 'value' | 'currency'> {
  visitor: string;
  isExcludedEmail(email: string): boolean;
}

/** As those of `recordByHand`. `excluded`: the site's settings exclude the visitor's email. */
export type OutcomeByHandResult =
  | { kind: 'recorded'; event: string }
  | { kind: 'not_found' | 'id_reused' | 'withdrawn' | 'excluded' | 'unavailable' };

/** Records it, unless it was recorded under this id before and withdrawn. */
export async function recordOutcomeByHand(
  db: D1Database,
  site: SiteConfig,
  { visitor, actor, now, isExcludedEmail, ...said }: OutcomeByHand,
): Promise<OutcomeByHandResult> {
  const event = await outcomeEventId(site.visitorKey, said.id);
  const found = await readIdentity(db, site.key, visitor);
  if (!found) return { kind: 'not_found' };
  const known = await readKnownEvent(db, site.key, { devices: devicesOf(found), id: event });
  if (known?.body === null) return { kind: 'withdrawn' };
  const report = { ...said, visitor, email: null, userId: null, deal: null, at: null };
  const recorded = await recordOutcomes(db, site, { reports: [report], actor, isExcludedEmail, now });
  if (recorded.kind === 'unavailable') return { kind: 'unavailable' };
  const code = recorded.refused[0]?.code;
  if (code === undefined) return { kind: 'recorded', event };
  return { kind: code === 'unknown_visitor' ? 'not_found' : code };
}
