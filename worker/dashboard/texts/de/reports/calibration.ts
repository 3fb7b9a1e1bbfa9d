// The page on what sales say of the rules, in German.

import type { CalibrationWords } from '../../../../score/proof/calibration/words.ts';
import type { Estimate } from '../../../../score/proof/estimate.ts';
import { numbersIn } from '../../../../score/proof/report-words.ts';
import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const { count } = numbersIn('de-DE');
const plural = pluralIn('de');
const percent = (share: number) => `${Math.round(share * 100)} %`;
const shown = ({ value, low, high }: Estimate) => `${percent(value)} (${percent(low)} bis ${percent(high)})`;
const people = (some: number) => `${count(some)} ${plural(some, { one: 'Person', other: 'Personen' })}`;

const words: CalibrationWords = {
  buyers: ({ buyers, left }) =>
    `In diesem Zeitraum ${plural(buyers, { one: 'hat', other: 'haben' })} ${people(buyers)} zum ersten Mal gekauft.${
      left > 0 ? ` Nicht gezählt: ${people(left)}, zuvor nie gesehen oder ausgeschlossen.` : ''
    }`,
  silence: ({ silence }) => {
    if (silence.why === 'sales')
      return `Noch werden keine Punkte vorgeschlagen. In der Hälfte der Personen, an die Punkte angepasst werden, ${plural(silence.count, { one: 'fehlt', other: 'fehlen' })} dazu ${count(silence.count)} ${plural(silence.count, { one: 'Verkauf', other: 'Verkäufe' })}.`;
    return silence.why === 'chance'
      ? 'Es werden keine Punkte vorgeschlagen: Diese Verkäufe sehen aus, als hingen sie nicht von den Regeln ab.'
      : 'Es werden keine Punkte vorgeschlagen: Zu wenige Personen erreichen eine Stufe, um zu sagen, wie viel ein Punkt ist.';
  },
  fitted: ({ sales, changed }) =>
    `Alle Regeln wurden gemeinsam an ${count(sales)} ${plural(sales, { one: 'Verkauf', other: 'Verkäufe' })} angepasst, bei der Hälfte der Personen. ${
      changed === 0
        ? 'Die Punkte, die gelten, passen zu diesen Verkäufen.'
        : `Für ${count(changed)} werden andere Punkte vorgeschlagen; die übrigen lassen sich an den Verkäufen nicht ablesen.`
    }`,
  heldOut: ({ sales, before, after }) =>
    `Bei der anderen Hälfte, mit ${count(sales)} ${plural(sales, { one: 'Verkauf', other: 'Verkäufen' })}: Wer kaufte, hatte mit den geltenden Punkten mehr als ${shown(before)} der anderen, mit den vorgeschlagenen mehr als ${shown(after)}. Raten ergibt 50 %.`,
  judged: ({ accepted, rejected }) =>
    `Der Vertrieb hat in diesem Zeitraum ${count(accepted)} Leads angenommen und ${count(rejected)} abgelehnt. Das steht für sich und ändert keine Punkte.`,
};

export const calibration: Texts['calibration'] = {
  question: 'Welche Regeln finden Käufer?',
  words,
  by: { rule: 'Regeln', level: 'Stufen', fit: 'Passung' },
  columns: {
    name: 'Kurz vor dem Verkauf',
    people: 'Hatten es',
    won: 'Kauften',
    lift: 'Wievielmal so oft',
    points: 'Punkte',
    fitted: 'Verkäufe legen nahe',
    accepted: 'Angenommen',
    rejected: 'Abgelehnt',
  },
  stays: 'bleibt',
  becomes: (points) => `→ ${points}`,
  draft: 'Modell mit diesen Punkten entwerfen',
  draftNote:
    'Es bewertet nichts, bis es veröffentlicht wird. Die Vorschau zeigt, wie es gereiht hätte, und zwar bei Personen, an die die Punkte nicht angepasst wurden.',
  ideas: 'Ideen für Regeln',
  ideasNote: 'Was Käufer öfter taten als andere und keine Regel beachtet.',
  idea: {
    page: (what) => `${what} angesehen`,
    file: (what) => `${what} heruntergeladen`,
    kind: (what) => `Ereignis: ${what}`,
    reading: (seconds) => `Insgesamt ${seconds} Sekunden gelesen`,
  },
  reasons: 'Warum Leads abgelehnt wurden',
  reason: (reason, leads) => `${reason}: ${leads}`,
  note: 'Hatten es: Personen im Augenblick eines Verkaufs, im Mittel, denen noch mindestens eine halbe Vergabe blieb. Verkäufe legen nahe: die Punkte, wenn alle Regeln gemeinsam angepasst werden, mit dem 95-%-Intervall.',
};
