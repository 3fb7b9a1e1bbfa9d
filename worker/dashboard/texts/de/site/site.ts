// Making a site and its settings, in German.

import type { Texts } from '../../en/en.ts';

export const site: Texts['site'] = {
  tabs: {
    label: 'Einrichtung',
    install: 'Einbau',
    settings: 'Einstellungen',
    access: 'Zugang',
    activity: 'Protokoll',
    start: 'Erste Schritte',
  },
  unreadable: {
    title: 'Dieses Formular war nicht lesbar',
    detail:
      'Vielleicht ist es zu lang. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.',
  },
  notAllowed: {
    title: 'Das kann nur eine Administratorin oder ein Administrator',
    detail:
      'Melden Sie sich mit einem Token an, das die Rolle „admin“ hat, oder fragen Sie die Person, die Leadlight betreibt.',
  },
  missing: 'Ein Teil des Formulars fehlt. Laden Sie die Seite neu und füllen Sie es noch einmal aus.',
  list: {
    title: 'Websites',
    more: (count) => `Das sind die ersten ${count}. Jede andere finden Sie unter`,
    andItsId: 'und ihrer ID.',
    make: 'Weitere Website anlegen',
  },
  first: {
    title: 'Fünf Schritte bis zum ersten Score',
    lead: 'Nennen Sie Ihre Website, setzen Sie eine Zeile Code auf ihre Seiten, und Leadlight zeigt, wer kaufbereit ist. Dies ist der erste Schritt.',
    none: 'Noch keine Website. Bitten Sie die Person, die Leadlight betreibt, eine anzulegen.',
    api: 'Auch Programme können Websites anlegen. Die API ist beschrieben unter',
  },
  make: {
    title: 'Website anlegen',
    send: 'Website anlegen',
    busy: 'Die Datenbank ist überlastet, es wurde nichts angelegt. Warten Sie einen Moment und senden Sie das Formular noch einmal.',
  },
  fields: {
    name: 'Name',
    nameHint: 'So, wie Ihre Kolleginnen und Kollegen sie nennen, zum Beispiel Acme.',
    origins: 'Adressen der Website',
    originsHint:
      'Eine pro Zeile, zum Beispiel `https://example.com`. Nur dort funktioniert das Tag. Mit und ohne `www.` sind zwei Adressen.',
    timeZone: 'Zeitzone',
    timeZoneHint: 'Zum Beispiel `Europe/Berlin`. Danach richtet sich, wann Tag, Woche und Monat beginnen.',
    consent: 'Einwilligung',
    gpc: 'Global Privacy Control',
    collectFields: 'Formularfelder, die gespeichert werden',
    collectFieldsHint:
      'Namen der Felder, einer pro Zeile, zum Beispiel `company`. Die E-Mail-Adresse wird immer gespeichert. Auch das Tag muss die Felder nennen, mit `forms`.',
    keepQuery: 'URL-Parameter, die gespeichert werden',
    keepQueryHint:
      'Einer pro Zeile. Kampagnenparameter (`utm_…`, Klick-IDs) werden immer gespeichert. Auch das Tag muss die anderen nennen, mit `query`.',
    paths: 'Seiten',
    pathsHint: 'Eine pro Zeile, zum Beispiel `/admin/*`. `*` steht für beliebigen Text.',
    emailDomains: 'E-Mail-Domains',
    emailDomainsHint: 'Eine pro Zeile, zum Beispiel `acme.com` für Ihr eigenes Unternehmen.',
    ips: 'IP-Adressen',
    ipsHint:
      'Eine pro Zeile: eine Adresse oder ein Bereich wie `203.0.113.0/24`. Sie werden nur verglichen und nie mit einem Besuch gespeichert.',
    anonymous: 'Tage, die anonyme Besucher gespeichert bleiben',
    identified: 'Tage, die bekannte Besucher gespeichert bleiben',
    daysHint: 'Seit ihrem letzten Besuch: 1 bis 3.650.',
    claimed: 'Wenn ein Browser sagt, wer er ist',
  },
  consent: {
    granted: {
      title: 'Sofort aufzeichnen',
      detail: 'Alle werden ab der ersten Seite aufgezeichnet, ohne Nachfrage.',
    },
    required: {
      title: 'Zuerst fragen',
      detail: 'Nichts wird gesendet oder gespeichert, bis Ihre Seite die Einwilligung weitergibt.',
    },
    anonymous: {
      title: 'Nie etwas im Browser speichern',
      detail: 'Jede geöffnete Seite zählt als neuer Besucher.',
    },
  },
  gpc: {
    honor: {
      title: 'Beachten',
      detail:
        'Von Browsern, die nicht verfolgt werden wollen, wird nur Absichtliches aufgezeichnet, etwa ein gesendetes Formular.',
    },
    ignore: { title: 'Ignorieren', detail: 'Diese Browser werden wie alle anderen aufgezeichnet.' },
  },
  claimed: {
    merge: {
      title: 'Glauben',
      detail:
        'Wer in einem Formular eine E-Mail-Adresse angibt, dem gehört, was der Browser vorher getan hat. Die Seiten kennzeichnen es als unbestätigt.',
    },
    separate: {
      title: 'Auf Bestätigung warten',
      detail: 'Der Verlauf zählt erst für die Person, wenn Ihr Server bestätigt hat, wer es ist.',
    },
  },
  wrong: {
    name: () => 'Geben Sie einen Namen in einer Zeile an, höchstens 120 Zeichen.',
    origins: (entry) =>
      entry === ''
        ? 'Geben Sie 1 bis 100 Adressen an, eine pro Zeile, zum Beispiel https://example.com.'
        : `„${entry}“ ist keine Adresse einer Website. Schreiben Sie http oder https und den Host, ohne Pfad, zum Beispiel https://example.com.`,
    timeZone: () =>
      'Diese Zeitzone gibt es nicht. Geben Sie einen Namen wie Europe/Berlin, America/New_York oder UTC an.',
    consent: () => 'Wählen Sie eine Möglichkeit.',
    gpc: () => 'Wählen Sie eine Möglichkeit.',
    claimed: () => 'Wählen Sie eine Möglichkeit.',
    collectFields: (entry) =>
      entry === '' ? 'Geben Sie höchstens 32 Namen an.' : `„${entry}“ ist zu lang: höchstens 64 Zeichen.`,
    keepQuery: (entry) =>
      entry === '' ? 'Geben Sie höchstens 32 Namen an.' : `„${entry}“ ist zu lang: höchstens 64 Zeichen.`,
    paths: (entry) =>
      entry === '' ? 'Geben Sie höchstens 50 Pfade an.' : `„${entry}“ ist zu lang: höchstens 200 Zeichen.`,
    emailDomains: (entry) =>
      entry === '' ? 'Geben Sie höchstens 50 Domains an.' : `„${entry}“ ist zu lang: höchstens 253 Zeichen.`,
    ips: (entry) =>
      entry === ''
        ? 'Geben Sie höchstens 50 Adressen an.'
        : `„${entry}“ ist weder eine IP-Adresse noch ein Bereich. Schreiben Sie etwa 203.0.113.7 oder 2001:db8::/32.`,
    anonymous: () => 'Geben Sie eine ganze Zahl von 1 bis 3.650 an.',
    identified: () => 'Geben Sie eine ganze Zahl von 1 bis 3.650 an.',
  },
  nothingStored:
    'Die Datenbank ist überlastet, es wurde nichts geändert. Warten Sie einen Moment und senden Sie das Formular noch einmal.',
};
