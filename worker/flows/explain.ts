// Why a visitor has its score: the log read back, and the scoring code run on it again.

import type { Explanation } from '../../schema/api-visitor.ts';
import { compileModel } from '../score/compile.ts';
import { explain } from '../score/explain.ts';
import { readEventsOfVisitor } from '../store/events.ts';
import type { SiteConfig } from '../store/site-config.ts';
import { underFreshSite } from './fresh-site.ts';
import { loggedEvent } from './refold.ts';

/** The explanation of a visitor's score at `at` (UTC ms), past or future; null: no such visitor at this site. */
export function explainVisitor(
  db: D1Database,
  site: SiteConfig,
  { id, at }: { id: string; at: number },
): Promise<Explanation | null> {
  return underFreshSite(db, site, async (fresh) => {
    const [served] = fresh.fed;
    const asked = { site: fresh.id, revision: fresh.revision, version: served.version, id };
    const rows = await readEventsOfVisitor(db, asked);
    if (!rows) return null;
    const events = rows.map((row) => ({ ...loggedEvent(row), claimed: row.claimed === 1 }));
    return { ...explain(events, compileModel(served), at), at, modelVersion: served.version };
  });
}
