// One company: its people, what each brings to its score, and why.

import type { CompanyDetail } from '../../../../schema/api/company.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { actionText, nameOf, shortNameOf, sourceText } from '../../frame/person.tsx';
import { siteHref, visitorHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Ago, type Clock } from '../../words/clock.tsx';
import { countText, gainText, scoreText } from '../../words/points.ts';
import { FactItem, SeenFacts } from '../facts.tsx';
import { NextCell, PageLinks, ReasonLabel, WhyCell } from '../people-table.tsx';
import { companyHref, companyName } from './companies-view.ts';

interface CompanyPageProps {
  where: Whereabouts;
  site: SiteConfig;
  company: CompanyDetail;
  /** The list that it was reached from, and its view; '' for the first one. */
  from: { list: 'list' | 'companies'; trail: string };
  clock: Clock;
}

/** The page. */
export function CompanyPage({ where, site, company, from, clock }: CompanyPageProps) {
  const texts = useTexts();
  const { columns, facts } = texts.people;
  const name = companyName(company);
  const { domain, people, score, nextAction, bestCell, firstSeen, lastSeen, source, nextCursor } = company;
  const next = new URLSearchParams([[from.list, from.trail]]);
  if (nextCursor !== null) next.set('cursor', nextCursor);
  const isOfPeople = from.list === 'list';
  return (
    <Layout title={`${name} · ${site.name}`} where={where} of={{ site, page: null }}>
      <p class="back">
        <a href={siteHref(site, isOfPeople ? '' : '/companies', new URLSearchParams(from.trail))}>
          {isOfPeople ? texts.visitor.back : texts.companies.title}
        </a>
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
            <span class="amount">{scoreText(score, texts.locale)}</span>{' '}
            <span class="also">{texts.companies.ofPeople(people, countText(people, texts.locale))}</span>
          </p>
        </div>
        <dl class="facts">
          {nextAction !== null && (
            <FactItem name={facts.next} class="next">
              {bestCell}: <bdi>{actionText(nextAction, texts)}</bdi>
            </FactItem>
          )}
          <SeenFacts lastSeen={lastSeen} firstSeen={firstSeen} clock={clock} />
          <FactItem name={facts.source}>
            <bdi>{sourceText(source, texts)}</bdi>
          </FactItem>
        </dl>
      </div>
      <section aria-labelledby="people">
        <h2 id="people">{texts.companies.people}</h2>
        <table class="visitors">
          <caption class="hidden">{texts.companies.peopleCaption(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.next}</th>
              <th scope="col">{columns.who}</th>
              <th scope="col">{columns.part}</th>
              <th scope="col">{columns.why}</th>
              <th scope="col">{columns.lastSeen}</th>
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
  const texts = useTexts();
  if (reasons.length === 0) return null;
  return (
    <section class="card below" aria-labelledby="why">
      <h2 id="why">{texts.companies.why}</h2>
      <ul class="told">
        {reasons.map(({ visitor, name, email, rule, label, worth }) => (
          <li>
            <ReasonLabel rule={rule} label={label} />{' '}
            <span class="worth">{gainText(Number(worth.toFixed(1)), texts.locale)}</span>{' '}
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
  const texts = useTexts();
  const { email, level } = person;
  return (
    <tr class={`level-${level ?? 'none'}`}>
      <NextCell visitor={person} />
      <th scope="row" class="who">
        <a href={visitorHref(site, person.id)}>
          <bdi>{nameOf(person, texts)}</bdi>
        </a>
        {email !== null && email !== nameOf(person, texts) && (
          <span class="also">
            <bdi>{email}</bdi>
          </span>
        )}
      </th>
      <td class="score">
        <span class="amount">{scoreText(person.part, texts.locale)}</span>{' '}
        <Sparkline values={person.history} hot={site.served.model.levels[0].at} />
      </td>
      <WhyCell visitor={person} />
      <td class="seen" data-label={texts.people.seen}>
        <Ago moment={person.lastSeen} clock={clock} />
      </td>
    </tr>
  );
}
