// The list of companies: people who work at the same place, hottest together first.

import type { Company } from '../../../schema/api/company.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { ModelChoice, ModelField } from '../frame/model-choice.tsx';
import { shortNameOf } from '../frame/person.tsx';
import { siteHref, visitorHref } from '../frame/site-href.ts';
import { PageLinks, SortHead } from '../people/people-table.tsx';
import { Ago, type Clock } from '../words/clock.tsx';
import { countText, scoreText } from '../words/points.ts';
import { type CompaniesView, companiesHref, companyHref, companyName } from './companies-view.ts';

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
  const headOf = (sort: CompaniesView['sort']) => ({
    href: companiesHref(site, view, { sort }),
    sorted: view.sort === sort ? ('descending' as const) : null,
  });
  return (
    <Layout title={`Companies · ${site.name}`} where={where} of={{ site, page: '/companies' }}>
      <h1>Companies</h1>
      <ModelChoice site={site} hrefOf={(by) => siteHref(by, '/companies')} />
      <search>
        <form class="search tools" action={`/s/${site.id}/companies`}>
          <label class="hidden" for="q">
            Name or domain
          </label>
          <ModelField site={site} />
          <input id="q" type="search" name="q" value={view.q} maxlength={100} placeholder="Name or domain" />
          <button type="submit" class="quiet">
            Search
          </button>
        </form>
      </search>
      {companies.length === 0 ? (
        <p class="empty">
          {view.q === ''
            ? 'No company yet. People of one company stand together here as soon as their work address, or their company’s name, is known.'
            : 'No company matches your search.'}
        </p>
      ) : (
        <table class="visitors companies">
          <caption class="hidden">Companies with their scores and people</caption>
          <thead>
            <tr>
              <th scope="col">Company</th>
              <SortHead {...headOf('score')} text="Score" />
              <SortHead {...headOf('people')} text="People" />
              <th scope="col">Hottest</th>
              <SortHead {...headOf('lastSeen')} text="Last seen" />
            </tr>
          </thead>
          <tbody>
            {companies.map((company) => (
              <Row site={site} company={company} clock={clock} />
            ))}
          </tbody>
        </table>
      )}
      <PageLinks
        first={view.cursor === null ? null : companiesHref(site, view)}
        next={nextCursor && companiesHref(site, view, { cursor: nextCursor })}
      />
      <footer class="foot">
        A company’s score is the sum of the scores of its people, disqualified ones aside.
      </footer>
    </Layout>
  );
}

function Row({ site, company, clock }: { site: SiteConfig; company: Company; clock: Clock }) {
  const { key, name, domain, score, people, hot, customers, topPeople, lastSeen } = company;
  const [hotName] = site.served.model.levels.map((level) => level.name);
  const notes = [
    hot > 0 && `${countText(hot)} ${hotName}`,
    customers > 0 && `${countText(customers)} bought`,
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row" class="who">
        <a href={companyHref(site, key)}>
          <bdi>{companyName(company)}</bdi>
        </a>
        {domain !== null && domain !== name && (
          <span class="also">
            <bdi>{domain}</bdi>
          </span>
        )}
      </th>
      <td class="score" data-label="Score">
        <span class="amount">{scoreText(score)}</span>
      </td>
      <td data-label="People">
        {countText(people)}
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
      <td class="seen" data-label="Seen">
        <Ago moment={lastSeen} clock={clock} />
      </td>
    </tr>
  );
}
