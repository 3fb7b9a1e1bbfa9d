// The list of visitors: who is hot, why, and when they were last seen.

import type { Visitor } from '../../../schema/api/visitor.ts';
import type { VisitorCounts } from '../../../schema/api/visitors/visitor-counts.ts';
import type { SegmentRow } from '../../store/segments/segments.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { ModelChoice } from '../frame/model-choice.tsx';
import { siteHref } from '../frame/site-href.ts';
import { PageLinks } from '../people/people-table.tsx';
import { StartNote } from '../site/start/start-note.tsx';
import { useTexts } from '../texts/texts.ts';
import type { Clock } from '../words/clock.tsx';
import { countText } from '../words/points.ts';
import type { Density } from './density.tsx';
import { Nobody, NoVisitors } from './list-empty.tsx';
import { Table } from './list-table.tsx';
import { Tools } from './list-tools.tsx';
import { everyone, isNarrowed, type ListView, listHref, ofStatus, statusesOf } from './list-view.ts';
import { SegmentLinks } from './segment-links.tsx';

/** Each model names its own levels, so with another model the list starts at its hottest level. */
const listOf = (site: SiteConfig) => siteHref(site);

/** The page's data. `isNew`: the site has no visitors at all. `base`: the Worker's origin, for the tag. */
export interface ListPageProps {
  where: Whereabouts;
  site: SiteConfig;
  view: ListView;
  density: Density;
  visitors: readonly Visitor[];
  counts: VisitorCounts;
  nextCursor: string | null;
  isNew: boolean;
  clock: Clock;
  base: string;
  /** All of the site, and the one that is shown. */
  segments: readonly SegmentRow[];
  segment: SegmentRow | null;
  mayEdit: boolean;
}

/** The page. */
export function ListPage(props: ListPageProps) {
  const { where, site, view, density, visitors, counts, nextCursor, clock } = props;
  const { list: texts, locale } = useTexts();
  const status = ofStatus(view.status, texts.title);
  const title = props.segment ? props.segment.name : status;
  return (
    <Layout title={`${title} · ${site.name}`} where={where} of={{ site, page: '' }}>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <StartNote site={site} counts={counts} />
      {props.isNew ? (
        <NoVisitors site={site} base={props.base} />
      ) : (
        <>
          {props.segment === null && <ModelChoice site={site} hrefOf={listOf} />}
          <SegmentLinks {...{ site, view, clock }} segments={props.segments} mayEdit={props.mayEdit} />
          <Tools site={site} view={view} density={density} />
          <div data-live>
            <Tabs site={site} view={view} counts={counts} />
            {visitors.length > 0 ? (
              <Table
                {...{ site, visitors, view, density, clock }}
                caption={title}
                unknown={isNarrowed(view) ? null : sumText(view.status, counts, ['anonymous'], locale)}
              />
            ) : (
              <Nobody {...props} />
            )}
            <PageLinks
              first={view.cursor === null ? null : listHref(site, view)}
              next={nextCursor && listHref(site, view, { cursor: nextCursor })}
            />
          </div>
        </>
      )}
      <footer class="foot">{texts.foot(clock.zone)}</footer>
    </Layout>
  );
}

/** How many have each status: of everyone the sum. A search or a filter is not counted. */
function Tabs({ site, view, counts }: { site: SiteConfig; view: ListView; counts: VisitorCounts }) {
  const { tabs } = useTexts().list;
  return (
    <nav class="tabs" aria-label={tabs.label}>
      <ul>
        {statusesOf(site).map((status) => (
          <li>
            <a
              href={listHref(site, view, { status })}
              aria-current={status === view.status ? 'page' : undefined}
            >
              {ofStatus(status, tabs)} <CountOf status={status} counts={counts} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Identified and anonymous visitors together; nothing where one of them was not counted yet. */
function CountOf({ status, counts }: { status: string; counts: VisitorCounts }) {
  const { locale, list: texts } = useTexts();
  const text = sumText(status, counts, ['identified', 'anonymous'], locale);
  if (text === null) return null;
  return (
    <span class="count" title={text.startsWith('≈') ? texts.lastCount : undefined}>
      {text}
    </span>
  );
}

/** How many visitors of these groups have a status, `≈ 2,310` if one is not counted exactly; null: one was not counted yet. */
function sumText(
  status: string,
  { statuses }: VisitorCounts,
  groups: readonly ('identified' | 'anonymous')[],
  locale: string,
): string | null {
  const parts = statuses
    .filter((each) => status === everyone || each.status === status)
    .flatMap((each) => groups.map((group) => each[group]));
  if (parts.some(({ count }) => count === null)) return null;
  const sum = parts.reduce((total, { count }) => total + (count ?? 0), 0);
  return `${parts.every(({ isExact }) => isExact) ? '' : '≈\u202f'}${countText(sum, locale)}`;
}
