// The page of the model: its rules as sentences on one side, what the draft would change on the other.

import type { ModelPreview } from '../../../../schema/api/models/preview.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import type { Clock } from '../../words/clock.tsx';
import type { Faults } from '../draft/model-faults.ts';
import { type Refused, valueText } from '../draft/typed-values.ts';
import type { Work } from '../draft/work.ts';
import { Effect } from '../effect/effect.tsx';
import { ModelHead } from '../head/model-head.tsx';
import { Sections } from './sections.tsx';

interface ModelPageProps {
  where: Whereabouts;
  work: Work;
  preview: ModelPreview | null;
  clock: Clock;
  done: string | null;
  refused: Refused | null;
}

/** The page. */
export function ModelPage({ where, work, preview, clock, done, refused }: ModelPageProps) {
  const texts = useTexts().model;
  const { site, model, mayEdit, warnings } = work;
  const { typed = {}, faults = {} } = refused ?? {};
  const href = siteHref(site, '/model');
  const problems = problemsOf(work, faults, texts.wrong.summary);
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/model' }}>
      <ModelHead {...{ work, clock, done, problems }} here="/model" />
      {warnings
        .filter(({ path }) => path === 'rules')
        .map(({ message }) => (
          <p class="warning">{message}</p>
        ))}
      <div class="columns model">
        <Effect work={work} preview={preview} href={href} />
        <form method="post" action={href} data-check>
          <Sections site={site} fields={{ model, mayEdit, typed, faults }} warnings={warnings} />
          {mayEdit && (
            <div class="save">
              <button type="submit">{texts.save}</button>
              <span class="hint">{texts.saveHint}</span>
            </div>
          )}
        </form>
      </div>
    </Layout>
  );
}

/** What is said at the top: that something is wrong, and what no field of the page stands for. */
function problemsOf({ model }: Work, faults: Faults, summary: string): string[] {
  const all = Object.entries(faults);
  if (all.length === 0) return [];
  const { '': whole, ...others } = faults;
  const homeless = Object.entries(others).filter(
    ([path]) => !/^(levels|fit\.grades)/.test(path) && valueText(model, path) === null,
  );
  return [whole ?? summary, ...homeless.map(([path, message]) => `${path}: ${message}`)];
}
