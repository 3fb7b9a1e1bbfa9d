// The list of visitors as a file: `/v1/sites/{site}/visitors.csv`.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { visitorFileQuery } from '../../../schema/api/visitor-query.ts';
import { csvHeaders, visitorCsv } from '../../flows/visitors/visitor-csv.ts';
import { listVisitors } from '../../flows/visitors/visitor-list.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, orProblem, sitePath } from '../../http/router.ts';

/** Reading visitors as a file. */
export const visitorFileRoutes = apiRouter<SiteEnv>();

visitorFileRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/visitors.csv',
    tags: ['Visitors'],
    summary: 'List visitors as CSV',
    description:
      'The list with the same filters, in the same order, as a file (RFC 4180) with a header row. Times are ISO 8601. A text that a ' +
      'spreadsheet would run as a formula has a single quote in front. If there are more visitors than `limit`, the header ' +
      '`Link` has the address of the next file (`rel="next"`). Like a page of the list, a file can be short or empty and still have one.',
    request: { params: sitePath, query: visitorFileQuery },
    responses: {
      200: {
        description: 'Visitors in order',
        headers: z.object({
          Link: z.string().optional().meta({ description: 'The next file: `<…>; rel="next"`' }),
        }),
        content: { 'text/csv': { schema: z.string() } },
      },
      ...orProblem,
    },
  }),
  async (c) => {
    const { site } = c.var;
    const answer = await listVisitors(c.env.DB, site, c.req.valid('query'), Date.now());
    switch (answer.kind) {
      case 'page': {
        const { data, nextCursor, at } = answer;
        const day = new Date(at).toISOString().slice(0, 10);
        if (nextCursor !== null) c.header('link', `<${withCursor(c.req.url, nextCursor)}>; rel="next"`);
        return c.body(visitorCsv(data), 200, csvHeaders(`${site.id}-visitors-${day}`));
      }
      case 'invalid':
        return reject({ code: 'invalid_request', errors: answer.errors });
      case 'stale_cursor':
      case 'invalid_cursor':
        return reject({ code: answer.kind });
    }
  },
);

/** The same address with another cursor, without the host. */
function withCursor(address: string, cursor: string): string {
  const url = new URL(address);
  url.searchParams.set('cursor', cursor);
  return `${url.pathname}${url.search}`;
}
