// One company: its people, what each brings to its score, and why.

import type { CompanyDetail } from '../../../schema/api/company.ts';
import { visibleText } from '../../score/conditions/visible-text.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { nameOf, StatusBadge } from '../frame/person.tsx';
import { siteHref, visitorHref } from '../frame/site-href.ts';
import { Ago, type Clock, Day } from '../words/clock.tsx';
import { countText, gainText, roundText, scoreText } from '../words/points.ts';
import { companyHref } from './companies-view.ts';

interface CompanyPageProps {
  where: Whereabouts;
  site: SiteConfig;
  company: CompanyDetail;
  clock: Clock;
}

/** The page. */
export function CompanyPage({ where, site, company, clock }: CompanyPageProps) {
  const name = visibleText(company.name) ?? company.key;
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
            <div class="next">
              <dt>Next</dt>
              <dd>
                {bestCell}: <bdi>{nextAction}</bdi>
              </dd>
            </div>
          )}
          <div>
            <dt>Last seen</dt>
            <dd>
              <Ago moment={lastSeen} clock={clock} />
            </dd>
          </div>
          <div>
            <dt>First seen</dt>
            <dd>
              <Day moment={firstSeen} clock={clock} />
            </dd>
          </div>
          <div>
            <dt>Came from</dt>
            <dd>
              <bdi>{source}</bdi>
            </dd>
          </div>
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
        {nextCursor !== null && (
          <p class="pages">
            <a
              rel="next"
              href={`${companyHref(site, company.key)}${siteHref(site, '', next).replace(/^[^?]*/, '')}`}
            >
              Next page
            </a>
          </p>
        )}
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
              <bdi>{visibleText(name) ?? email ?? visitor.slice(0, 6)}</bdi>
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
  const { cell, nextAction, email, level } = person;
  return (
    <tr class={`level-${level ?? 'none'}`}>
      <td class="next">
        {cell === null ? <StatusBadge visitor={person} /> : <span class="badge">{cell}</span>}{' '}
        {nextAction !== null && <bdi>{nextAction}</bdi>}
      </td>
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
      <td class="why">
        <ul>
          {person.topReasons.map(({ label, worth }) => (
            <li>
              <bdi>{label}</bdi>
              {'\u00a0'}
              <span class="worth">{roundText(worth)}</span>
            </li>
          ))}
        </ul>
      </td>
      <td class="seen" data-label="Seen">
        <Ago moment={person.lastSeen} clock={clock} />
      </td>
    </tr>
  );
}
