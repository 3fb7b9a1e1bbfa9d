// What is around every page, in German.

import { limits } from '../../../../../schema/event.ts';
import { type Plan, planOf } from '../../../../../schema/plan.ts';
import { hourMs } from '../../../../../schema/time/durations.ts';
import { bytesText, dollarsText, rowsText, shareText } from '../../../../flows/sites/usage-amounts.ts';
import type { UsageWarning } from '../../../../flows/sites/usage-warnings.ts';
import type { WarningWords } from '../../../../flows/sites/usage-words.ts';
import type { Texts } from '../../en/en.ts';

const hoursKept = limits.maxAgeMs / hourMs;
const queued = `Jeder Browser behält seine letzten ${limits.maxEvents} Ereignisse ${hoursKept} Stunden lang und sendet sie später.`;
const toPaid =
  'wechseln Sie mit dem Konto zum kostenpflichtigen Tarif, setzen Sie PLAN = "paid" in wrangler.toml und führen Sie npm run deploy aus';
const fewerRows =
  'Weniger Zeilen entstehen, wenn Sie Pfade ausschließen (Einstellung exclude) oder weniger Modelle nutzen.';

const tariffs = { free: 'kostenlosen', paid: 'kostenpflichtigen' } as const satisfies Record<
  Plan['name'],
  string
>;

function usageWarning(warning: UsageWarning): WarningWords {
  return warning.of === 'rows' ? rowsWarning(warning) : bytesWarning(warning);
}

function rowsWarning({ plan, used, allowed, share }: UsageWarning): WarningWords {
  const when = plan.period === 'day' ? 'heute' : 'in diesem Monat';
  return {
    headline: `${shareText(share, 'de')} dessen, was Cloudflares ${tariffs[plan.name]} Tarif ${when} enthält, sind verbraucht: ${rowsText(used, 'de')} von ${rowsText(allowed, 'de')} geschriebenen Zeilen.`,
    detail: `${beyondRows(plan)} ${fewerRows}`,
  };
}

function beyondRows({ dollarsAMillionRows: dollars }: Plan): string {
  if (dollars !== null)
    return `Darüber hinaus kostet jede Million Zeilen ${dollarsText(dollars, 'de')}, und alles läuft weiter.`;
  return `Danach lehnt Cloudflare bis Mitternacht (UTC) alle Abfragen ab: Nichts Neues wird gespeichert, und keine Seite öffnet sich. ${queued} Damit es weitergeht, ${toPaid}.`;
}

function bytesWarning({ plan, used, allowed, share }: UsageWarning): WarningWords {
  const { databaseBytes: most } = planOf('paid');
  const more =
    plan.databaseBytes < most ? ` Wenn Sie bis zu ${bytesText(most, 'de')} brauchen, ${toPaid}.` : '';
  return {
    headline: `Die Datenbank ist zu ${shareText(share, 'de')} voll: ${bytesText(used, 'de')} von ${bytesText(allowed, 'de')}, die Cloudflares ${plan.name === 'free' ? 'kostenloser' : 'kostenpflichtiger'} Tarif erlaubt.`,
    detail: `Ist sie voll, lehnt Cloudflare alles Schreiben ab, und nichts Neues wird gespeichert. ${queued} Platz schaffen Sie mit kürzeren Aufbewahrungsfristen (retentionDays) oder indem Sie Websites löschen, die Sie nicht mehr brauchen.${more}`,
  };
}

export const frame: Texts['frame'] = {
  skip: 'Zum Inhalt springen',
  signOut: 'Abmelden',
  sites: 'Websites',
  allSites: 'Alle Websites',
  pages: {
    label: 'Seiten',
    people: 'Personen',
    companies: 'Firmen',
    matrix: 'Matrix',
    reports: 'Berichte',
    model: 'Modell',
    alerts: 'Meldungen',
    site: 'Website',
  },
  model: 'Modell',
  scoredBy: 'Bewertet nach',
  home: 'Zur Startseite',
  usageWarning,
};

export const clock: Texts['clock'] = { justNow: 'gerade eben', today: 'Heute', yesterday: 'Gestern' };
