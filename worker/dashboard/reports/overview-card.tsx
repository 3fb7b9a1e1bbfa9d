// How it goes from day to day: a sentence, charts of the days, and the last of them in tables.

import { cells } from '../../../schema/model/default-actions.ts';
import type { Overview } from '../../flows/reports/overview.ts';
import { statusNames } from '../../flows/visitors/filters/visitor-filters.ts';
import { overviewText } from '../../score/proof/overview-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Days } from '../charts/days.tsx';
import { statusText } from '../frame/person.tsx';
import { useTexts } from '../texts/texts.ts';
import { type Clock, shortDay } from '../words/clock.tsx';
import { countText } from '../words/points.ts';
import { ReportCard, ReportTable, RowHead } from './report-card.tsx';
import { type ReportView, reportHref } from './report-view.ts';

/** Days of the tables. The file has all. */
const maxDays = 31;

type Counted = Extract<Overview, { kind: 'overview' }>;

interface CardProps {
  site: SiteConfig;
  view: ReportView;
  overview: Counted;
  clock: Clock;
}

/** The card. */
export function OverviewCard({ site, view, overview: { days, notes }, clock }: CardProps) {
  const texts = useTexts();
  const { question, note, words, charts, days: lastDays, cells: byCell } = texts.reports.overview;
  const [finding, ...others] = notes;
  const shown = days.slice(-maxDays).reverse();
  const counted = shown.filter((day) => day.cells !== null);
  const { columns } = texts.reports.overview;
  const statuses = statusNames(site);
  const [top = ''] = statuses;
  const write = (count: number | null | undefined) =>
    count === null || count === undefined ? '–' : countText(count, texts.locale);
  // A date without a time is midnight UTC.
  const utc = { ...clock, zone: 'UTC' };
  const dayHead = (day: string) => <RowHead name={shortDay(Date.parse(day), utc)} href={null} />;
  return (
    <ReportCard
      id="overview"
      question={question}
      file={reportHref(site, 'overview', view, { isFile: true })}
      finding={overviewText(finding, words)}
    >
      {others.map((one) => (
        <p>{overviewText(one, words)}</p>
      ))}
      <div class="days">
        <Days name={charts.visitors} values={days.map(({ newVisitors }) => newVisitors)} />
        <Days name={charts.leads} values={days.map(({ newLeads }) => newLeads)} />
        <Days name={charts.onTop(top)} values={days.map((day) => day.statuses?.[top] ?? null)} />
      </div>
      <ReportTable
        caption={lastDays(countText(shown.length, texts.locale))}
        columns={[...Object.values(columns), ...statuses.map((status) => statusText(status, texts))]}
        isBroad
      >
        {shown.map(({ day, newVisitors, newLeads, up, down, visitors, leads, statuses: stood }) => (
          <tr>
            {dayHead(day)}
            {[newVisitors, newLeads, up, down, visitors, leads, ...statuses.map((each) => stood?.[each])].map(
              (count) => (
                <td>{write(count)}</td>
              ),
            )}
          </tr>
        ))}
      </ReportTable>
      {counted.length > 0 && site.served.model.fit && (
        <ReportTable caption={byCell} columns={[columns.day, ...cells]} isBroad>
          {counted.map(({ day, cells: stood }) => (
            <tr>
              {dayHead(day)}
              {cells.map((cell) => (
                <td>{write(stood?.[cell])}</td>
              ))}
            </tr>
          ))}
        </ReportTable>
      )}
      <p class="also">{note}</p>
    </ReportCard>
  );
}
