// How to install the tag of a site: the tag, the steps for a platform, and whether it works.

import { scriptTag, scriptUrl } from '../../../../schema/api/sites/site.ts';
import type { InstallCheck } from '../../../flows/sites/install-check.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import type { Clock } from '../../words/clock.tsx';
import { CheckView } from './check-view.tsx';
import { DroppedView } from './dropped-view.tsx';
import { type Platform, platforms } from './platforms.tsx';

interface InstallPageProps {
  where: Whereabouts;
  site: SiteConfig;
  /** The Worker's origin. */
  base: string;
  platform: Platform;
  check: InstallCheck;
  clock: Clock;
}

/** The page. */
export function InstallPage({ where, site, base, platform, check, clock }: InstallPageProps) {
  const place = { url: scriptUrl(site, base), tag: scriptTag(site, base) };
  return (
    <Layout title={`Install · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <h1>Install</h1>
      <CheckView site={site} base={base} check={check} clock={clock} />
      <section class="card">
        <h2>The tag</h2>
        <p>
          Every page of your site needs this line, before <code>&lt;/head&gt;</code>.
        </p>
        <Copyable id="tag" text={place.tag} />
        <p>
          <b>Consent:</b> {consentWords[site.settings.consent]}
        </p>
        <p>
          <b>Global Privacy Control:</b> {gpcWords[site.settings.gpc]}
        </p>
        <Origins origins={site.origins} />
        <p class="also">
          The script changes with each release of Leadlight. If you only want code that you have reviewed, pin
          one build by its digest: in a checkout of a release, <code>npm run build</code> prints that tag.
        </p>
      </section>
      <section class="card">
        <h2 id="platforms">Where to put it</h2>
        <nav class="platforms" aria-labelledby="platforms">
          {platforms.map(({ name, title }) => (
            <a
              href={siteHref(site, '/install', new URLSearchParams({ platform: name }))}
              aria-current={name === platform.name ? 'page' : undefined}
            >
              {title}
            </a>
          ))}
        </nav>
        <h3>{platform.title}</h3>
        <platform.Steps {...place} />
      </section>
      <DroppedView site={site} dropped={check.dropped} />
    </Layout>
  );
}

/** A text to copy. The page's script shows the button, which would do nothing without it. */
function Copyable({ id, text }: { id: string; text: string }) {
  return (
    <>
      <pre id={id} tabindex={0}>
        {text}
      </pre>
      <p class="copy">
        <button type="button" data-copy={id} hidden>
          Copy the tag
        </button>{' '}
        <span role="status" class="also" />
      </p>
    </>
  );
}

/** The origins from which the script may send. */
function Origins({ origins }: { origins: readonly string[] }) {
  return (
    <p>
      <b>Allowed origins:</b>{' '}
      {origins.map((origin, index) => (
        <>
          {index > 0 && ', '}
          <code>{origin}</code>
        </>
      ))}
      . Pages on any other origin can send nothing. An address with and without <code>www.</code> is two
      origins, and so are http and https.
    </p>
  );
}

/** What the tag does in each consent mode: docs/reference/tag.md. */
const consentWords: Readonly<Record<SiteConfig['settings']['consent'], string>> = {
  granted: 'the tag says granted. It records each visitor from the first page on, without asking.',
  required:
    "the tag says required. It sends and stores nothing until your page calls leadlight('consent', 'granted').",
  anonymous:
    'the tag says anonymous. It stores nothing in the browser, so each page that somebody opens counts as another visitor.',
};

const gpcWords: Readonly<Record<SiteConfig['settings']['gpc'], string>> = {
  honor: 'honoured. Of browsers that ask for it, only deliberate actions are recorded, such as a sent form.',
  ignore: 'ignored. Browsers that ask for it are recorded like all others.',
};
