// What the sales say of each rule: remarks, tables by rules, levels and fit, the button to draft the suggested points, and ideas.

import { calibrationNotes } from '../../flows/reports/calibration/calibration.ts';
import type { Calibration, CalibrationRow, Had } from '../../score/proof/calibration/calibration.ts';
import { calibrationNote } from '../../score/proof/calibration/words.ts';
import type { Estimate } from '../../score/proof/estimate.ts';
import { numbersIn } from '../../score/proof/report-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { useTexts } from '../texts/texts.ts';
import { countText, roundText } from '../words/points.ts';
import { ReportTable, RowHead } from './report-card.tsx';
import { type ReportView, reportHref } from './report-view.ts';

interface CardProps {
  site: SiteConfig;
  view: ReportView;
  report: Calibration;
  mayEdit: boolean;
}

/** The card. */
export function RulesCard({ site, view, report, mayEdit }: CardProps) {
  const { locale, reports, calibration: texts } = useTexts();
  const { rows, ideas, judged } = report;
  const hasSuggestions = rows.some(({ suggested }) => suggested !== null);
  return (
    <section class="card report" aria-labelledby="rules">
      <header>
        <h2 id="rules">{texts.question}</h2>
        <a href={reportHref(site, 'calibration', view, { isFile: true })} download>
          {reports.csv}
        </a>
      </header>
      {calibrationNotes(report).map((note) => (
        <p>{calibrationNote(note, texts.words)}</p>
      ))}
      {hasSuggestions && mayEdit && (
        <form method="post" action={reportHref(site, 'calibration', view)}>
          <button type="submit">{texts.draft}</button> <span class="also">{texts.draftNote}</span>
        </form>
      )}
      {(['rule', 'level', 'fit'] as const).map((by) => (
        <RuleTable by={by} rows={rows.filter((row) => row.by === by)} />
      ))}
      {ideas.length > 0 && (
        <>
          <ReportTable
            caption={texts.ideas}
            columns={[texts.columns.name, texts.columns.people, texts.columns.won, texts.columns.lift]}
          >
            {ideas.map((idea) => (
              <tr>
                <RowHead name={texts.idea[idea.about](idea.what)} href={null} />
                <HadCells had={idea} />
              </tr>
            ))}
          </ReportTable>
          <p class="also">{texts.ideasNote}</p>
        </>
      )}
      {judged.reasons.length > 0 && (
        <>
          <h3>{texts.reasons}</h3>
          <ul>
            {judged.reasons.map(({ reason, leads }) => (
              <li>{texts.reason(reason, countText(leads, locale))}</li>
            ))}
          </ul>
        </>
      )}
      <p class="also">{texts.note}</p>
    </section>
  );
}

function RuleTable({ by, rows }: { by: CalibrationRow['by']; rows: readonly CalibrationRow[] }) {
  const { locale, reports, calibration: texts } = useTexts();
  const { name, people, won, lift, points, fitted, accepted, rejected } = texts.columns;
  if (rows.length === 0) return null;
  const hasPoints = by !== 'level';
  const names = [name, people, won, lift, ...(hasPoints ? [points, fitted] : []), accepted, rejected];
  const number = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  const said = (estimate: Estimate) =>
    reports.interval(number(estimate.value), number(estimate.low), number(estimate.high));
  const becomes = ({ suggested }: CalibrationRow) =>
    suggested === null ? texts.stays : texts.becomes(number(suggested));
  return (
    <ReportTable caption={texts.by[by]} columns={names}>
      {rows.map((row) => (
        <tr>
          <RowHead name={row.label} href={null} />
          <HadCells had={row} />
          {hasPoints && (
            <>
              <td>
                {row.points === null ? '–' : number(row.points)} <strong>{becomes(row)}</strong>
              </td>
              <td>{row.fitted ? said(row.fitted) : '–'}</td>
            </>
          )}
          <td>{countText(row.accepted, locale)}</td>
          <td>{countText(row.rejected, locale)}</td>
        </tr>
      ))}
    </ReportTable>
  );
}

function HadCells({ had: { people, won, lift, missing } }: { had: Had }) {
  const { locale, reports } = useTexts();
  const { interval, needs } = reports;
  const { rough } = numbersIn(locale);
  return (
    <>
      <td>{roundText(people, locale)}</td>
      <td>{countText(won, locale)}</td>
      <td>
        {missing && <span class="also">{needs(reports.words.missing(missing))}</span>}
        {lift && interval(rough(lift.value), rough(lift.low), rough(lift.high))}
      </td>
    </>
  );
}
