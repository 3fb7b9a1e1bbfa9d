// How long people take from their first visit to each stage: the answer in a sentence, a chart of the quartiles, and a table.

import type { Survey } from '../../flows/reports/survey.ts';
import { stageName, velocityOf } from '../../flows/reports/velocity.ts';
import { cohortText } from '../../score/proof/cohort/cohort-words.ts';
import { numbersIn } from '../../score/proof/report-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Ranges } from '../charts/ranges.tsx';
import { useTexts } from '../texts/texts.ts';
import { countText, daysText } from '../words/points.ts';
import { ReportCard, ReportTable, RowHead } from './report-card.tsx';
import { type ReportView, reportHref } from './report-view.ts';

interface CardProps {
  site: SiteConfig;
  view: ReportView;
  survey: Survey;
}

/** The card; nothing while nothing is counted. */
export function VelocityCard({ site, view, survey }: CardProps) {
  const { locale, reports } = useTexts();
  const { cohort, needs } = reports;
  const { question, caption, columns } = cohort.velocity;
  const velocity = velocityOf(survey);
  if (!velocity) return null;
  const [finding, ...notes] = velocity.notes;
  const { days } = numbersIn(locale);
  const rows = velocity.rows.map((row) => ({
    ...row,
    name: stageName(row.stage, site.served.model.levels, cohort.words),
    instead: row.missing === null ? '' : needs(cohort.words.missing(row.missing)),
  }));
  return (
    <ReportCard
      id="velocity"
      question={question}
      file={reportHref(site, 'velocity', view, { isFile: true })}
      finding={cohortText(finding, cohort.words)}
    >
      <Ranges
        rows={rows.map(({ name, quartiles, instead }) => ({
          ...{ name, instead },
          range: quartiles && { value: quartiles.median, low: quartiles.lower, high: quartiles.upper },
        }))}
        write={(amount) => daysText(amount, locale)}
      />
      {notes.map((note) => (
        <p>{cohortText(note, cohort.words)}</p>
      ))}
      <ReportTable caption={caption} columns={Object.values(columns)}>
        {rows.map(({ name, people, reached, quartiles, instead }) => (
          <tr>
            <RowHead name={name} href={null} />
            <td>{countText(reached, locale)}</td>
            <td>{countText(people - reached, locale)}</td>
            {quartiles ? (
              [quartiles.lower, quartiles.median, quartiles.upper].map((each) => <td>{days(each)}</td>)
            ) : (
              <td colspan={3} class="also">
                {instead}
              </td>
            )}
          </tr>
        ))}
      </ReportTable>
    </ReportCard>
  );
}
