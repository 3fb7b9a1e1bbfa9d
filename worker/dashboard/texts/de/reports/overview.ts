// The overview by day, in German.

import { numbersIn } from '../../../../score/proof/report-words.ts';
import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const { count } = numbersIn('de-DE');
const plural = pluralIn('de');

export const overview: Texts['reports']['overview'] = {
  words: {
    total: ({ visitors, leads }) =>
      `In diesem Zeitraum ${plural(visitors, { one: 'kam', other: 'kamen' })} ${count(visitors)} Besucher zum ersten Mal, und ${count(leads)} ${plural(leads, { one: 'Person wurde', other: 'Personen wurden' })} zum ersten Mal bekannt.`,
    moves: ({ up, down, hot, warm }) =>
      `${count(up)} ${plural(up, { one: 'Aufstieg', other: 'Aufstiege' })} zu ${hot} oder ${warm}, ${count(down)} ${plural(down, { one: 'Abstieg', other: 'Abstiege' })} von dort.`,
    forgotten: ({ keptDays }) => `Auf- und Abstiege sind nur der letzten ${count(keptDays)} Tage bekannt.`,
    uncounted: ({ days }) =>
      `Von ${count(days)} ${plural(days, { one: 'Tag', other: 'Tagen' })} ist nicht bekannt, wer wo stand: Da wurde nicht gezählt.`,
  },
  question: 'Wie läuft es?',
  charts: {
    visitors: 'Neue Besucher je Tag',
    leads: 'Neue Leads je Tag',
    onTop: (level) => `Besucher, die ${level} sind`,
    most: (many) => `höchstens ${many}`,
  },
  days: (many) => `Die letzten ${many} Tage`,
  cells: 'Leads nach Feld',
  columns: {
    day: 'Tag',
    newVisitors: 'Neue Besucher',
    newLeads: 'Neue Leads',
    up: 'Aufstiege',
    down: 'Abstiege',
    visitors: 'Alle Besucher',
    leads: 'Alle Leads',
  },
  note: 'Die Datei hat jeden Tag des Zeitraums.',
};
