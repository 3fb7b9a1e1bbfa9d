// `POST /s/{site}/model/draft`: publishes or discards the draft that the page showed.

import type { Context } from 'hono';
import type { SiteEnv } from '../../../http/env.ts';
import { goTo } from '../../frame/answer.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { dropDraft, publishDraft } from '../draft/publish.ts';
import { readFields, readWork } from '../draft/work.ts';
import { refuseForm } from '../head/refusals.tsx';
import { answerModel } from './overview.tsx';

/** Does it and leads back to the page; or shows the page, and why not. */
export async function answerDraft(c: Context<SiteEnv>): Promise<Response> {
  const fields = await readFields(c);
  const does = fields?.get('do');
  if (!fields || (does !== 'publish' && does !== 'discard')) return refuseForm(c);
  const work = await readWork(c);
  const act = does === 'publish' ? publishDraft : dropDraft;
  const result = await act(c, work, fields.get('tag') ?? '');
  if ('problem' in result) return answerModel(c, { typed: {}, faults: { '': result.problem } }, 409);
  return goTo(c, siteHref(c.var.site, '/model', new URLSearchParams(result)));
}
