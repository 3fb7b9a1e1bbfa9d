// `/s/SITE/start`: the five steps from a new site to its first lead. The page's script keeps them fresh.

import { type FirstStep, firstSteps, type Progress } from '../../../flows/sites/first-steps.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Marked } from '../../words/marked.tsx';
import { SiteTabs } from '../site-tabs.tsx';

/** How often the page asks what has happened: somebody is waiting for it. */
const refreshSeconds = 5;

interface StartPageProps {
  where: Whereabouts;
  site: SiteConfig;
  progress: Progress;
}

/** The page. */
export function StartPage({ where, site, progress }: StartPageProps) {
  const texts = useTexts().siteStart;
  const count = firstSteps.filter((step) => progress.done[step]).length;
  const isAll = count === firstSteps.length;
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <h1>{texts.title}</h1>
      <SiteTabs site={site} where={where} here="start" />
      <div role="status">
        <p class={`verdict ${isAll ? 'works' : 'waiting'}`} data-live={refreshSeconds}>
          {isAll ? texts.all : texts.progress(count, firstSteps.length)}
        </p>
      </div>
      <div data-live={refreshSeconds}>
        {isAll ? (
          <p>
            <a href={hrefOf('lead', site, progress)}>{texts.toList}</a>
          </p>
        ) : (
          <ol class="first-steps">
            {firstSteps.map((step) => (
              <Step step={step} site={site} progress={progress} />
            ))}
          </ol>
        )}
      </div>
      {!isAll && <p class="foot">{texts.live(refreshSeconds)}</p>}
    </Layout>
  );
}

function Step({ step, site, progress }: { step: FirstStep; site: SiteConfig; progress: Progress }) {
  const { steps, isDone, isOpen } = useTexts().siteStart;
  const { title, todo, link } = steps[step];
  const done = progress.done[step];
  return (
    <li class={done ? 'card step-done' : 'card'}>
      <h2>
        <span class="hidden">{done ? isDone : isOpen}</span> {title}
      </h2>
      <p>{done ? doneText(step, site, steps) : <Marked text={todo} />}</p>
      <a href={hrefOf(step, site, progress)}>{link}</a>
    </li>
  );
}

function doneText(
  step: FirstStep,
  { name }: SiteConfig,
  steps: ReturnType<typeof useTexts>['siteStart']['steps'],
): string {
  return step === 'site' ? steps.site.done(name) : steps[step].done;
}

/** Where the step is done; two of them on the site itself. */
function hrefOf(step: FirstStep, site: SiteConfig, { leadStatus }: Progress): string {
  switch (step) {
    case 'site':
      return siteHref(site, '/settings');
    case 'tag':
      return siteHref(site, '/install');
    case 'model':
    case 'form':
      return site.origins[0] ?? siteHref(site, '/settings');
    case 'lead':
      return siteHref(site, '', new URLSearchParams(leadStatus === null ? [] : [['status', leadStatus]]));
  }
}
