// Splits a device from an identified visitor: its events move permanently to a new anonymous visitor.

import { ticksPerMs } from '../../score/standing/step.ts';
import { readIdentity } from '../../store/identity/visitor-identity.ts';
import { auditStatement, type By } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { identifiedVisitor } from '../common/visitor-id.ts';
import { applySplit, type Splitting } from './identify.ts';

/** `not_theirs`: the visitor owns nothing on that device, or is anonymous and has no other device. */
export type SplitResult =
  | { kind: 'split'; visitor: string }
  | { kind: 'not_found' }
  | { kind: 'not_theirs' }
  | { kind: 'unavailable' };

/** Splits; `visitor` in the result is the new anonymous visitor. Events of other people on the device stay theirs. */
export async function split(
  db: D1Database,
  site: SiteConfig,
  { visitor, device, actor, now }: By & { visitor: string; device: string },
): Promise<SplitResult> {
  const found = await readIdentity(db, site.key, visitor);
  if (!found) return { kind: 'not_found' };
  if (!found.lead || !found.stints.some((stint) => stint.device === device)) return { kind: 'not_theirs' };
  const { email, userId } = found.lead;
  const moved = await identifiedVisitor(site.visitorKey, device, `split at ${now}`);
  const splitting: Splitting = (graph) => {
    if (!graph.stints.some((stint) => stint.device === device && stint.visitor === found.visitor))
      return null;
    // Not before any event of the device, because the clocks of two Workers may differ.
    const arrivals = graph.claims.filter((claim) => claim.device === device).map(({ arrival }) => arrival);
    const arrival = Math.max(now * ticksPerMs, ...arrivals);
    return {
      split: { device, arrival, at: now, email, userId, moved },
      record: auditStatement(db, {
        site: site.key,
        at: now,
        actor,
        action: 'visitor.split',
        detail: { visitor: found.visitor, moved },
      }),
    };
  };
  const isDone = await applySplit(db, site.key, { device, splitting });
  return isDone ? { kind: 'split', visitor: moved } : { kind: 'unavailable' };
}
