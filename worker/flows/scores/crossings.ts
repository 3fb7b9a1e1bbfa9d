// Who rose to one of the upper two levels or fell from one, newest first.

import type { CrossingQuery } from '../../../schema/api/crossing.ts';
import { type CrossingPlace, type CrossingRow, readCrossings } from '../../store/scores/crossings.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { type SealedPage, sealedPage } from '../common/cursor.ts';

/** A page of the crossings under the selected model. */
export function listCrossings(
  db: D1Database,
  site: SiteConfig,
  { since = 0, ...page }: CrossingQuery,
): Promise<SealedPage<CrossingRow>> {
  const model = site.served.name;
  const scope = { site, list: `crossings:${model}:${since}` };
  return sealedPage<CrossingRow, CrossingPlace>(scope, page, {
    read: (after, limit) => readCrossings(db, { site: site.key, model }, { since, after, limit }),
    placeOf: ({ at, visitor }) => ({ at, visitor }),
  });
}
