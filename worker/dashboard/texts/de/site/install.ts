// How to install the tag, and whether it works, in German.

import type { Texts } from '../../en/en.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const siteInstall: Texts['siteInstall'] = {
  title: 'Einbau',
  tag: {
    title: 'Das Tag',
    where: 'Jede Seite Ihrer Website braucht diese Zeile, vor `</head>`.',
    copy: 'Tag kopieren',
    consent: 'Einwilligung:',
    gpc: 'Global Privacy Control:',
    origins: 'Erlaubte Adressen:',
    originsNote:
      'Seiten unter jeder anderen Adresse können nichts senden. Mit und ohne `www.` sind zwei Adressen, ebenso http und https.',
    change: 'Einstellungen ändern',
  },
  consent: {
    granted: 'Das Tag sagt granted. Es zeichnet alle ab der ersten Seite auf, ohne Nachfrage.',
    required:
      "Das Tag sagt required. Es sendet und speichert nichts, bis Ihre Seite leadlight('consent', 'granted') aufruft.",
    anonymous:
      'Das Tag sagt anonymous. Es speichert nichts im Browser, daher zählt jede geöffnete Seite als neuer Besucher.',
  },
  gpc: {
    honor:
      'wird beachtet. Von Browsern, die darum bitten, wird nur Absichtliches aufgezeichnet, etwa ein gesendetes Formular.',
    ignore: 'wird ignoriert. Browser, die darum bitten, werden wie alle anderen aufgezeichnet.',
  },
  pinned: {
    title: 'Auf eine Version festgelegt',
    about:
      'Das Skript ändert sich mit jeder Version von Leadlight. Wenn Sie nur geprüften Code wollen, nehmen Sie diese Zeile: Der Browser lehnt jeden anderen Inhalt ab. Korrekturen kommen erst, wenn Sie die Zeile ändern.',
    copy: 'Festgelegtes Tag kopieren',
    unpublished:
      'Nicht für den Betrieb: Dieser Stand ist nicht veröffentlicht. Die nächste Version liefert ihn nicht mehr aus, und die Seite zeichnet dann nichts mehr auf.',
  },
  platforms: 'Wohin damit',
  check: {
    title: 'Funktioniert es?',
    works: 'Funktioniert',
    quiet: 'Es ist still geworden',
    onlyServer: 'Zuletzt hat nur Ihr Server etwas gesendet',
    nothing: 'Noch ist nichts angekommen',
    cameAt: 'Letzter Besuch:',
    from: ', von',
    seconds: (count) => `vor ${plural(count, 'Sekunde', 'Sekunden')}`,
    todo: (seconds) =>
      `Öffnen Sie eine Seite Ihrer Website in einem anderen Tab. Diese Seite fragt alle ${seconds} Sekunden nach, ob sie angekommen ist. Wenn nichts kommt:`,
    refused: 'Einige Nachrichten kamen von Adressen, die nicht erlaubt sind.',
    seeBelow: 'Siehe unten.',
    consent: 'Das Tag wartet auf die Einwilligung: Stimmen Sie auf der Seite zu, wie ein Besucher.',
    network:
      'In den Entwicklerwerkzeugen des Browsers steht unter Netzwerk `l.js` mit 200 und kurz danach ein POST an `e` mit 202. 403 heißt, dass die Adresse der Seite nicht erlaubt ist, 404, dass es die Website im Tag nicht gibt.',
    policy: (base) =>
      `Wenn laut Konsole eine Content-Security-Policy das Skript blockiert, ergänzen Sie \`${base}\` in \`script-src\` und \`connect-src\`.`,
    blocker: 'Ein Inhaltsblocker in Ihrem Browser kann das Skript blockieren. Versuchen Sie es ohne.',
    steps: 'Alle fünf Schritte bis zum ersten Score',
  },
  arrivals: {
    title: 'Die letzten zehn, die aufgezeichnet wurden',
    caption: 'Die letzten aufgezeichneten Nachrichten, die neueste zuerst',
    when: 'Wann',
    page: 'Seite',
    answer: 'Antwort',
    accepted: (count) => `202, ${count} angenommen`,
    note: 'Nur von Browsern. Von abgelehnten Nachrichten wird nur die Anzahl gespeichert, siehe unten.',
  },
  dropped: {
    title: (days) => `Nicht aufgezeichnet in den letzten ${days} Tagen`,
    none: 'Nichts wurde ausgelassen.',
    caption: 'Was nicht aufgezeichnet wurde, nach Grund, und was zu tun ist',
    reason: 'Grund',
    beacons: 'Nachrichten',
    means: 'Bedeutung',
    note: 'Eine Nachricht einer Seite enthält ein oder mehrere Ereignisse. Die Tage sind die von UTC, heute mitgezählt. Die Anzahl kann etwas zu niedrig sein.',
    reasons: {
      origin_not_allowed: 'Adresse nicht erlaubt',
      over_budget: 'Tarif ausgeschöpft',
      excluded: 'Von Ihnen ausgelassen',
      gpc: 'Global Privacy Control',
      bot: 'Crawler',
      erased: 'Gelöschte Personen',
    },
    notCounted: 'nicht gezählt',
    origin:
      'Das Tag ist auf Seiten, deren Adresse nicht erlaubt ist. Wenn es Ihre sind, etwa eine Testseite, ein Shop oder die Adresse mit `www.`, kann die Administration sie in den Einstellungen ergänzen. Sonst ist nichts zu tun.',
    overBudget: (days) =>
      `Am ${new Intl.ListFormat('de').format(days)} (UTC) waren etwa alle Zeilen des kostenlosen Tarifs von Cloudflare geschrieben. Danach wird jede Abfrage abgelehnt, auch die, die zählen würde. Nachrichten werden mit 503 beantwortet, und Browser senden sie 24 Stunden lang erneut. Die meisten werden so am nächsten Tag aufgezeichnet.`,
    excluded: (parts) =>
      `Die Einstellungen lassen ${parts.length === 0 ? 'nichts mehr' : new Intl.ListFormat('de').format(parts)} aus. Wenn Besuche fehlen, prüfen Sie, ob das zu viel ist.`,
    paths: (count) => plural(count, 'Pfad', 'Pfade'),
    emailDomains: (count) => plural(count, 'E-Mail-Domain', 'E-Mail-Domains'),
    ips: (count) => plural(count, 'Adressbereich', 'Adressbereiche'),
    gpc: 'Diese Browser bitten, nicht verfolgt zu werden. Absichtliches wie ein gesendetes Formular wird trotzdem aufgezeichnet. Es ist nichts zu tun.',
    bot: 'Suchmaschinen und andere Roboter, nach ihren eigenen Angaben. Es ist nichts zu tun.',
    erased:
      'Einzelne Ereignisse von Personen, deren Daten gelöscht wurden: Sie kamen verspätet, oder die Personen kamen wieder. Sie bleiben ausgelassen, bis die Administration die Löschung aufhebt.',
    settings: 'Einstellungen',
  },
};
