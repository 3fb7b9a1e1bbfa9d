// Which sources bring buyers: the answer in a sentence, a chart of the conversions, and every source in a table.

import { type SourceBy, sourceBys } from '../../../schema/api/reports/sources.ts';
import type { Channel } from '../../../schema/api/visitors/channel.ts';
import { sourceRowName, sourcesOf, valuesOf } from '../../flows/reports/sources.ts';
import type { Survey } from '../../flows/reports/survey.ts';
import { cohortText } from '../../score/proof/cohort/cohort-words.ts';
import type { SourceRow } from '../../score/proof/cohort/sources-report.ts';
import { numbersIn } from '../../score/proof/report-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Ranges } from '../charts/ranges.tsx';
import { sourceText } from '../frame/person.tsx';
import type { Texts } from '../texts/en/en.ts';
import { useTexts } from '../texts/texts.ts';
import { countText, moneyText } from '../words/points.ts';
import { ReportCard, ReportTable, RowHead } from './report-card.tsx';
import { filteredListHref, type ReportView, reportHref } from './report-view.ts';

/** Rows of the chart: the sources with most buyers. */
const maxCharted = 10;

interface CardProps {
  site: SiteConfig;
  view: ReportView;
  survey: Survey;
}

/** The card; nothing while nothing is counted. */
export function SourcesCard({ site, view, survey }: CardProps) {
  const texts = useTexts();
  const { cohort, words, needs } = texts.reports;
  const { question, note, columns, by: bys } = cohort.sources;
  const { by } = view;
  const nameOf = (row: SourceRow) => nameIn(row, by, texts);
  const sources = sourcesOf(survey, by, nameOf);
  if (!sources) return null;
  const [finding, ...notes] = sources.notes;
  const { percent } = numbersIn(texts.locale);
  const charted = sources.report.rows.slice(0, maxCharted).map((row) => ({
    ...{ name: nameOf(row), range: row.conversion },
    instead: row.missing === null ? '' : needs(words.missing({ what: 'sales', count: row.missing })),
  }));
  return (
    <ReportCard
      id="sources"
      question={question}
      file={reportHref(site, 'sources', view, { isFile: true })}
      finding={cohortText(finding, cohort.words)}
    >
      <nav class="sorting" aria-label={bys.label}>
        {bys.label}
        {sourceBys.map((each) => (
          <a
            href={reportHref(site, 'sources', view, { by: each })}
            aria-current={each === by ? 'page' : undefined}
          >
            {bys[each]}
          </a>
        ))}
      </nav>
      <Ranges rows={charted} write={percent} />
      {notes.map((one) => (
        <p>{cohortText(one, cohort.words)}</p>
      ))}
      {sources.report.rows.length > 0 && (
        <ReportTable caption={`${bys.label} ${bys[by]}`} columns={Object.values(columns)} isBroad>
          {sources.report.rows.map((row) => (
            <Row {...{ row, name: nameOf(row) }} href={listOf(site, by, row)} />
          ))}
        </ReportTable>
      )}
      <p class="also">{note}</p>
    </ReportCard>
  );
}

/** The name of a source as the pages write it elsewhere. */
function nameIn(row: SourceRow, by: SourceBy, texts: Texts): string {
  const name = sourceRowName(row, texts.reports.cohort.words);
  if (row.kind !== 'named') return name;
  if (by === 'channel') return texts.people.channels[name as Channel];
  return by === 'source' ? sourceText(name, texts) : name;
}

/** The list can filter by channel and source. */
function listOf(site: SiteConfig, by: SourceBy, { kind, name }: SourceRow): string | null {
  if (kind !== 'named' || name === null || (by !== 'channel' && by !== 'source')) return null;
  return filteredListHref(site, { [by]: name });
}

function Row({ row, name, href }: { row: SourceRow; name: string; href: string | null }) {
  const { locale, reports } = useTexts();
  const { rough, percent, days } = numbersIn(locale);
  const { interval, needs, words } = reports;
  const { conversion, leadsPerSale, daysToSale, expected, missing } = row;
  return (
    <tr>
      <RowHead name={name} href={href} />
      {[row.visitors, row.leads, row.won, row.lost, row.open].map((count) => (
        <td>{countText(count, locale)}</td>
      ))}
      <td>
        {valuesOf(row).map(({ currency, amount }) => (
          <div>{moneyText(amount, currency, locale)}</div>
        ))}
      </td>
      <td>
        {missing !== null && (
          <span class="also">{needs(words.missing({ what: 'sales', count: missing }))}</span>
        )}
        {conversion && interval(percent(conversion.value), percent(conversion.low), percent(conversion.high))}
      </td>
      <td>{leadsPerSale === null ? '–' : rough(leadsPerSale)}</td>
      <td>{daysToSale === null ? '–' : days(daysToSale)}</td>
      <td>{expected ? interval(rough(expected.value), rough(expected.low), rough(expected.high)) : '–'}</td>
    </tr>
  );
}
