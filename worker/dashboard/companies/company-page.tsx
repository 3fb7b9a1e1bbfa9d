// One company: its people, what each brings to its score, and why.

import type { CompanyDetail } from '../../../schema/api/company.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { nameOf, shortNameOf } from '../frame/person.tsx';
import { siteHref, visitorHref } from '../frame/site-href.ts';
import { FactItem, SeenFacts } from '../people/facts.tsx';
import { NextCell, PageLinks, WhyCell } from '../people/people-table.tsx';
import { Ago, type Clock } from '../words/clock.tsx';
import { countText, gainText, scoreText } from '../words/points.ts';
import { companyHref, companyName } from './companies-view.ts';

interface CompanyPageProps {
  where: Whereabouts;
  site: SiteConfig;
  company: CompanyDetail;
  clock: Clock;
}

/** The page. */
export function CompanyPage({ where, site, company, clock }: CompanyPageProps) {
  const name = companyName(company);
  const { domain, people, score, nextAction, bestCell, firstSeen, lastSeen, source, nextCursor } = company;
  const next = new URLSearchParams(nextCursor === null ? [] : [['cursor', nextCursor]]);
  return (
    <Layout title={`${name} · ${site.name}`} where={where} of={{ site, page: null }}>
      <p class="back">
        <a href={siteHref(site, '/companies')}>Companies</a>
      </p>
      <div class="heading">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          {domain !== null && domain !== name && (
            <p class="also">
              <bdi>{domain}</bdi>
            </p>
          )}
        </div>
        <div class="standing">
          <p>
            <span class="amount">{scoreText(score)}</span>{' '}
            <span class="also">
              {people === 1 ? 'of 1 person' : `of ${countText(people)} people together`}
            </span>
          </p>
        </div>
        <dl class="facts">
          {nextAction !== null && (
            <FactItem name="Next" class="next">
              {bestCell}: <bdi>{nextAction}</bdi>
            </FactItem>
          )}
          <SeenFacts lastSeen={lastSeen} firstSeen={firstSeen} clock={clock} />
          <FactItem name="Came from">
            <bdi>{source}</bdi>
          </FactItem>
        </dl>
      </div>
      <section aria-labelledby="people">
        <h2 id="people">People</h2>
        <table class="visitors">
          <caption class="hidden">People of {name}, with their parts of the score</caption>
          <thead>
            <tr>
              <th scope="col">Do next</th>
              <th scope="col">Who</th>
              <th scope="col">Part of the score</th>
              <th scope="col">Why</th>
              <th scope="col">Last seen</th>
            </tr>
          </thead>
          <tbody>
            {company.data.map((person) => (
              <Row site={site} person={person} clock={clock} />
            ))}
          </tbody>
        </table>
        <PageLinks first={null} next={nextCursor && companyHref(site, company.key, next)} />
      </section>
      <Reasons site={site} company={company} />
    </Layout>
  );
}

/** The largest parts, each a rule and a person. */
function Reasons({ site, company: { reasons } }: { site: SiteConfig; company: CompanyDetail }) {
  if (reasons.length === 0) return null;
  return (
    <section class="card below" aria-labelledby="why">
      <h2 id="why">Why</h2>
      <ul class="told">
        {reasons.map(({ visitor, name, email, label, worth }) => (
          <li>
            <bdi>{label}</bdi> <span class="worth">{gainText(Number(worth.toFixed(1)))}</span>{' '}
            <a href={visitorHref(site, visitor)}>
              <bdi>{shortNameOf({ id: visitor, name, email })}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({
  site,
  person,
  clock,
}: {
  site: SiteConfig;
  person: CompanyDetail['data'][number];
  clock: Clock;
}) {
  const { email, level } = person;
  return (
    <tr class={`level-${level ?? 'none'}`}>
      <NextCell visitor={person} />
      <th scope="row" class="who">
        <a href={visitorHref(site, person.id)}>
          <bdi>{nameOf(person)}</bdi>
        </a>
        {email !== null && email !== nameOf(person) && (
          <span class="also">
            <bdi>{email}</bdi>
          </span>
        )}
      </th>
      <td class="score">
        <span class="amount">{scoreText(person.part)}</span>{' '}
        <Sparkline values={person.history} hot={site.served.model.levels[0].at} />
      </td>
      <WhyCell visitor={person} />
      <td class="seen" data-label="Seen">
        <Ago moment={person.lastSeen} clock={clock} />
      </td>
    </tr>
  );
}
