// Who buys, as predicted: how good the prediction is, a picture of it, what it is made of, and the button to make it anew.

import type { PredictionAnswer } from '../../../schema/api/reports/prediction.ts';
import { labelOf } from '../../flows/predict/reasons.ts';
import { leastEvidence } from '../../score/proof/predict/sample.ts';
import { numbersIn } from '../../score/proof/report-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Curve } from '../charts/curve.tsx';
import { everyone } from '../list/list-view.ts';
import { Copyable } from '../site/copyable.tsx';
import { useTexts } from '../texts/texts.ts';
import { countText, pointsText } from '../words/points.ts';
import { ReportCard, ReportTable, RowHead } from './report-card.tsx';
import { filteredListHref, type ReportView, reportHref } from './report-view.ts';

interface CardProps {
  site: SiteConfig;
  view: ReportView;
  report: PredictionAnswer;
  mayEdit: boolean;
}

/** The card. */
export function PredictionCard({ site, view, report, mayEdit }: CardProps) {
  const { reports } = useTexts();
  const { prediction } = reports;
  const { evidence, missing, figures, data, running, fallPerDay } = report;
  return (
    <ReportCard
      id="prediction"
      question={prediction.question}
      file={reportHref(site, 'prediction', view, { isFile: true })}
      finding={figures ? prediction.finding(figures.auc, figures.topTenth) : prediction.none}
    >
      {running?.command && <Waiting command={running.command} />}
      {!figures && !missing && !running?.command && <p>{prediction.begins(leastEvidence.outcomes)}</p>}
      {missing && <p>{prediction.missing(missing)}</p>}
      {evidence && <p>{prediction.evidence(evidence)}</p>}
      {figures && (
        <p>
          <a href={filteredListHref(site, {}, everyone, 'probability')}>{prediction.list}</a>
        </p>
      )}
      {figures && <FiguresOf figures={figures} />}
      {data.length > 0 && <Weights site={site} data={data} />}
      {fallPerDay !== null && fallPerDay > 0 && <p>{prediction.falls(fallPerDay)}</p>}
      <p class="also">{prediction.parts(report.parts.map((part) => prediction.partNames[part]))}</p>
      {mayEdit && (!running || running.command) && (
        <form method="post" action={reportHref(site, 'prediction', view)}>
          <button type="submit">{prediction.again}</button>{' '}
          {!running && <span class="also">{prediction.byItself}</span>}
        </form>
      )}
    </ReportCard>
  );
}

/** What to run, because the Worker may not take the time. */
function Waiting({ command }: { command: string }) {
  const { waiting } = useTexts().reports.prediction;
  return (
    <>
      <p>{waiting.why}</p>
      <Copyable id="command" text={command} button={waiting.copy} />
    </>
  );
}

function FiguresOf({ figures }: { figures: NonNullable<PredictionAnswer['figures']> }) {
  const { locale, reports } = useTexts();
  const { prediction, interval } = reports;
  const { percent } = numbersIn(locale);
  const { columns, caption } = prediction.curve;
  return (
    <>
      <Curve points={figures.curve} />
      <p>{prediction.errors(figures.calibrationError, figures.brier)}</p>
      <ReportTable caption={caption} columns={Object.values(columns)}>
        {figures.curve.map(({ predicted, people, observed }) => (
          <tr>
            <RowHead name={percent(predicted)} href={null} />
            <td>{interval(percent(observed.value), percent(observed.low), percent(observed.high))}</td>
            <td>{countText(people, locale)}</td>
          </tr>
        ))}
      </ReportTable>
    </>
  );
}

function Weights({ site, data }: { site: SiteConfig; data: PredictionAnswer['data'] }) {
  const { locale, reports } = useTexts();
  const { prediction, interval } = reports;
  const { columns, caption } = prediction.weights;
  const number = (value: number) => pointsText(value, locale);
  return (
    <>
      <ReportTable caption={caption} columns={Object.values(columns)}>
        {data.map(({ feature, weight, people }) => (
          <tr>
            <RowHead name={labelOf(feature, site.served, prediction.features)} href={null} />
            <td>{interval(number(weight.value), number(weight.low), number(weight.high))}</td>
            <td>{countText(people, locale)}</td>
          </tr>
        ))}
      </ReportTable>
      <p class="also">{prediction.weights.note}</p>
    </>
  );
}
