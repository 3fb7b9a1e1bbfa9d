// The two pages about the people who use Leadlight: who may, and what they did.

import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';

/** Links between the two, `here` marked as the current one. For administrators: nobody else may open the first. */
export function TeamTabs({ site, here }: { site: SiteConfig; here: '/access' | '/activity' }) {
  const texts = useTexts().access;
  const pages = [
    ['/access', texts.title],
    ['/activity', texts.activity],
  ] as const;
  return (
    <nav class="platforms" aria-label={texts.pages}>
      {pages.map(([page, title]) => (
        <a href={siteHref(site, page)} aria-current={page === here ? 'page' : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}
