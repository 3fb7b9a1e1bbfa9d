// The link that opens one person's page for a colleague, and that page, in German.

import type { Texts } from '../../en/en.ts';

export const share: Texts['share'] = {
  title: 'Links für Kollegen',
  intro: 'Ein Link öffnet nur diese Seite, ohne ihre Schaltflächen, für jemanden ohne Zugang.',
  days: 'Gültig für',
  day: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
  make: 'Link erstellen',
  by: (who) => `erstellt von ${who}`,
  until: 'Gültig bis',
  revoke: 'Widerrufen',
  owner: 'ADMIN_TOKEN',
  made: {
    title: (name) => `Ein Link zu ${name}`,
    note: 'Wer ihn hat, sieht diese Person und sonst niemanden, bis er abläuft oder Sie ihn widerrufen. Sie sehen ihn nur dieses eine Mal.',
    copy: 'Link kopieren',
    until: 'Er gilt bis',
    back: 'Zurück zur Person',
  },
  notAllowed: {
    title: 'Ihr Token darf nur lesen',
    detail:
      'Melden Sie sich mit einem Token der Rolle „editor“ an, oder fragen Sie, wer Leadlight bei Ihnen betreibt.',
  },
  wrong: {
    title: 'Dieses Formular war nicht lesbar',
    detail: 'Gehen Sie zur Person zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.',
  },
  tooMany: (count) => ({
    title: 'Zu viele Links',
    detail: `Eine Person hat höchstens ${count} Links zugleich. Widerrufen Sie zuerst einen.`,
  }),
  ended: {
    title: 'Dieser Link gilt nicht mehr',
    detail:
      'Er wurde widerrufen, ist abgelaufen oder unvollständig. Bitten Sie die Person, die ihn gesendet hat, um einen neuen.',
  },
  preview: {
    title: 'Ein Link für Kollegen',
    detail: 'Öffnen Sie ihn in einem Browser. Programme, die Links voransehen, bekommen nichts zu sehen.',
  },
  slowDown: { title: 'Zu viele Versuche', detail: 'Warten Sie eine Minute und laden Sie die Seite neu.' },
  page: {
    title: 'Mit Ihnen geteilt',
    note: 'Sie sehen diese Seite, weil Ihnen jemand einen Link gesendet hat. Geben Sie ihn nicht weiter.',
    until: 'Der Link gilt bis',
    times: (zone) => `Zeiten in ${zone}.`,
  },
};
