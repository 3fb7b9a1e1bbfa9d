// The way to the first steps, above a list that has no lead yet. Afterwards it is gone.

import type { VisitorCounts } from '../../../../schema/api/visitors/visitor-counts.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';

/** The link, unless somebody identified is above the lowest level. */
export function StartNote({ site, counts }: { site: SiteConfig; counts: VisitorCounts }) {
  const texts = useTexts().siteStart;
  const lowest = site.served.model.levels[3].name;
  const hasLead = counts.statuses.some(
    ({ status, identified: { count } }) => status !== lowest && count !== 0,
  );
  if (hasLead) return null;
  return (
    <p class="note start-note">
      <a href={siteHref(site, '/start')}>{texts.rest}</a>
    </p>
  );
}
