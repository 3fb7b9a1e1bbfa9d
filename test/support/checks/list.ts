// Reading a list to its end, page by page, as a program does.

import { expect } from 'vitest';
import type { Visitor } from '../../../schema/api/visitor.ts';
import { type VisitorQuery, visitorQuery } from '../../../schema/api/visitor-query.ts';
import { listVisitors } from '../../../worker/flows/visitors/visitor-list.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';

/** What a URL may say. */
export type Asked = Record<string, string | number | boolean>;

/** The query as the route reads it from the URL. */
export function queryOf(asked: Asked): VisitorQuery {
  return visitorQuery.parse(
    Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)])),
  );
}

/** Every page of a list until there is no cursor; fails when pages do not end. */
export async function allPages(
  db: D1Database,
  site: SiteConfig,
  asked: Asked,
  now: number,
): Promise<{ visitors: Visitor[]; pages: number }> {
  const visitors: Visitor[] = [];
  let cursor: string | null = null;
  for (let pages = 1; ; pages++) {
    // Time goes on between pages: the cursor holds the first one's moment.
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
