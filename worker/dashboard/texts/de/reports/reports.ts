// The page Reports, in German.

import { numbersIn, type ReportWords } from '../../../../score/proof/report-words.ts';
import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';
import { cohort } from './cohort.ts';
import { overview } from './overview.ts';
import { prediction } from './prediction.ts';

const { count, rough } = numbersIn('de-DE');
const plural = pluralIn('de');
const people = (some: number) => `${count(some)} ${plural(some, { one: 'Person', other: 'Personen' })}`;
const was = (some: number) => plural(some, { one: 'war', other: 'waren' });

const words: ReportWords = {
  scores: (from, to) => {
    if (to === null) return `ab ${count(from)}`;
    return from === 0 ? `unter ${count(to)}` : `${count(from)} bis ${count(to)}`;
  },
  missing: ({ what, count: some }) =>
    what === 'people'
      ? `im Mittel ${people(some)} mehr`
      : `${count(some)} ${plural(some, { one: 'weiterer Verkauf', other: 'weitere Verkäufe' })}`,
  notes: {
    noSales: () =>
      'In diesem Zeitraum hat, soweit bekannt, niemand zum ersten Mal gekauft. Darum gibt es keine Raten. Melden Sie gewonnene Abschlüsse, um sie zu sehen.',
    buyers: ({ buyers, unseen, disqualified }) =>
      `In diesem Zeitraum ${plural(buyers, { one: 'hat', other: 'haben' })} ${people(buyers)} zum ersten Mal gekauft.${
        unseen + disqualified > 0
          ? ` Nirgends gezählt: ${people(unseen + disqualified)}; ${count(unseen)} ${was(unseen)} zuvor nie gesehen worden, ${count(disqualified)} ${was(disqualified)} ausgeschlossen.`
          : ''
      }`,
    sampled: ({ moments, sales }) =>
      `Alle werden bei ${count(moments)} der ${count(sales)} Verkäufe verglichen, zufällig gezogen, aber immer denselben.`,
    inverted: ({ above, below, ratio: { value, low, high } }) =>
      `${above} kauft seltener als ${below}: ${rough(value)}-mal so oft (${rough(low)} bis ${rough(high)}). Das ist kein Zufall.`,
  },
};

export const reports: Texts['reports'] = {
  title: 'Berichte',
  words,
  tabs: {
    label: 'Berichte',
    overview: 'Überblick',
    sources: 'Herkunft',
    bands: 'Punktzahl',
    velocity: 'Dauer',
    calibration: 'Regeln',
    prediction: 'Vorhersage',
  },
  period: (from, to) => `Vom ${from} bis ${to}`,
  periods: {
    label: 'Zeitraum',
    days: (many) => `${many} Tage`,
    from: 'Von',
    to: 'Bis',
    channel: 'Zuerst gekommen über',
    anyChannel: 'jeden Kanal',
    show: 'Zeigen',
  },
  interval: (value, low, high) => `${value} (${low} bis ${high})`,
  needs: (missing) => `fehlt: ${missing}`,
  overview,
  cohort,
  prediction,
  counting: (done, total) => `Die Verläufe aller werden gezählt: ${done} von ${total} Personen.`,
  reload: 'Noch einmal nachsehen',
  csv: 'CSV',
  bands: {
    question: 'Findet die Punktzahl Käufer?',
    often: (above, below, times, low, high) =>
      `Wer ${above} ist, kauft ${times}-mal so oft wie jemand, der ${below} ist (${low} bis ${high})`,
    atLeast: (above, below, low) =>
      `Wer ${above} ist, kauft mindestens ${low}-mal so oft wie jemand, der ${below} ist`,
    asAll: (level, times, low, high) =>
      `Wer ${level} ist, kauft ${times}-mal so oft wie alle (${low} bis ${high})`,
    undecided: (above, below, low, high) =>
      `Diese Verkäufe zeigen nicht, ob jemand eher kauft, der ${above} ist, als wer ${below} ist: ${low}- bis ${high}-mal so oft`,
    tooFew: (level, missing) => `Zu wenige Verkäufe für eine Aussage. Was bei ${level} fehlt: ${missing}.`,
    nothing: 'Zu wenige Verkäufe für eine Aussage.',
    chart: 'Wievielmal so oft wie alle die Personen jeder Stufe kaufen',
    everybody: 'wie alle',
    by: { level: 'Nach Stufe', cell: 'Nach Passung und Stufe', score: 'Nach Punktzahl' },
    columns: {
      band: 'Kurz vor dem Verkauf',
      people: 'Waren dort',
      won: 'Kauften',
      lift: 'So viel öfter',
      conversion: 'Wahrscheinlichkeit',
    },
    note: 'Waren dort: Personen im Moment eines Verkaufs, im Mittel. Wahrscheinlichkeit: in einem ebenso langen Zeitraum zu kaufen, wenn man dort bleibt. In Klammern: das 95-%-Intervall.',
  },
};
