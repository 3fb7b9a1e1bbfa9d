// The pages that set up a site, above each of them.

import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import { useTexts } from '../texts/texts.ts';

const tabs = ['install', 'settings', 'start'] as const;

/** Links to them, `here` marked. */
export function SiteTabs({ site, here }: { site: SiteConfig; here: (typeof tabs)[number] }) {
  const texts = useTexts().site.tabs;
  return (
    <nav class="tabs" aria-label={texts.label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={siteHref(site, `/${tab}`)} aria-current={tab === here ? 'page' : undefined}>
              {texts[tab]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
