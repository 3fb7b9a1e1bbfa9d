// How to install the tag of a site: the tag, the steps for a platform, and whether it works.

import { scriptTag, scriptUrl } from '../../../../schema/api/sites/site.ts';
import type { InstallCheck } from '../../../flows/sites/install-check.ts';
import type { PinnedBuild } from '../../../http/script-files.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import type { Clock } from '../../words/clock.tsx';
import { Marked } from '../../words/marked.tsx';
import { Copyable } from '../copyable.tsx';
import { SiteTabs } from '../site-tabs.tsx';
import { CheckView } from './check-view.tsx';
import { DroppedView } from './dropped-view.tsx';
import { type Platform, PlatformSteps, PlatformTitle, platforms } from './platforms.tsx';

export interface InstallPageProps {
  where: Whereabouts;
  site: SiteConfig;
  /** The Worker's origin. */
  base: string;
  platform: Platform;
  check: InstallCheck;
  clock: Clock;
  /** Null: no script is built. */
  pinned: PinnedBuild | null;
}

/** The page. */
export function InstallPage({ where, site, base, platform, check, clock, pinned }: InstallPageProps) {
  const texts = useTexts().siteInstall;
  // Before anything has arrived, the tag is what somebody came for.
  const checked = <CheckView site={site} base={base} check={check} clock={clock} />;
  const place = { url: scriptUrl(site, base), tag: scriptTag(site, base) };
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <h1>{texts.title}</h1>
      <SiteTabs site={site} where={where} here="install" />
      {check.latest && checked}
      <section class="card">
        <h2>{texts.tag.title}</h2>
        <p>
          <Marked text={texts.tag.where} />
        </p>
        <Copyable id="tag" text={place.tag} button={texts.tag.copy} />
        <p>
          <b>{texts.tag.consent}</b> {texts.consent[site.settings.consent]}
        </p>
        <p>
          <b>{texts.tag.gpc}</b> {texts.gpc[site.settings.gpc]}
        </p>
        <Origins origins={site.origins} />
        <p>
          <a href={siteHref(site, '/settings')}>{texts.tag.change}</a>
        </p>
        {pinned && <Pinned pinned={pinned} url={place.url} />}
      </section>
      {!check.latest && checked}
      <section class="card">
        <h2 id="platforms">{texts.platforms}</h2>
        <nav class="platforms" aria-labelledby="platforms">
          {platforms.map((each) => (
            <a
              href={siteHref(site, '/install', new URLSearchParams({ platform: each.name }))}
              aria-current={each.name === platform.name ? 'page' : undefined}
            >
              <PlatformTitle platform={each} />
            </a>
          ))}
        </nav>
        <PlatformSteps platform={platform} {...place} />
      </section>
      <DroppedView site={site} dropped={check.dropped} usedUpDays={check.usedUpDays} />
    </Layout>
  );
}

/** The tag that accepts this build of the script only. */
function Pinned({ pinned: { name, integrity, isPublished }, url }: { pinned: PinnedBuild; url: string }) {
  const texts = useTexts().siteInstall.pinned;
  const src = url.replace('/l.js?', `/${name}?`);
  const tag = `<script defer src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;
  return (
    <details class="pinned">
      <summary>{texts.title}</summary>
      <p>{texts.about}</p>
      {!isPublished && (
        <p>
          <b>{texts.unpublished}</b>
        </p>
      )}
      <Copyable id="pinned" text={tag} button={texts.copy} />
    </details>
  );
}

/** The origins from which the script may send. */
function Origins({ origins }: { origins: readonly string[] }) {
  const texts = useTexts().siteInstall.tag;
  return (
    <p>
      <b>{texts.origins}</b>{' '}
      {origins.map((origin, index) => (
        <>
          {index > 0 && ', '}
          <code>{origin}</code>
        </>
      ))}
      . <Marked text={texts.originsNote} />
    </p>
  );
}
