// `/s/{site}/model`: shows the model, and saves what was typed into its sentences.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { SiteEnv } from '../../../http/env.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { textsFor } from '../../texts/texts.ts';
import { type Refused, setTyped } from '../draft/typed-values.ts';
import { beginPreview, isCheck, readFields, readWork, saveWork } from '../draft/work.ts';
import { readEffect } from '../effect/effect.tsx';
import { refuseForm } from '../head/refusals.tsx';
import { ModelPage } from './model-page.tsx';

/** Attempts to save what was typed while others save, too: only the same field can be in the way. */
const attempts = 3;

/** The page; `refused`: what was typed and not saved. */
export async function answerModel(
  c: Context<SiteEnv>,
  refused: Refused | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const [work, where] = await Promise.all([readWork(c), whereabouts(c)]);
  let preview = await readEffect(c.env.DB, work);
  if (work.draft && work.mayEdit && !preview?.result) {
    await beginPreview(c, work.draft.version);
    preview = await readEffect(c.env.DB, work);
  }
  const done = refused ? null : (c.req.query('done') ?? null);
  return answerPage(c, <ModelPage {...{ where, work, preview, done, refused }} clock={clockOf(c)} />, status);
}

/** `POST`: sets the values that were changed, and saves the draft; or shows the form again with what is wrong. */
export async function changeModel(c: Context<SiteEnv>): Promise<Response> {
  const fields = await readFields(c);
  if (!fields) return refuseForm(c);
  const refused = await saveTyped(c, fields);
  if (isCheck(c)) return c.json('faults' in refused ? refused.faults : {});
  if ('faults' in refused) return answerModel(c, refused, refused.status);
  return goTo(c, siteHref(c.var.site, '/model', new URLSearchParams({ done: refused.kind })));
}

type Outcome = (Refused & { status: 400 | 409 }) | { kind: 'saved' | 'same' };

async function saveTyped(c: Context<SiteEnv>, fields: URLSearchParams): Promise<Outcome> {
  const { wrong } = textsFor(c).model;
  for (let attempt = 1; ; attempt++) {
    const work = await readWork(c);
    const { model: candidate, typed, faults } = setTyped(work.model, fields, wrong);
    if (Object.keys(faults).length > 0) return { typed, faults, status: 409 };
    const saved = await saveWork(c, { work, candidate, dry: isCheck(c) });
    if (saved.kind !== 'wrong') return saved;
    if (saved.status !== 409 || attempt === attempts) return { ...saved, typed };
  }
}
