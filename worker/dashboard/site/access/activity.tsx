// Answers the page of who did what: the audit of the API (flows/sites/audit.ts), filtered by person and action.

import type { Context } from 'hono';
import { auditQuery } from '../../../../schema/api/sites/audit.ts';
import { listAudit } from '../../../flows/sites/audit.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { ActivityPage, activityHref } from './activity-page.tsx';

/** Entries per page. */
const entriesPerPage = 50;

/** `GET …/activity`. A filter that does not exist, and a cursor of another list, lead to the start. */
export async function answerActivity(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const search = new URL(c.req.url).searchParams;
  const [person, action, cursor] = ['person', 'action', 'cursor'].map(
    (name) => search.get(name) || undefined,
  );
  const asked = auditQuery.safeParse({ actor: person, action, cursor, limit: entriesPerPage });
  if (!asked.success) return goTo(c, siteHref(site, '/activity'));
  const filter = { person: person ?? '', action: action ?? '' };
  const [answer, where] = await Promise.all([listAudit(c.env.DB, site, asked.data), whereabouts(c)]);
  if (answer.kind === 'invalid_cursor') return goTo(c, activityHref(site, filter));
  const { data: entries, nextCursor } = answer;
  const isFirst = cursor === undefined;
  return answerPage(
    c,
    <ActivityPage {...{ where, site, entries, nextCursor, filter, isFirst, clock: clockOf(c) }} />,
  );
}
