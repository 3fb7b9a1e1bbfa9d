// All stored data of one visitor, for privacy requests.

import type { VisitorExport } from '../../../schema/api/erasure.ts';
import { consentHistory } from '../../score/consent.ts';
import { adjustmentRule, outcomeRule } from '../../score/rules/award-request.ts';
import { readHeldOf } from '../../store/privacy/export.ts';
import { type SiteConfig, servedOf } from '../../store/sites/site-config.ts';
import { readVisitor } from '../../store/visitors/visitors.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { timelineEvent } from '../visitors/timeline.ts';
import { visitorDetailView, visitorView } from '../visitors/visitor-view.ts';

/** Exports the visitor with this id, or the one that it was merged into; null: none on this site. `now` is UTC ms. */
export function exportVisitor(
  db: D1Database,
  site: SiteConfig,
  id: string,
  now: number,
): Promise<VisitorExport | null> {
  return underFreshSite(db, site, async (fresh) => {
    const asked = { site: fresh.key, revision: fresh.revision, version: fresh.served.version, id };
    const found = await readVisitor(db, asked);
    if (!found) return null;
    const { events, scores, stretches, deliveries, ...held } = await readHeldOf(db, asked);
    const log = events.map(timelineEvent);
    const ofKind = (wanted: string) => log.filter(({ kind }) => kind === wanted);
    return {
      exportedAt: now,
      site: fresh.id,
      visitor: visitorDetailView(found, fresh.served, { at: now, prediction: null }),
      ...held,
      scores: servedOf(fresh).flatMap((served) => {
        const { name: model, version } = served;
        const row = scores.find((score) => score.version === version);
        return row ? [{ ...visitorView(row, served, now), model, version }] : [];
      }),
      deliveries: deliveries.map(({ body, ...each }) => ({
        ...each,
        payload: body === null ? null : JSON.parse(body),
      })),
      stretches: stretches.map((stretch) => ({ ...stretch, verified: stretch.verified === 1 })),
      consent: consentHistory(events).map(({ isGranted, isGpc, ...span }) => {
        return { ...span, granted: isGranted, gpc: isGpc };
      }),
      outcomes: ofKind(outcomeRule),
      adjustments: ofKind(adjustmentRule),
      events: log.filter(({ kind }) => kind !== outcomeRule && kind !== adjustmentRule),
    };
  });
}
