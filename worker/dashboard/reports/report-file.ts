// The file of a report, for who is signed in.

import type { Context } from 'hono';
import type { Table } from '../../flows/reports/answer.ts';
import { csvOf } from '../../flows/visitors/csv.ts';
import { csvHeaders } from '../../flows/visitors/visitor-csv.ts';
import type { SiteEnv } from '../../http/env.ts';
import type { ReportName } from './report-view.ts';

/** Answers with the file, named after the site and the report. */
export function answerTable(c: Context<SiteEnv>, name: ReportName, { header, rows }: Table): Response {
  const headers = { ...csvHeaders(`${c.var.site.id}-${name}`), 'cache-control': 'no-store' };
  return c.body(csvOf(header, rows), 200, headers);
}
