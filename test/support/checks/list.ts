// Reads a whole list, page by page, like a program.

import { expect } from 'vitest';
import type { Visitor } from '../../../schema/api/visitor.ts';
import { type VisitorQuery, visitorQuery } from '../../../schema/api/visitor-query.ts';
import { listVisitors } from '../../../worker/flows/visitors/visitor-list.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';

/** The parameters of a URL. */
export type Asked = Record<string, string | number | boolean>;

/** The query as the route parses it from the URL. */
export function queryOf(asked: Asked): VisitorQuery {
  return visitorQuery.parse(
    Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)])),
  );
}

/** All pages of a list, until there is no cursor; fails if the pages do not end. */
export async function allPages(
  db: D1Database,
  site: SiteConfig,
  asked: Asked,
  now: number,
): Promise<{ visitors: Visitor[]; pages: number }> {
  const visitors: Visitor[] = [];
  let cursor: string | null = null;
  for (let pages = 1; ; pages++) {
    // Time passes between pages: the cursor has the time of the first one.
    const query = queryOf({ ...asked, ...(cursor === null ? {} : { cursor }) });
    const answer = await listVisitors(db, site, query, now + (pages - 1) * 3_600_000);
    if (answer.kind !== 'page') throw new Error(JSON.stringify(answer));
    expect(answer.data.length).toBeLessThanOrEqual(query.limit);
    visitors.push(...answer.data);
    cursor = answer.nextCursor;
    if (cursor === null) return { visitors, pages };
    expect(pages).toBeLessThan(500);
  }
}
