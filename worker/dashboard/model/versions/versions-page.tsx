// The versions of a model, each with what it changed in words; and examples to begin with.

import type { Model } from '../../../../schema/model/model.ts';
import type { ModelSummary } from '../../../store/models/models.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Clock, exactly } from '../../words/clock.tsx';
import type { Work } from '../draft/work.ts';
import { DifferenceList } from '../head/difference-list.tsx';
import { ModelHead } from '../head/model-head.tsx';
import { differences } from '../words/differences.ts';
import { exampleNames } from './examples.ts';

/** A published version, and the one before it; null: it is the first. */
export interface Version extends ModelSummary {
  model: Model;
  before: Model | null;
}

interface VersionsPageProps {
  where: Whereabouts;
  work: Work;
  clock: Clock;
  versions: readonly Version[];
  /** The oldest version of the page, if there are older ones. */
  older: number | null;
  problems: readonly string[];
}

/** The page. */
export function VersionsPage({ where, work, clock, versions, older, problems }: VersionsPageProps) {
  const { model, modelVersions: texts } = useTexts();
  const { site } = work;
  const title = `${texts.title} · ${model.title} · ${site.name}`;
  return (
    <Layout title={title} where={where} of={{ site, page: '/model' }}>
      <ModelHead {...{ work, clock, problems }} here="/model/versions" />
      <h2>{texts.title}</h2>
      <ol class="versions">
        {versions.map((version) => (
          <VersionRow work={work} clock={clock} version={version} />
        ))}
      </ol>
      {older !== null && (
        <p>
          <a href={siteHref(site, '/model/versions', new URLSearchParams({ before: String(older) }))}>
            {texts.older}
          </a>
        </p>
      )}
      {work.mayEdit && <Examples work={work} />}
    </Layout>
  );
}

function VersionRow({ work, clock, version }: { work: Work; clock: Clock; version: Version }) {
  const all = useTexts();
  const texts = all.modelVersions;
  const { model, before, state, publishedAt } = version;
  const changes = before ? differences(before, model, all) : null;
  return (
    <li class="card">
      <h3>
        {texts.version(version.version)} <span class="badge level-none">{texts.states[state]}</span>
      </h3>
      {publishedAt !== null && <p class="also">{texts.published(exactly(publishedAt, clock))}</p>}
      {changes === null ? (
        <p>{texts.first}</p>
      ) : changes.length === 0 ? (
        <p>{texts.same}</p>
      ) : (
        <DifferenceList lines={changes} />
      )}
      {work.mayEdit && state === 'retired' && (
        <div class="buttons">
          <VersionForm work={work} does="again" value={String(version.version)} text={texts.again} />
          <VersionForm work={work} does="draft" value={String(version.version)} text={texts.asDraft} />
          <p class="hint">{texts.againNote}</p>
        </div>
      )}
    </li>
  );
}

function Examples({ work }: { work: Work }) {
  const texts = useTexts().modelVersions;
  return (
    <section class="card below">
      <h2>{texts.begin}</h2>
      {work.draft && <p class="hint">{texts.replaces}</p>}
      <ul class="examples">
        {exampleNames.map((name) => (
          <li>
            <VersionForm work={work} does="example" value={name} text={texts.examples[name].name} />{' '}
            <span class="also">{texts.examples[name].about}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface VersionFormProps {
  work: Work;
  does: 'again' | 'draft' | 'example';
  value: string;
  text: string;
}

/** A button. `tag`: of the draft that it replaces, as it is shown. */
function VersionForm({ work: { site, tag }, does, value, text }: VersionFormProps) {
  return (
    <form method="post" action={siteHref(site, '/model/versions')}>
      <input type="hidden" name="do" value={does} />
      <input type="hidden" name="what" value={value} />
      <input type="hidden" name="tag" value={tag} />
      <button type="submit" class="quiet">
        {text}
      </button>
    </form>
  );
}
