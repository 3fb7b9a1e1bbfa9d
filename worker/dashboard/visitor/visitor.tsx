// Reads what a visitor's page shows, and answers it: as it stands, after a change, or with a form that was not accepted.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAllowed } from '../../../schema/api/role.ts';
import { findColleagues } from '../../flows/companies/colleagues.ts';
import { explainVisitor } from '../../flows/visitors/explain.ts';
import { sharesOf } from '../../flows/visitors/shares.ts';
import { readHistory } from '../../flows/visitors/timeline.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../http/env.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { trailOf, trailSearch, visitorHref } from '../frame/site-href.ts';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import { listHref, readListView } from '../list/list-view.ts';
import { mayErase, noSuchVisitor } from './erase-page.tsx';
import { readDone, type SentForm } from './sent-form.ts';
import { VisitorPage } from './visitor-page.tsx';

/** Events per page of a timeline. */
const eventsPerPage = 100;

export type VisitorContext = Context<SiteEnv, '/s/:site/visitors/:id'>;

/** `GET …/visitors/{id}`, and with `sent` the answer to a form that was not accepted: nothing that was typed is lost. */
export async function answerVisitor(
  c: VisitorContext,
  sent: SentForm | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { site, actor } = c.var;
  const id = c.req.param('id');
  const search = new URL(c.req.url).searchParams;
  const clock = clockOf(c);
  const cursor = c.req.query('cursor');
  const trail = trailOf(search);
  const [visitor, explanation, history, where] = await Promise.all([
    findVisitor(c.env.DB, site, id, clock.now),
    explainVisitor(c.env.DB, site, { id, at: clock.now, zone: clock.zone }),
    readHistory(c.env.DB, site, { id, limit: eventsPerPage, cursor }),
    whereabouts(c),
  ]);
  const done = sent ? null : readDone(search);
  if (history.kind === 'invalid_cursor' || (visitor && visitor.id !== id)) {
    const kept = new URLSearchParams([...trailSearch(trail), ...(done?.search ?? [])]);
    return goTo(c, visitorHref(site, visitor?.id ?? id, kept));
  }
  if (!visitor || !explanation || history.kind === 'not_found') return noSuchVisitor(c);
  const colleagues = await findColleagues(c.env.DB, site, visitor);
  const { data: events, nextCursor } = history;
  const older = trailSearch(trail);
  if (nextCursor) older.set('cursor', nextCursor);
  const olderHref = nextCursor && `${visitorHref(site, id, older)}#timeline`;
  const view = readListView(new URLSearchParams(trail), site);
  const back = { trail, href: listHref(site, view, { cursor: view.cursor }) };
  const may = { edit: isAllowed(actor.role, 'edit'), erase: mayErase(c) };
  const shares = may.edit ? await sharesOf(c.env.DB, site, { visitor: id, now: clock.now }) : null;
  const forms = { sent, done, newId: crypto.randomUUID() };
  return answerPage(
    c,
    <VisitorPage
      {...{
        where,
        site,
        visitor,
        colleagues,
        explanation,
        events,
        olderHref,
        back,
        clock,
        may,
        forms,
        shares,
      }}
    />,
    status,
  );
}
