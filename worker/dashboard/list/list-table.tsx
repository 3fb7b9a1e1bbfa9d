// The visitors of a list as a table; on a phone, style/narrow.ts turns each row into a card.

import type { Visitor } from '../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { alsoKnown, nameOf, originText } from '../frame/person.tsx';
import { trailSearch, visitorHref } from '../frame/site-href.ts';
import { companyHref } from '../people/companies/companies-view.ts';
import { NextCell, SortHead, WhyCell } from '../people/people-table.tsx';
import { useTexts } from '../texts/texts.ts';
import { type Clock, Day } from '../words/clock.tsx';
import { chanceText, gainText, scoreText } from '../words/points.ts';
import type { Density } from './density.tsx';
import { LastDone } from './last-done.tsx';
import { type ListView, listHref, listTrail, predicts } from './list-view.ts';
import { UnknownHead } from './unknown-head.tsx';

/** The table's data; `caption` is for screen readers. */
interface TableProps {
  caption: string;
  site: SiteConfig;
  visitors: readonly Visitor[];
  view: ListView;
  density: Density;
  /** How many anonymous visitors the status has; null: a filter is set, or nobody has counted yet. */
  unknown: string | null;
  clock: Clock;
}

/** The table of visitors. In the order of whom to call, anonymous ones follow under a heading of their own. */
export function Table({ caption, site, visitors, view, density, unknown, clock }: TableProps) {
  const { list: texts, people } = useTexts();
  const trail = trailSearch(listTrail(site, view));
  const isPredicted = predicts(site);
  const isByCall = view.sort === 'priority' && view.filters.who === undefined;
  const firstUnknown = isByCall ? visitors.findIndex(({ identified }) => !identified) : -1;
  const headOf = (sort: ListView['sort']) => ({
    class: sort,
    href: listHref(site, view, { sort }),
    sorted: view.sort !== sort ? null : sort === 'coolsAt' ? ('ascending' as const) : ('descending' as const),
  });
  return (
    <table class={`visitors ${density}${isPredicted ? ' predicted' : ''}`}>
      <caption class="hidden">{texts.caption(caption)}</caption>
      <thead>
        <tr>
          <SortHead {...headOf('priority')} text={people.columns.next} />
          <th scope="col">{people.columns.who}</th>
          <SortHead {...headOf('score')} text={people.columns.score} />
          {isPredicted && <SortHead {...headOf('probability')} text={people.columns.likely} />}
          <th scope="col">{people.columns.why}</th>
          <SortHead {...headOf('lastSeen')} text={people.columns.lastSeen} />
          <SortHead {...headOf('coolsAt')} text={people.columns.cools} />
        </tr>
      </thead>
      <tbody>
        {visitors.map((visitor, index) => (
          <>
            {index === firstUnknown && <UnknownHead site={site} view={view} count={unknown} />}
            <Row trail={trail} site={site} visitor={visitor} clock={clock} />
          </>
        ))}
        {isByCall && firstUnknown === -1 && unknown !== null && unknown !== '0' && (
          <UnknownHead site={site} view={view} count={unknown} />
        )}
      </tbody>
    </table>
  );
}

interface RowProps {
  trail: URLSearchParams;
  site: SiteConfig;
  visitor: Visitor;
  clock: Clock;
}

function Row({ trail, site, visitor, clock }: RowProps) {
  const texts = useTexts();
  const { coolsAt, level } = visitor;
  // One more line keeps rows low: the company where it is known.
  const also = alsoKnown(visitor).at(-1);
  return (
    <tr class={`level-${level ?? 'none'}`} data-id={visitor.id} data-score={visitor.score}>
      <NextCell visitor={visitor} />
      <th scope="row" class="who">
        <a href={visitorHref(site, visitor.id, trail)}>
          <bdi>{nameOf(visitor, texts)}</bdi>
        </a>
        {also !== undefined && (
          <span class="also">
            {visitor.companyKey !== null && also === visitor.company ? (
              <a
                href={companyHref(
                  site,
                  visitor.companyKey,
                  new URLSearchParams([['list', trail.get('list') ?? '']]),
                )}
              >
                <bdi>{also}</bdi>
              </a>
            ) : (
              <bdi>{also}</bdi>
            )}
          </span>
        )}
      </th>
      <td class="score">
        <span class="amount">{scoreText(visitor.score, texts.locale)}</span>{' '}
        <Sparkline values={visitor.history} hot={site.served.model.levels[0].at} />
        <Change visitor={visitor} />
      </td>
      {predicts(site) && (
        <td class="likely" data-label={texts.people.columns.likely}>
          {visitor.probability !== null && chanceText(visitor.probability, texts.locale)}
        </td>
      )}
      <WhyCell visitor={visitor} />
      <td class="seen" data-label={texts.people.seen}>
        <LastDone visitor={visitor} clock={clock} />
        <span class="also source">
          <bdi>{originText(visitor, texts)}</bdi>
        </span>
      </td>
      <td class="cools" data-label={texts.people.columns.cools}>
        {coolsAt !== null && <Day moment={coolsAt} clock={clock} />}
      </td>
    </tr>
  );
}

/** The change since yesterday, or else over seven days, in whole points; nothing if it is 0 or equals the whole score. */
function Change({ visitor: { change, history, score } }: { visitor: Visitor }) {
  const { locale, list: texts } = useTexts();
  const yesterday = history.at(-2) ?? 0;
  const day = Math.round(score - yesterday);
  if (day > 0 && yesterday > 0) {
    return <span class="also change">{texts.sinceYesterday(gainText(day, locale))}</span>;
  }
  const week = Math.round(change);
  if (week === 0 || week === Math.round(score)) return null;
  return <span class="also change">{texts.inSevenDays(gainText(week, locale))}</span>;
}
