// The head of the section of visitors who are not yet known, or the line that leads to them where they are on a later page.

import type { SiteConfig } from '../../store/sites/site-config.ts';
import { useTexts } from '../texts/texts.ts';
import { everyone, type ListView, listHref, ofStatus } from './list-view.ts';

/** A row of the table. `count`: how many have the view's status; null: not known. */
export function UnknownHead({
  site,
  view,
  count,
}: {
  site: SiteConfig;
  view: ListView;
  count: string | null;
}) {
  const {
    list: { tabs },
    rows: { unknown, show, showUnknown },
  } = useTexts();
  const href = listHref(site, view, { filters: { ...view.filters, who: 'anonymous' } });
  return (
    <tr class="unknown">
      <th scope="rowgroup" colspan={6}>
        {unknown(count, view.status === everyone ? null : ofStatus(view.status, tabs))}{' '}
        <a href={href} aria-label={showUnknown}>
          {show}
        </a>
      </th>
    </tr>
  );
}
