// Whether the tag works, kept fresh by the page's script (frame/script.ts): it asks every few seconds.

import type { InstallCheck } from '../../../flows/sites/install-check.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { ago, type Clock, exactly } from '../../words/clock.tsx';

/** How often the page asks whether something has arrived: somebody is waiting for it. */
const refreshSeconds = 5;

/** Without a visitor for this long, it is said that something may be wrong. */
const quietMs = 86_400_000;

interface CheckViewProps {
  site: SiteConfig;
  base: string;
  check: InstallCheck;
  clock: Clock;
}

/** The verdict, which screen readers announce when it changes, and the details, which change all the time. */
export function CheckView({ site, base, check, clock }: CheckViewProps) {
  const { latest } = check;
  const isQuiet = latest !== null && clock.now - latest.at >= quietMs;
  const [state, verdict] =
    latest === null
      ? ['waiting', nothing(check)]
      : isQuiet
        ? ['quiet', 'It has become quiet']
        : ['works', 'Works'];
  return (
    <section class="card check">
      <h2>Does it work?</h2>
      <div role="status">
        <p class={`verdict ${state}`} data-live={refreshSeconds}>
          {verdict}
        </p>
      </div>
      <div data-live={refreshSeconds}>
        {latest && <Latest latest={latest} clock={clock} />}
        {(latest === null || isQuiet) && <WhatToDo site={site} base={base} check={check} />}
      </div>
    </section>
  );
}

function nothing({ hasVisitors }: InstallCheck): string {
  return hasVisitors ? 'Lately only your server has sent something' : 'Nothing has arrived yet';
}

/** `The last visitor came 12 seconds ago, from https://acme.com.` */
function Latest({ latest, clock }: { latest: NonNullable<InstallCheck['latest']>; clock: Clock }) {
  return (
    <p>
      The last visitor came{' '}
      <time datetime={new Date(latest.at).toISOString()} title={exactly(latest.at, clock)}>
        {secondsAgo(latest.at, clock)}
      </time>
      {latest.origin !== null && (
        <>
          , from <code>{latest.origin}</code>
        </>
      )}
      .
    </p>
  );
}

/** As `ago`, to the second within a minute. */
function secondsAgo(moment: number, clock: Clock): string {
  const seconds = Math.max(0, Math.floor((clock.now - moment) / 1_000));
  if (seconds === 0 || seconds >= 60) return ago(moment, clock);
  return `${seconds} ${seconds === 1 ? 'second' : 'seconds'} ago`;
}

function WhatToDo({ site, base, check }: Omit<CheckViewProps, 'clock'>) {
  const refused = check.dropped.some(({ reason }) => reason === 'origin_not_allowed');
  return (
    <>
      <p>
        Open a page of your site in another tab. This page asks every {refreshSeconds} seconds whether it has
        arrived. If nothing comes:
      </p>
      <ul>
        {refused && (
          <li>
            <b>Some beacons came from origins that are not allowed.</b> See below.
          </li>
        )}
        {site.settings.consent === 'required' && (
          <li>The tag waits for consent: agree on the page, as a visitor would.</li>
        )}
        <li>
          In the developer tools of the browser, the network tab has <code>l.js</code>, which returns 200, and
          a moment later a POST to <code>e</code>, which returns 202. 403 means that the page's origin is not
          allowed, 404 that the site in the tag does not exist.
        </li>
        <li>
          If the console says that a Content-Security-Policy blocks it, add <code>{base}</code> to{' '}
          <code>script-src</code> and <code>connect-src</code>.
        </li>
        <li>A content blocker in your browser may block the script. Try it without.</li>
      </ul>
    </>
  );
}
