// The colleagues of a visitor. Who is hot but does not fit may have a colleague who decides.

import type { Visitor } from '../../../schema/api/visitor.ts';
import { visibleText } from '../../score/conditions/visible-text.ts';
import { titleTraits } from '../../score/fit/derived-trait.ts';
import type { Seniority } from '../../score/fit/title/seniority.ts';
import { colleagueBounds, readColleagues } from '../../store/companies/colleagues.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { underFreshSite } from '../common/fresh-site.ts';

/** The others at a visitor's company. */
export interface Colleagues {
  companyKey: string;
  /** At most `colleagueBounds.counted`; `isMore`: there are more than that. */
  count: number;
  isMore: boolean;
  /** Only where the visitor's cell asks for one. */
  senior: { id: string; name: string | null; email: string | null; title: string | null } | null;
}

/** Cells of who is as hot as can be, and does not fit. */
const cellsThatAsk: readonly (string | null)[] = ['C1', 'D1'];

/** The most senior first. */
const whoDecide: readonly Seniority[] = ['executive', 'director'];

/** Null: no company is known, or nobody else of it. */
export function findColleagues(
  db: D1Database,
  site: SiteConfig,
  { id: visitor, companyKey, cell }: Pick<Visitor, 'id' | 'companyKey' | 'cell'>,
): Promise<Colleagues | null> {
  if (companyKey === null) return Promise.resolve(null);
  const seniorities = cellsThatAsk.includes(cell) ? whoDecide : [];
  return underFreshSite(db, site, async ({ key, revision, served: { version } }) => {
    const query = { site: key, revision, version, titleTraits, visitor, companyKey, seniorities };
    const { count, senior } = await readColleagues(db, query);
    if (count === 0) return null;
    const title = senior && senior.title !== null ? visibleText(String(senior.title)) : null;
    return {
      companyKey,
      count: Math.min(count, colleagueBounds.counted),
      isMore: count > colleagueBounds.counted,
      senior: senior && { id: senior.id, name: visibleText(senior.name), email: senior.email, title },
    };
  });
}
