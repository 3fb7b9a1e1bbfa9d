// The pages of a site's owner, above each of them: how it is set up, who may sign in, and what they did.

import type { SiteConfig } from '../../store/sites/site-config.ts';
import type { Whereabouts } from '../frame/layout.tsx';
import { siteHref } from '../frame/site-href.ts';
import { useTexts } from '../texts/texts.ts';

const tabs = ['install', 'settings', 'access', 'activity', 'start'] as const;

interface SiteTabsProps {
  site: SiteConfig;
  where: Whereabouts;
  here: (typeof tabs)[number];
}

/** Links to them, `here` marked. Only administrators may see who has access. */
export function SiteTabs({ site, where, here }: SiteTabsProps) {
  const texts = useTexts().site.tabs;
  const shown = tabs.filter((tab) => tab !== 'access' || where.isAdmin);
  return (
    <nav class="tabs" aria-label={texts.label}>
      <ul>
        {shown.map((tab) => (
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
