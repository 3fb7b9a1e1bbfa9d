// What all pages of the model begin with: what is in use, what the draft changes, and what has just been done.

import type { PropsWithChildren } from 'hono/jsx';
import { ModelChoice } from '../../frame/model-choice.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Clock, exactly } from '../../words/clock.tsx';
import { countText } from '../../words/points.ts';
import type { Work } from '../draft/work.ts';
import { differences } from '../words/differences.ts';
import { DifferenceList } from './difference-list.tsx';
import { DoneNotice } from './done-notice.tsx';

const tabs = [
  { text: 'rules', page: '/model' },
  { text: 'json', page: '/model/json' },
  { text: 'versions', page: '/model/versions' },
  { text: 'print', page: '/model/print' },
] as const;

/** `done`: what the address says has just been done. `problems`: what was refused. */
interface ModelHeadProps {
  work: Work;
  here: (typeof tabs)[number]['page'];
  clock: Clock;
  done?: string | null;
  problems?: readonly string[];
}

/** The heading with tabs, notices, and the state of the draft. */
export function ModelHead({ work, here, clock, done = null, problems = [] }: ModelHeadProps) {
  const { locale, model: texts } = useTexts();
  const { site, served } = work;
  const { rescoring } = served;
  return (
    <>
      <h1>{texts.title}</h1>
      <ModelChoice site={site} hrefOf={(by) => siteHref(by, here)} />
      <nav class="tabs" aria-label={texts.tabs.label}>
        <ul>
          {tabs.map(({ text, page }) => (
            <li>
              <a href={siteHref(site, page)} aria-current={page === here ? 'page' : undefined}>
                {texts.tabs[text]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <DoneNotice done={done} />
      {problems.length > 0 && (
        <div class="problems" role="alert">
          {problems.map((problem) => (
            <p class="complaint">{problem}</p>
          ))}
        </div>
      )}
      <div data-live={rescoring ? '2' : '60'}>
        {rescoring && (
          <p class="done" role="status">
            {texts.publishing(countText(rescoring.done, locale), countText(rescoring.total, locale))}{' '}
            <progress value={rescoring.done} max={Math.max(1, rescoring.total)} aria-hidden="true" />
          </p>
        )}
      </div>
      {!work.mayEdit && <p class="also">{texts.readOnly}</p>}
      <DraftState work={work} clock={clock} />
    </>
  );
}

function DraftState({ work, clock }: { work: Work; clock: Clock }) {
  const texts = useTexts().model;
  const { served, draft, mayEdit } = work;
  const since = served.publishedAt === null ? '' : exactly(served.publishedAt, clock);
  if (!draft) return <p class="also">{texts.inUse(served.version, since)}</p>;
  const isOvertaken = served.publishedAt !== null && served.publishedAt > draft.createdAt;
  return (
    <section class="card draft">
      <p>
        <strong>{texts.draft(draft.version)}</strong>{' '}
        <span class="also">{texts.inUse(served.version, since)}</span>
      </p>
      {isOvertaken && <p class="warning">{texts.overtaken(served.version)}</p>}
      <Differences work={work} />
      {mayEdit && (
        <div class="buttons">
          <DraftForm work={work} does="publish">
            <button type="submit">{texts.publish}</button>
          </DraftForm>
          <DraftForm work={work} does="discard">
            <button type="submit" class="quiet">
              {texts.discard}
            </button>
          </DraftForm>
        </div>
      )}
      {mayEdit && <p class="hint">{texts.publishNote}</p>}
    </section>
  );
}

function Differences({ work: { served, model } }: { work: Work }) {
  const all = useTexts();
  const texts = all.model;
  const lines = differences(served.model, model, all);
  if (lines.length === 0) return <p>{texts.noDifference}</p>;
  return (
    <>
      <h2>{texts.differences(served.version)}</h2>
      <DifferenceList lines={lines} />
    </>
  );
}

type DraftFormProps = PropsWithChildren<{ work: Work; does: 'publish' | 'discard' }>;

/** A form about the draft as it is shown here: what somebody changed meanwhile is neither published nor discarded by it. */
function DraftForm({ work: { site, tag }, does, children }: DraftFormProps) {
  return (
    <form method="post" action={siteHref(site, '/model/draft')}>
      <input type="hidden" name="do" value={does} />
      <input type="hidden" name="tag" value={tag} />
      {children}
    </form>
  );
}
