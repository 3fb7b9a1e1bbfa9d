// Sentences about a score, in German. Their English is in score/words/score-words.ts.

import type { Window } from '../../../../../schema/model/model.ts';
import type { Texts } from '../../en/en.ts';

const windows: Readonly<Record<Window, string>> = {
  session: 'pro Besuch',
  day: 'pro Tag',
  week: 'pro Woche',
  month: 'pro Monat',
  ever: 'insgesamt',
};

/** Words for the keys of caps, if the key itself is not the word. */
const keys: Readonly<Record<string, string>> = {
  path: 'Seite',
  url: 'Seite',
  view: 'Seitenaufruf',
  target: 'Link',
  file: 'Datei',
  form: 'Formular',
};

const often = (count: number, written: string) => {
  if (count === 1) return 'einmal';
  return count === 2 ? 'zweimal' : `${written}-mal`;
};

const listed = (texts: readonly string[], conjunction: string) =>
  texts.map((text) => `„${text}“`).join(` ${conjunction} `);

const number = (text = '') => Number(text).toLocaleString('de-DE', { maximumFractionDigits: 20 });

export const score: Texts['score'] = {
  locale: 'de-DE',
  quote: (text) => `„${text}“`,
  days: {
    today: 'heute',
    yesterday: 'gestern',
    on: (day) => `am ${day}`,
    pastTime: { today: (time) => `Stand heute um ${time}`, date: (date) => `Stand ${date}` },
    futureTime: {
      today: (time) => `Heute um ${time}, wenn nichts weiter geschieht`,
      date: (date) => `Am ${date}, wenn nichts weiter geschieht`,
    },
  },
  points: {
    some: (written, isOne) => `${written} ${isOne ? 'Punkt' : 'Punkte'}`,
    share: (part, whole, isOne) => `${part} von ${whole} ${isOne ? 'Punkt' : 'Punkten'}`,
    lessThan: (written) => `weniger als ${written}`,
    belowZero: (points) => `${points}, angezeigt als 0: Ein Punktestand ist nie unter 0`,
  },
  times: (count, written, day) => `${often(count, written)}${count === 1 ? ' ' : ', zuletzt '}${day}`,
  did: (label, times) => `${label}, ${times}`,
  cap: (written, per, by) =>
    `höchstens ${written}-mal ${windows[per]}${by === undefined ? '' : ` je ${keys[by] ?? by}`}`,
  capTogether: (cap) => `${cap}, zusammen mit anderen`,
  capBoth: (own, shared) => `${own}, und ${shared}`,
  didNotCount: (what, cap) => `${what}: ohne Punkte${cap && ` (${cap})`}`,
  moreDidNotCount(count, day, cap) {
    const last = day === null ? '' : `, ${count === 1 ? day : `zuletzt ${day}`}`;
    return `noch ${often(count, String(count))} ohne Punkte${last}${cap && `: ${cap}`}`;
  },
  claimed: {
    unverified: 'unter einer unbestätigten Identität',
    inOtherName: 'in einem Browser, der nur angibt, diese Person zu sein',
    some: (count, how) => `${count} davon ${how}`,
    all: (how) => `Alles davon geschah ${how}`,
  },
  adjusted: 'Von Hand angepasst',
  by: (giver) => `durch ${giver}`,
  administrator: 'die Administration',
  revokedToken: 'ein seither widerrufenes Token',
  sold: 'Wurde Kunde',
  sale: (when) => `Wurde Kunde, ${when}`,
  disqualified: (label, when) => `Disqualifiziert: ${label}, ${when}`,
  together: (points) => `Zusammen ${points}`,
  nothing: 'Bisher hat nichts, was diese Person getan hat, Punkte gebracht',
  nothingAt: (moment) => `${moment}: Nichts, was diese Person getan hat, hat Punkte gebracht`,
  conditions: {
    comparisons: {
      any: (texts) => listed(texts, 'oder'),
      none: (texts) => `${texts.length === 1 ? 'nicht' : 'weder'} ${listed(texts, 'noch')}`,
      words: (texts) =>
        `ein Text mit ${texts.length === 1 ? 'dem Wort' : 'einem der Wörter'} ${listed(texts, 'oder')}`,
      gte: ([bound]) => `mindestens ${number(bound)}`,
      gt: ([bound]) => `über ${number(bound)}`,
      lte: ([bound]) => `höchstens ${number(bound)}`,
      lt: ([bound]) => `unter ${number(bound)}`,
    },
    all: (comparisons) => comparisons.join(' und '),
    units: (of) => `mindestens ${of.toLocaleString('de-DE')}`,
  },
};
