// The pages of a site: a column on wide screens, a bar at the foot on phones (style/frame.ts).

import type { SiteConfig } from '../../store/sites/site-config.ts';
import { useTexts } from '../texts/texts.ts';
import { siteHref } from './site-href.ts';

const pages = [
  { page: '', text: 'people' },
  { page: '/companies', text: 'companies' },
  { page: '/matrix', text: 'matrix' },
  { page: '/model', text: 'model' },
  { page: '/access', text: 'access' },
  { page: '/activity', text: 'activity' },
  { page: '/install', text: 'install' },
] as const;

/** The path of a page within its site; '' is the list of visitors. */
export type SitePage = (typeof pages)[number]['page'];

interface SiteNavProps {
  site: SiteConfig;
  here: SitePage | null;
  isAdmin: boolean;
}

/**
 * Links to the site's pages, `here` marked as the current one. The matrix needs a model that grades fit. Administrators reach the
 * activity from who has access, so that the bar of a phone has no more links than others see.
 */
export function SiteNav({ site, here, isAdmin }: SiteNavProps) {
  const texts = useTexts().frame.pages;
  const hidden = [site.served.model.fit ? '' : '/matrix', isAdmin ? '/activity' : '/access'];
  const shown = pages.filter(({ page }) => page === '' || !hidden.includes(page));
  return (
    <nav class="pages-of-site" aria-label={texts.label}>
      <ul>
        {shown.map(({ page, text }) => (
          <li>
            <a href={siteHref(site, page)} aria-current={page === here ? 'page' : undefined}>
              {texts[text]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
