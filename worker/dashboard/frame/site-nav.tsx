// The pages of a site: a column on wide screens, a bar at the foot on phones (style/frame.ts).

import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from './site-href.ts';

const pages = [
  { page: '', text: 'People' },
  { page: '/companies', text: 'Companies' },
  { page: '/matrix', text: 'Matrix' },
  { page: '/install', text: 'Install' },
] as const;

/** The path of a page within its site; '' is the list of visitors. */
export type SitePage = (typeof pages)[number]['page'];

/** Links to the site's pages, `here` marked as the current one. The matrix needs a model that grades fit. */
export function SiteNav({ site, here }: { site: SiteConfig; here: SitePage | null }) {
  const shown = pages.filter(({ page }) => page !== '/matrix' || site.served.model.fit);
  return (
    <nav class="pages-of-site" aria-label="Pages">
      <ul>
        {shown.map(({ page, text }) => (
          <li>
            <a href={siteHref(site, page)} aria-current={page === here ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
