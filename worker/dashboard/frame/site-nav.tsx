// The pages of a site: a column on wide screens, a bar at the foot on phones (style/frame.ts).

import type { SiteConfig } from '../../store/sites/site-config.ts';
import { useTexts } from '../texts/texts.ts';
import { siteHref } from './site-href.ts';

const pages = [
  { page: '', text: 'people' },
  { page: '/companies', text: 'companies' },
  { page: '/matrix', text: 'matrix' },
  { page: '/reports', text: 'reports' },
  { page: '/model', text: 'model' },
  { page: '/alerts', text: 'alerts' },
  { page: '/install', text: 'site' },
] as const;

/** The path of a page within its site; '' is the list of visitors. `/install` is also for the other pages of site/site-tabs.tsx. */
export type SitePage = (typeof pages)[number]['page'];

/** Links to the site's pages, `here` marked as the current one. The matrix needs a model that grades fit. */
export function SiteNav({ site, here }: { site: SiteConfig; here: SitePage | null }) {
  const texts = useTexts().frame.pages;
  const shown = pages.filter(({ page }) => page !== '/matrix' || site.served.model.fit);
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
