// `/s/{site}/model/versions`: lists the versions, goes back to one, and begins a draft with one or with an example.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Model } from '../../../../schema/model/model.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { readModel, readPublished } from '../../../store/models/models.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { textsFor } from '../../texts/texts.ts';
import { type Done, publishModel } from '../draft/publish.ts';
import { readFields, readWork, saveWork } from '../draft/work.ts';
import { refuseForm } from '../head/refusals.tsx';
import { exampleModel } from './examples.ts';
import { VersionsPage } from './versions-page.tsx';

/** Versions on a page. */
const atOnce = 10;

/** The page. */
export async function answerVersions(
  c: Context<SiteEnv>,
  problems: readonly string[] = [],
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { site } = c.var;
  const before = Number(c.req.query('before')) || undefined;
  const query = { site: site.key, name: site.served.name, before, limit: atOnce + 1 };
  const [work, found, where] = await Promise.all([
    readWork(c),
    readPublished(c.env.DB, query),
    whereabouts(c),
  ]);
  const versions = found
    .slice(0, atOnce)
    .map((version, index) => ({ ...version, before: found[index + 1]?.model ?? null }));
  const older = found.length > atOnce ? (versions.at(-1)?.version ?? null) : null;
  return answerPage(
    c,
    <VersionsPage {...{ where, work, versions, older, problems }} clock={clockOf(c)} />,
    status,
  );
}

/** `POST`: does it and leads to the model; or says why not. */
export async function changeVersions(c: Context<SiteEnv>): Promise<Response> {
  const fields = await readFields(c);
  const does = fields?.get('do') ?? '';
  const what = fields?.get('what') ?? '';
  if (!fields || !['again', 'draft', 'example'].includes(does)) return refuseForm(c);
  const chosen = does === 'example' ? exampleModel(what, c.var.site.served.name) : await versionOf(c, what);
  if (!chosen) return answerVersions(c, [textsFor(c).modelVersions.missing], 404);
  const result =
    does === 'again' ? await publishModel(c, chosen) : await begin(c, chosen, fields.get('tag') ?? '');
  if ('problem' in result) return answerVersions(c, [result.problem], 409);
  return goTo(c, siteHref(c.var.site, '/model', new URLSearchParams(result)));
}

/** A version of the chosen model, published once. */
async function versionOf(c: Context<SiteEnv>, what: string): Promise<Model | null> {
  const { site } = c.var;
  const version = Number(what);
  if (!Number.isSafeInteger(version) || version < 1) return null;
  const found = await readModel(c.env.DB, { site: site.key, version });
  return found?.publishedAt != null && found.name === site.served.name ? found.model : null;
}

/** Replaces the draft, unless it is not the one that was shown. */
async function begin(c: Context<SiteEnv>, candidate: Model, tag: string): Promise<Done> {
  const work = await readWork(c);
  const { stale } = textsFor(c).modelVersions;
  if (work.draft && work.tag !== tag) return { problem: stale };
  const saved = await saveWork(c, { work, candidate, dry: false });
  return saved.kind === 'wrong' ? { problem: saved.faults[''] ?? stale } : { done: saved.kind };
}
