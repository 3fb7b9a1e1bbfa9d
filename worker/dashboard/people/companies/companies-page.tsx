// The list of companies: people who work at the same place, hottest together first.

import type { Company } from '../../../../schema/api/company.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { ModelChoice, ModelField } from '../../frame/model-choice.tsx';
import { shortNameOf } from '../../frame/person.tsx';
import { siteHref, trailSearch, visitorHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Ago, type Clock } from '../../words/clock.tsx';
import { countText, scoreText } from '../../words/points.ts';
import { PageLinks, SortHead } from '../people-table.tsx';
import { SearchField } from '../search-field.tsx';
import {
  type CompaniesView,
  companiesHref,
  companiesTrail,
  companyHref,
  companyName,
} from './companies-view.ts';

interface CompaniesPageProps {
  where: Whereabouts;
  site: SiteConfig;
  view: CompaniesView;
  companies: readonly Company[];
  nextCursor: string | null;
  clock: Clock;
}

/** The page. */
export function CompaniesPage({ where, site, view, companies, nextCursor, clock }: CompaniesPageProps) {
  const { companies: texts, people } = useTexts();
  const headOf = (sort: CompaniesView['sort']) => ({
    href: companiesHref(site, view, { sort }),
    sorted: view.sort === sort ? ('descending' as const) : null,
  });
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/companies' }}>
      <h1>{texts.title}</h1>
      <ModelChoice site={site} hrefOf={(by) => siteHref(by, '/companies')} />
      <search>
        <form class="search tools" action={`/s/${site.id}/companies`}>
          <ModelField site={site} />
          <SearchField value={view.q} hint={texts.searchHint} />
        </form>
      </search>
      {companies.length === 0 ? (
        <p class="empty">{view.q === '' ? texts.none : texts.noMatch}</p>
      ) : (
        <table class="visitors companies">
          <caption class="hidden">{texts.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{people.columns.company}</th>
              <SortHead {...headOf('score')} text={people.columns.score} />
              <SortHead {...headOf('people')} text={people.columns.people} />
              <th scope="col">{people.columns.hottest}</th>
              <SortHead {...headOf('lastSeen')} text={people.columns.lastSeen} />
            </tr>
          </thead>
          <tbody>
            {companies.map((company) => (
              <Row
                href={companyHref(site, company.key, trailSearch(companiesTrail(site, view), 'companies'))}
                {...{ site, company, clock }}
              />
            ))}
          </tbody>
        </table>
      )}
      <PageLinks
        first={view.cursor === null ? null : companiesHref(site, view)}
        next={nextCursor && companiesHref(site, view, { cursor: nextCursor })}
      />
      <footer class="foot">{texts.foot}</footer>
    </Layout>
  );
}

interface RowProps {
  href: string;
  site: SiteConfig;
  company: Company;
  clock: Clock;
}

function Row({ href, site, company, clock }: RowProps) {
  const { locale, companies: texts, people: shared } = useTexts();
  const { name, domain, score, people, hot, customers, topPeople, lastSeen } = company;
  const [hotName = ''] = site.served.model.levels.map((level) => level.name);
  const notes = [
    hot > 0 && texts.hot(hot, countText(hot, locale), hotName),
    customers > 0 && texts.bought(customers, countText(customers, locale)),
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row" class="who">
        <a href={href}>
          <bdi>{companyName(company)}</bdi>
        </a>
        {domain !== null && domain !== name && (
          <span class="also">
            <bdi>{domain}</bdi>
          </span>
        )}
      </th>
      <td class="score" data-label={shared.columns.score}>
        <span class="amount">{scoreText(score, locale)}</span>
      </td>
      <td data-label={shared.columns.people}>
        {countText(people, locale)}
        {notes.length > 0 && <span class="also"> · {notes.join(' · ')}</span>}
      </td>
      <td class="why">
        <ul>
          {topPeople.map((person) => (
            <li>
              <a href={visitorHref(site, person.id)}>
                <bdi>{shortNameOf(person)}</bdi>
              </a>
              {person.title !== null && (
                <span class="also">
                  {' '}
                  <bdi>{person.title}</bdi>
                </span>
              )}
            </li>
          ))}
        </ul>
      </td>
      <td class="seen" data-label={shared.seen}>
        <Ago moment={lastSeen} clock={clock} />
      </td>
    </tr>
  );
}
