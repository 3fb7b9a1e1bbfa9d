// Whether the tag works, kept fresh by the page's script (frame/script.ts): it asks every few seconds.

import { dayMs } from '../../../../schema/time/durations.ts';
import type { InstallCheck } from '../../../flows/sites/install-check.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { ago, type Clock, exactly } from '../../words/clock.tsx';
import { Marked } from '../../words/marked.tsx';
import { ArrivalsView } from './arrivals-view.tsx';

/** How often the page asks whether something has arrived: somebody is waiting for it. */
const refreshSeconds = 5;

/** Without a visitor for this long, it is said that something may be wrong. */
const quietMs = dayMs;

interface CheckViewProps {
  site: SiteConfig;
  base: string;
  check: InstallCheck;
  clock: Clock;
}

/** The verdict, which screen readers announce when it changes, and the details, which change all the time. */
export function CheckView({ site, base, check, clock }: CheckViewProps) {
  const texts = useTexts().siteInstall.check;
  const { latest, hasVisitors } = check;
  const isQuiet = latest !== null && clock.now - latest.at >= quietMs;
  const [state, verdict] =
    latest === null
      ? ['waiting', hasVisitors ? texts.onlyServer : texts.nothing]
      : isQuiet
        ? ['quiet', texts.quiet]
        : ['works', texts.works];
  return (
    <section class="card check">
      <h2>{texts.title}</h2>
      <div role="status">
        <p class={`verdict ${state}`} data-live={refreshSeconds}>
          {verdict}
        </p>
      </div>
      <div data-live={refreshSeconds}>
        {latest && <Latest latest={latest} clock={clock} />}
        {(latest === null || isQuiet) && <WhatToDo site={site} base={base} check={check} />}
        <ArrivalsView beacons={check.beacons} clock={clock} />
      </div>
    </section>
  );
}

/** `The last visitor came 12 seconds ago, from https://acme.com.` */
function Latest({ latest, clock }: { latest: NonNullable<InstallCheck['latest']>; clock: Clock }) {
  const texts = useTexts().siteInstall.check;
  const seconds = Math.max(0, Math.floor((clock.now - latest.at) / 1_000));
  return (
    <p>
      {texts.cameAt}{' '}
      <time datetime={new Date(latest.at).toISOString()} title={exactly(latest.at, clock)}>
        {seconds === 0 || seconds >= 60 ? ago(latest.at, clock) : texts.seconds(seconds)}
      </time>
      {latest.origin !== null && (
        <>
          {texts.from} <code>{latest.origin}</code>
        </>
      )}
      .
    </p>
  );
}

function WhatToDo({ site, base, check }: Omit<CheckViewProps, 'clock'>) {
  const texts = useTexts().siteInstall.check;
  const refused = check.dropped.some(({ reason }) => reason === 'origin_not_allowed');
  return (
    <>
      <p>{texts.todo(refreshSeconds)}</p>
      <ul>
        {refused && (
          <li>
            <b>{texts.refused}</b> {texts.seeBelow}
          </li>
        )}
        {site.settings.consent === 'required' && <li>{texts.consent}</li>}
        {[texts.network, texts.policy(base), texts.blocker].map((text) => (
          <li>
            <Marked text={text} />
          </li>
        ))}
      </ul>
      <p>
        <a href={siteHref(site, '/start')}>{texts.steps}</a>
      </p>
    </>
  );
}
