// `/s/{site}/matrix`: the page, and the action of a cell, edited in place.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAllowed } from '../../../../schema/api/role.ts';
import { countsOf } from '../../../flows/visitors/visitor-counts.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { whereabouts } from '../../frame/whereabouts.ts';
import { checkModel } from '../../model/draft/model-faults.ts';
import { publishModel } from '../../model/draft/publish.ts';
import { type Refused, setTyped } from '../../model/draft/typed-values.ts';
import { readFields, readWork, saveWork } from '../../model/draft/work.ts';
import { refuseForm } from '../../model/head/refusals.tsx';
import { textsFor } from '../../texts/texts.ts';
import { MatrixPage } from './matrix-page.tsx';

/** The matrix; of a model that does not grade fit there is none, so this leads to the list. */
export async function answerMatrix(
  c: Context<SiteEnv>,
  refused: Refused | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { site, actor } = c.var;
  if (!site.served.model.fit) return goTo(c, siteHref(site));
  const [counts, where] = await Promise.all([countsOf(c.env.DB, site, Date.now()), whereabouts(c)]);
  const mayEdit = isAllowed(actor.role, 'edit');
  const done = refused ? null : (c.req.query('done') ?? null);
  return answerPage(c, <MatrixPage {...{ where, site, counts, mayEdit, done, refused }} />, status);
}

/** `POST`: publishes a version that differs in actions only, and makes the same change in the draft, if there is one. */
export async function changeAction(c: Context<SiteEnv>): Promise<Response> {
  const fields = await readFields(c);
  if (!fields) return refuseForm(c);
  const { wrong } = textsFor(c).model;
  const { site } = c.var;
  const { model: candidate, typed, faults } = setTyped(site.served.model, onlyActions(fields), wrong);
  if (Object.keys(faults).length > 0) return answerMatrix(c, { typed, faults }, 409);
  if (Object.keys(typed).length === 0) return goTo(c, siteHref(site, '/matrix'));
  const checked = checkModel(candidate, wrong);
  if ('faults' in checked) return answerMatrix(c, { typed, faults: checked.faults }, 400);
  const work = await readWork(c);
  const result = await publishModel(c, checked.model);
  if ('problem' in result) return answerMatrix(c, { typed, faults: { '': result.problem } }, 409);
  if (work.draft) {
    // Where somebody else has changed the draft, it keeps its action; its differences show that.
    const changed = setTyped(work.model, onlyActions(fields), wrong).model;
    await saveWork(c, { work, candidate: changed, dry: false });
  }
  return goTo(c, siteHref(site, '/matrix', new URLSearchParams(result)));
}

function onlyActions(fields: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...fields].filter(([name]) => name.startsWith('actions.')));
}
