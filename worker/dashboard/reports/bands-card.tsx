// Whether the score finds buyers: the answer in a sentence, a chart of the levels, and every band in tables.

import { bandName, bandsOf } from '../../flows/reports/bands.ts';
import type { Survey } from '../../flows/reports/survey.ts';
import type { Band, BandsReport, Compared } from '../../score/proof/bands-report.ts';
import type { Estimate } from '../../score/proof/estimate.ts';
import { noteText, numbersIn } from '../../score/proof/report-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Lifts } from '../charts/lifts.tsx';
import type { Texts } from '../texts/en/en.ts';
import { useTexts } from '../texts/texts.ts';
import { percentText, roundText } from '../words/points.ts';
import { ReportCard, ReportTable, RowHead } from './report-card.tsx';
import { filteredListHref, type ReportView, reportHref } from './report-view.ts';

interface CardProps {
  site: SiteConfig;
  view: ReportView;
  survey: Survey;
}

/** The card of the report by bands; nothing while nothing is counted. */
export function BandsCard({ site, view, survey }: CardProps) {
  const texts = useTexts();
  const { bands: said, words, needs } = texts.reports;
  const { levels } = site.served.model;
  const bands = bandsOf(survey, site.served.model, words);
  if (!bands) return null;
  const { report, notes } = bands;
  const named = (by: Band['by']) =>
    report.bands
      .filter((band) => band.by === by)
      .map((band) => ({ ...band, name: bandName(band, levels, words), href: listOf(site, band, view) }));
  const rows = named('level').map(({ name, lift, missing }) => ({
    ...{ name, range: lift },
    instead: missing ? needs(words.missing(missing)) : '',
  }));
  return (
    <ReportCard
      id="bands"
      question={said.question}
      file={reportHref(site, 'bands', view, { isFile: true })}
      finding={finding(report, levels, texts)}
    >
      <Lifts rows={rows} />
      {notes.map((note) => (
        <p>{noteText(note, words)}</p>
      ))}
      {(['level', 'cell', 'score'] as const).map((by) => (
        <BandTable caption={said.by[by]} bands={named(by)} />
      ))}
      <p class="also">{said.note}</p>
    </ReportCard>
  );
}

/** Who is in the band now. A list has no highest score, so a band of scores leads to all from its lowest one on. */
function listOf(site: SiteConfig, { by, key, from }: Band, { channel }: ReportView): string {
  const among = channel === null ? {} : { channel };
  if (by === 'level') return filteredListHref(site, among, site.served.model.levels[Number(key) - 1]?.name);
  if (by === 'cell') return filteredListHref(site, { ...among, cell: key });
  return filteredListHref(site, { ...among, ...(from && { minScore: String(from) }) });
}

/** What the levels show, or what is missing to say it. */
function finding(report: BandsReport, levels: SiteConfig['served']['model']['levels'], texts: Texts): string {
  const { bands: said, words } = texts.reports;
  const { rough } = numbersIn(texts.locale);
  const nameOf = (band: Band) => bandName(band, levels, words);
  if (report.extremes) {
    const { above, below, ratio }: Compared = report.extremes;
    const [hot, cold, low, high] = [nameOf(above), nameOf(below), rough(ratio.low), rough(ratio.high)];
    if (ratio.low <= 1 && ratio.high >= 1) return said.undecided(hot, cold, low, high);
    if (!Number.isFinite(ratio.value)) return said.atLeast(hot, cold, low);
    return said.often(hot, cold, rough(ratio.value), low, high);
  }
  const known = report.bands.find(({ by, lift }) => by === 'level' && lift);
  if (known?.lift) {
    const { value, low, high } = known.lift;
    return said.asAll(nameOf(known), rough(value), rough(low), rough(high));
  }
  const lacking = report.bands.find(({ by, missing }) => by === 'level' && missing);
  return lacking?.missing ? said.tooFew(nameOf(lacking), words.missing(lacking.missing)) : said.nothing;
}

function BandTable({
  caption,
  bands,
}: {
  caption: string;
  bands: readonly (Band & { name: string; href: string })[];
}) {
  const { locale, reports } = useTexts();
  const { interval, needs, words } = reports;
  const { rough } = numbersIn(locale);
  if (bands.length === 0) return null;
  const percent = (share: number) => percentText(share * 100, locale);
  const said = (estimate: Estimate | null, write: (value: number) => string) =>
    estimate ? interval(write(estimate.value), write(estimate.low), write(estimate.high)) : '–';
  return (
    <ReportTable caption={caption} columns={Object.values(reports.bands.columns)}>
      {bands.map(({ name, href, people, won, lift, conversion, missing }) => (
        <tr>
          <RowHead name={name} href={href} />
          <td>{roundText(people, locale)}</td>
          <td>{won}</td>
          <td>{missing ? <span class="also">{needs(words.missing(missing))}</span> : said(lift, rough)}</td>
          <td>{said(conversion, percent)}</td>
        </tr>
      ))}
    </ReportTable>
  );
}
