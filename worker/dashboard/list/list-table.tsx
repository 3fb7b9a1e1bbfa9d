// The visitors of a list as a table; on a phone, style.ts turns each row into a card.

import type { Visitor } from '../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { alsoKnown, nameOf, ScoreBar, StatusBadge } from '../frame/person.tsx';
import { trailSearch, visitorHref } from '../frame/site-href.ts';
import { Ago, type Clock } from '../words/clock.tsx';
import { gainText, roundText, scoreText } from '../words/points.ts';
import { type ListView, listTrail } from './list-view.ts';

/** The table's data; `caption` is for screen readers. */
interface TableProps {
  caption: string;
  site: SiteConfig;
  visitors: readonly Visitor[];
  view: ListView;
  clock: Clock;
}

/** The table of visitors. */
export function Table({ caption, site, visitors, view, clock }: TableProps) {
  const trail = trailSearch(listTrail(site, view));
  const sorted = (by: ListView['sort']) => (view.sort === by ? 'descending' : undefined);
  return (
    <table class="visitors">
      <caption class="hidden">{caption}, with score and reasons</caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col" aria-sort={sorted('score')}>
            Score
          </th>
          <th scope="col">Why</th>
          <th scope="col" aria-sort={sorted('lastSeen')}>
            Last seen
          </th>
          <th scope="col">Source</th>
          <th scope="col" class="number">
            Visits
          </th>
        </tr>
      </thead>
      <tbody>
        {visitors.map((visitor) => (
          <Row href={visitorHref(site, visitor.id, trail)} site={site} visitor={visitor} clock={clock} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  href: string;
  site: SiteConfig;
  visitor: Visitor;
  clock: Clock;
}

function Row({ href, site, visitor, clock }: RowProps) {
  const known = alsoKnown(visitor);
  return (
    <tr>
      <th scope="row" class="who">
        <a href={href}>
          <bdi>{nameOf(visitor)}</bdi>
        </a>
        {known.map((text) => (
          <span class="also">
            <bdi>{text}</bdi>
          </span>
        ))}
      </th>
      <td class="score">
        <span class="amount">{scoreText(visitor.score)}</span> <StatusBadge visitor={visitor} />{' '}
        {visitor.cell !== null && <span class="cell">{visitor.cell}</span>}
        <Change visitor={visitor} />
        <ScoreBar score={visitor.score} level={visitor.level} site={site} />
      </td>
      <td class="why">
        {visitor.topReasons.length > 0 && (
          <ul>
            {visitor.topReasons.map(({ label, worth }) => (
              <li>
                <bdi>{label}</bdi>
                {'\u00a0'}
                <span class="worth">{roundText(worth)}</span>
              </li>
            ))}
          </ul>
        )}
        {visitor.cell !== null && visitor.nextAction !== null && (
          <span class="also">
            Next: <bdi>{visitor.nextAction}</bdi>
          </span>
        )}
      </td>
      <td class="seen" data-label="Seen">
        <Ago moment={visitor.lastSeen} clock={clock} />
      </td>
      <td class="source" data-label="From">
        <bdi>{visitor.source}</bdi>
      </td>
      <td class="visits number" data-label="Visits">
        {visitor.visits || '–'}
      </td>
    </tr>
  );
}

/** The change over seven days in whole points; nothing if it is 0 or equals the whole score. */
function Change({ visitor: { change, score } }: { visitor: Visitor }) {
  const whole = Math.round(change);
  if (whole === 0 || whole === Math.round(score)) return null;
  return <span class="also change">{gainText(whole)} in 7 days</span>;
}
