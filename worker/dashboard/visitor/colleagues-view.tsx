// The visitor's colleagues: how many, and whom of them to call instead of somebody who does not decide.

import type { Colleagues } from '../../flows/companies/colleagues.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { visitorHref } from '../frame/site-href.ts';
import { companyHref } from '../people/companies/companies-view.ts';
import { useTexts } from '../texts/texts.ts';

/** A line under the name; nothing without colleagues. */
export function ColleaguesView({ site, colleagues }: { site: SiteConfig; colleagues: Colleagues | null }) {
  const texts = useTexts().visitor.colleagues;
  if (!colleagues) return null;
  const { companyKey, count, isMore, senior } = colleagues;
  return (
    <p class="colleagues">
      <a href={companyHref(site, companyKey)}>{texts.count(count, isMore)}</a>
      {senior && (
        <>
          {` · ${texts.senior} `}
          <a href={visitorHref(site, senior.id)}>
            <bdi>{senior.name ?? senior.email ?? texts.notNamed}</bdi>
          </a>
          {senior.title !== null && (
            <>
              , <bdi>{senior.title}</bdi>
            </>
          )}
        </>
      )}
    </p>
  );
}
