// Reads what a visitor's page shows, and answers it: as it stands, after a change, or with a form that was not accepted.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAllowed } from '../../../schema/api/role.ts';
import type { TimelineEvent } from '../../../schema/api/visitor.ts';
import type { Kind } from '../../../schema/kinds.ts';
import { findColleagues } from '../../flows/companies/colleagues.ts';
import { explainVisitor } from '../../flows/visitors/explain.ts';
import { ownerNames } from '../../flows/visitors/owner-names.ts';
import { sharesOf } from '../../flows/visitors/shares.ts';
import { readHistory } from '../../flows/visitors/timeline.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../http/env.ts';
import { readActorLabels } from '../../store/sites/audit.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { trailOf, trailSearch, visitorHref } from '../frame/site-href.ts';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import { listHref, readListView } from '../list/list-view.ts';
import { textsFor } from '../texts/texts.ts';
import { mayErase, noSuchVisitor } from './erase-page.tsx';
import { readDone, type SentForm } from './forms/sent-form.ts';
import { kindsOf, readKindGroup } from './timeline/kind-filter.tsx';
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
  const kinds = readKindGroup(search);
  const trail = trailOf(search);
  const all = textsFor(c);
  const texts = all.visitor;
  const may = { edit: isAllowed(actor.role, 'edit'), erase: mayErase(c) };
  const [visitor, explanation, history, where, names] = await Promise.all([
    findVisitor(c.env.DB, site, id, clock.now),
    explainVisitor(c.env.DB, site, { id, at: clock.now, zone: clock.zone, words: all.score }),
    readHistory(c.env.DB, site, { id, limit: eventsPerPage, cursor, kinds: kindsOf(kinds) }),
    whereabouts(c),
    may.edit ? ownerNames(c.env.DB, site, actor.id) : null,
  ]);
  const done = sent ? null : readDone(search, all);
  if (history.kind === 'invalid_cursor' || (visitor && visitor.id !== id)) {
    const kept = new URLSearchParams([...trailSearch(trail), ...(done?.search ?? [])]);
    return goTo(c, visitorHref(site, visitor?.id ?? id, kept));
  }
  if (!visitor || !explanation || history.kind === 'not_found') return noSuchVisitor(c);
  const { data: events, nextCursor: older } = history;
  const isWhole = kinds === 'all' && cursor === undefined && older === null;
  const [colleagues, note, shares] = await Promise.all([
    findColleagues(c.env.DB, site, visitor),
    newestNote(c, events, isWhole),
    may.edit ? sharesOf(c.env.DB, site, { visitor: id, now: clock.now }) : null,
  ]);
  const actors = await actorsOf(c, note ? [note, ...events] : events);
  const view = readListView(new URLSearchParams(trail), site);
  const back = { trail, href: listHref(site, view, { cursor: view.cursor }) };
  const forms = { sent, done, newId: crypto.randomUUID() };
  const owners = names && { ...names, me: names.me ?? texts.lead.administrator };
  const more = { older, kinds, note, owners, actors, back, clock, may, forms, shares };
  return answerPage(
    c,
    <VisitorPage {...{ where, site, visitor, colleagues, explanation, events, ...more }} />,
    status,
  );
}

/** The newest note, which may be older than the events of this page. */
async function newestNote(
  c: VisitorContext,
  events: readonly TimelineEvent[],
  isWhole: boolean,
): Promise<TimelineEvent | null> {
  const kinds = ['lead_note'] as const satisfies readonly Kind[];
  if (isWhole) return events.find(({ kind }) => kind === kinds[0]) ?? null;
  const notes = await readHistory(c.env.DB, c.var.site, {
    id: c.req.param('id'),
    limit: 1,
    kinds: { kinds },
  });
  return (notes.kind === 'page' && notes.data[0]) || null;
}

/** The labels of the tokens of who recorded these events, by id. */
function actorsOf(
  c: VisitorContext,
  events: readonly TimelineEvent[],
): Promise<Map<string, string>> | Map<string, string> {
  const ids = events.flatMap(({ body: { actor } }) => (typeof actor === 'string' ? [actor] : []));
  return ids.length === 0 ? new Map() : readActorLabels(c.env.DB, c.var.site.key, [...new Set(ids)]);
}
