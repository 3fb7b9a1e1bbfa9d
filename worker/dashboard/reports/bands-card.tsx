// Whether the score finds buyers: the answer in a sentence, a chart of the levels, and every band in tables.

import { type Bands, bandName } from '../../flows/reports/bands.ts';
import type { Band, BandsReport, Compared } from '../../score/proof/bands-report.ts';
import type { Estimate } from '../../score/proof/estimate.ts';
import { noteText, numbersIn } from '../../score/proof/report-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Lifts } from '../charts/lifts.tsx';
import { siteHref } from '../frame/site-href.ts';
import type { Texts } from '../texts/en/en.ts';
import { useTexts } from '../texts/texts.ts';
import { percentText, roundText } from '../words/points.ts';

interface CardProps {
  site: SiteConfig;
  bands: Bands;
}

/** The card of the report by bands. */
export function BandsCard({ site, bands: { report, notes } }: CardProps) {
  const texts = useTexts();
  const { bands: said, words, csv } = texts.reports;
  const { levels } = site.served.model;
  const named = (by: Band['by']) =>
    report.bands
      .filter((band) => band.by === by)
      .map((band) => ({ ...band, name: bandName(band, levels, words) }));
  const rows = named('level').map(({ name, lift, missing }) => ({
    ...{ name, lift },
    instead: missing ? said.needs(words.missing(missing)) : '',
  }));
  return (
    <section class="card report" aria-labelledby="bands">
      <header>
        <h2 id="bands">{said.question}</h2>
        <a href={siteHref(site, '/reports/bands.csv')} download>
          {csv}
        </a>
      </header>
      <p class="finding">{finding(report, levels, texts)}</p>
      <Lifts rows={rows} />
      {notes.map((note) => (
        <p>{noteText(note, words)}</p>
      ))}
      {(['level', 'cell', 'score'] as const).map((by) => (
        <BandTable caption={said.by[by]} bands={named(by)} />
      ))}
      <p class="also">{said.note}</p>
    </section>
  );
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

function BandTable({ caption, bands }: { caption: string; bands: readonly (Band & { name: string })[] }) {
  const { locale, reports } = useTexts();
  const { columns, interval, needs } = reports.bands;
  const { rough } = numbersIn(locale);
  if (bands.length === 0) return null;
  const percent = (share: number) => percentText(share * 100, locale);
  const said = (estimate: Estimate | null, write: (value: number) => string) =>
    estimate ? interval(write(estimate.value), write(estimate.low), write(estimate.high)) : '–';
  return (
    <section class="wide" tabindex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {Object.values(columns).map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map(({ name, people, won, lift, conversion, missing }) => (
            <tr>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>{roundText(people, locale)}</td>
              <td>{won}</td>
              <td>
                {missing ? (
                  <span class="also">{needs(reports.words.missing(missing))}</span>
                ) : (
                  said(lift, rough)
                )}
              </td>
              <td>{said(conversion, percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
