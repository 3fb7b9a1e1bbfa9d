// `/s/{site}/segments`: the page, and the forms that save, rename and delete segments.

import type { Context } from 'hono';
import { newSegment, segmentChange, segmentLimits } from '../../../../schema/api/alerts/segment.ts';
import { isAllowed } from '../../../../schema/api/role.ts';
import {
  changeSegment,
  firstDay,
  listSegments,
  makeSegment,
  removeSegment,
  type SegmentRefusal,
} from '../../../flows/segments/segments.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { readForm } from '../../../http/json-body.ts';
import { readSegmentCounts } from '../../../store/segments/segment-counts.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { textsFor } from '../../texts/texts.ts';
import { filtersOfView, readListView } from '../list-view.ts';
import { segmentHref } from '../segment-links.tsx';
import { SegmentsPage } from './segments-page.tsx';

/** A name, and the address of a view. */
const maxBodyBytes = 8 * 1024;

/** The page. */
export async function answerSegments(c: Context<SiteEnv>): Promise<Response> {
  const { site, actor } = c.var;
  const clock = clockOf(c);
  const since = firstDay(site, clock.now);
  const [segments, counts, where] = await Promise.all([
    listSegments(c.env.DB, site, clock.now),
    readSegmentCounts(c.env.DB, { site: site.key, since }),
    whereabouts(c),
  ]);
  const history = Map.groupBy(counts, ({ segment }) => segment);
  const shown = segments.map((segment) => ({
    segment,
    history: [...(history.get(segment.id) ?? []).map(({ members }) => members), segment.count],
  }));
  const mayEdit = isAllowed(actor.role, 'edit');
  return answerPage(c, <SegmentsPage {...{ where, site, shown, mayEdit, clock }} />);
}

/** The answer to the forms, from whoever may edit. */
export async function changeSegments(c: Context<SiteEnv>): Promise<Response> {
  const fields = await readForm(c.req.raw, maxBodyBytes);
  switch (fields?.get('do')) {
    case 'save':
      return save(c, fields);
    case 'rename':
      return rename(c, fields);
    case 'delete':
      return remove(c, fields);
    default:
      return refuse(c, { kind: 'not_found' });
  }
}

async function save(c: Context<SiteEnv>, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const now = Date.now();
  const view = readListView(new URLSearchParams(fields.get('view') ?? ''), site);
  const asked = newSegment.safeParse({
    ...{ name: fields.get('name') ?? '', filters: filtersOfView(view, now) },
  });
  if (!asked.success) return refuse(c, { kind: 'invalid', errors: [] });
  const result = await makeSegment(c.env.DB, site, { ...asked.data, actor: actor.id, now });
  return result.kind === 'done' ? goTo(c, segmentHref(site, result.segment.id)) : refuse(c, result);
}

async function rename(c: Context<SiteEnv>, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const asked = segmentChange.safeParse({ name: fields.get('name') ?? '' });
  if (!asked.success) return refuse(c, { kind: 'invalid', errors: [] });
  const change = { ...asked.data, id: fields.get('segment') ?? '', actor: actor.id, now: Date.now() };
  const result = await changeSegment(c.env.DB, site, change);
  return result.kind === 'done' ? goTo(c, siteHref(site, '/segments')) : refuse(c, result);
}

async function remove(c: Context<SiteEnv>, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const by = { actor: actor.id, now: Date.now() };
  const result = await removeSegment(c.env.DB, site, { id: fields.get('segment') ?? '', ...by });
  return result.kind === 'removed' ? goTo(c, siteHref(site, '/segments')) : refuse(c, result);
}

function refuse(c: Context<SiteEnv>, refusal: SegmentRefusal): Response {
  const { wrong } = textsFor(c).segments;
  switch (refusal.kind) {
    case 'invalid':
      return answerProblem(c, 400, wrong.invalid(segmentLimits.maxNameChars));
    case 'not_found':
      return answerProblem(c, 404, wrong.gone);
    case 'taken':
      return answerProblem(c, 409, wrong.taken(refusal.name));
    case 'too_many':
      return answerProblem(c, 409, wrong.tooMany(segmentLimits.maxSegments));
    case 'in_use':
      return answerProblem(c, 409, wrong.inUse(refusal.webhook));
  }
}
