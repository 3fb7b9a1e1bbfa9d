// One visitor, as of now.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { readVisitor } from '../../store/visitors/visitors.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { readReasons } from '../predict/reasons.ts';
import { visitorDetailView } from './visitor-view.ts';

/** The visitor with this id, or the one that it was merged into; null: none on this site. `now` is UTC ms. */
export function findVisitor(
  db: D1Database,
  site: SiteConfig,
  id: string,
  now: number,
): Promise<VisitorDetail | null> {
  return underFreshSite(db, site, async (fresh) => {
    const { served } = fresh;
    const asked = { site: fresh.key, revision: fresh.revision, version: served.version, id };
    const found = await readVisitor(db, asked);
    if (!found) return null;
    const prediction = await readReasons(db, fresh, found.row.id);
    return visitorDetailView(found, served, { at: now, prediction });
  });
}
