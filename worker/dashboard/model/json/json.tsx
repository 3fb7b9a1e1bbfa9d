// `/s/{site}/model/json`: the whole model as JSON, to read, copy and change.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { defaultModelName, type Model } from '../../../../schema/model/model.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { isDeeper } from '../../../http/json-body.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { textsFor, useTexts } from '../../texts/texts.ts';
import type { Clock } from '../../words/clock.tsx';
import { Complaint, describedBy } from '../../words/field-notes.tsx';
import { checkModel, type Faults } from '../draft/model-faults.ts';
import { isCheck, readFields, readWork, saveModel, type Work } from '../draft/work.ts';
import { ModelHead } from '../head/model-head.tsx';
import { refuseForm } from '../head/refusals.tsx';

/** No model nests deeper. */
const maxDepth = 20;

interface JsonPageProps {
  where: Whereabouts;
  work: Work;
  clock: Clock;
  text: string;
  faults: Faults;
}

function JsonPage({ where, work, clock, text, faults }: JsonPageProps) {
  const { model, modelVersions } = useTexts();
  const texts = modelVersions.json;
  const { site, mayEdit } = work;
  const problem = problemText(faults);
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/model' }}>
      <ModelHead {...{ work, clock }} here="/model/json" />
      <form method="post" action={siteHref(site, '/model/json')} class="json" data-check>
        <input type="hidden" name="tag" value={work.tag} />
        <div class="field">
          <label for="json">{texts.label}</label>
          <p class="hint">{texts.hint}</p>
          <textarea
            id="json"
            name="json"
            rows={30}
            spellcheck={false}
            readonly={!mayEdit}
            {...describedBy('json', { error: problem })}
          >
            {`\n${text}`}
          </textarea>
          <Complaint id="json-error" text={problem} />
        </div>
        {mayEdit && <button type="submit">{texts.save}</button>}
      </form>
      <p class="hint">{model.saveHint}</p>
    </Layout>
  );
}

/** All faults in one text, each on its line. */
function problemText(faults: Faults): string {
  return Object.entries(faults)
    .map(([path, message]) => (path === '' ? message : `${path}: ${message}`))
    .join('\n');
}

/** The page; `refused`: what was typed and not saved. */
export async function answerJson(
  c: Context<SiteEnv>,
  refused: { text: string; faults: Faults } | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const [work, where] = await Promise.all([readWork(c), whereabouts(c)]);
  const text = refused?.text ?? JSON.stringify(work.model, null, 2);
  const faults = refused?.faults ?? {};
  return answerPage(c, <JsonPage {...{ where, work, text, faults }} clock={clockOf(c)} />, status);
}

/** `POST`: saves the JSON as the draft; or shows it again with what is wrong. */
export async function changeJson(c: Context<SiteEnv>): Promise<Response> {
  const fields = await readFields(c);
  if (!fields) return refuseForm(c);
  const text = (fields.get('json') ?? '').replaceAll('\r\n', '\n');
  const work = await readWork(c);
  const { wrong } = textsFor(c).model;
  const refuse = (faults: Faults, status: ContentfulStatusCode) =>
    isCheck(c) ? c.json({ json: problemText(faults) }) : answerJson(c, { text, faults }, status);

  if (work.tag !== fields.get('tag') && !isCheck(c)) return refuse({ '': wrong.stale }, 409);
  const read = readModelText(text, wrong.json);
  if ('fault' in read) return refuse({ '': read.fault }, 400);
  const checked = checkModel(read.candidate, wrong);
  if ('faults' in checked) return refuse(checked.faults, 400);
  const { name = defaultModelName } = checked.model;
  if (name !== work.served.name) return refuse({ name: wrong.name(work.served.name) }, 400);
  if (isCheck(c)) return c.json({});
  const saved = await saveModel(c, work, checked.model);
  if (saved.kind === 'wrong') return refuse(saved.faults, saved.status);
  return goTo(c, siteHref(c.var.site, '/model', new URLSearchParams({ done: saved.kind })));
}

/** `candidate` is any JSON: only the schema tells whether it is a model. */
function readModelText(
  text: string,
  wrong: (why: string) => string,
): { candidate: Model } | { fault: string } {
  if (isDeeper(text, maxDepth)) return { fault: wrong('…') };
  try {
    return { candidate: JSON.parse(text) as Model };
  } catch (error) {
    return { fault: wrong(error instanceof Error ? error.message : String(error)) };
  }
}
