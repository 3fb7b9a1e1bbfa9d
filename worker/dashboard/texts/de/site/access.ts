// The page of who may sign in, in German.

import type { Texts } from '../../en/en.ts';

export const access: Texts['access'] = {
  title: 'Zugang',
  intro: 'Wer diese Seiten öffnen oder die API aufrufen darf, und was jeweils erlaubt ist.',
  notAllowed: {
    title: 'Nur Administratoren sehen, wer Zugang hat',
    detail:
      'Melden Sie sich mit einem Token der Rolle „admin“ an, oder fragen Sie, wer Leadlight bei Ihnen betreibt.',
  },
  roles: {
    admin: 'Administrator: alles, auch Zugang und Löschen',
    editor: 'Bearbeiter: Modelle, Punkte, Ergebnisse und Links, aber weder Zugang noch Löschen',
    read: 'Leser: sieht alles, ändert nichts',
    write: 'Programm: sendet Ereignisse und Ergebnisse, sieht nichts',
  },
  roleNames: { admin: 'Administrator', editor: 'Bearbeiter', read: 'Leser', write: 'Programm' },
  columns: {
    name: 'Name',
    role: 'Rolle',
    site: 'Website',
    expires: 'Läuft ab',
    signedIn: 'Letzte Anmeldung',
  },
  allSites: 'alle Websites',
  never: 'nie',
  ended: 'abgelaufen am',
  you: 'Sie',
  owner: 'ADMIN_TOKEN',
  ownerNote:
    'Der Zugang, der immer bleibt. Ändern Sie ihn dort, wo Sie bereitstellen: npx wrangler secret put ADMIN_TOKEN',
  revoke: 'Entziehen',
  revokeName: (name) => `${name} entziehen`,
  sure: (name) => `${name} ist sofort ausgesperrt, offene Seiten enden mit dem nächsten Klick.`,
  revoked: 'Entzogen. Der Zugang ist ab sofort gesperrt.',
  others: 'Auch Token für alle Websites öffnen diese. Nur wer selbst einen hat, sieht sie hier.',
  more: (count) => `Das sind die neuesten ${count}. Die API listet alle.`,
  add: {
    title: 'Jemanden hinzufügen',
    name: 'Name',
    nameHint: 'Der Person oder des Programms. Er steht bei allem, was damit getan wird.',
    role: 'Rolle',
    scope: 'Darf öffnen',
    thisSite: 'diese Website',
    expires: 'Läuft ab',
    days: (count) => (count === 365 ? 'in einem Jahr' : `in ${count} Tagen`),
    email: 'E-Mail (optional)',
    emailHint:
      'Für jemanden, der sich mit Cloudflare Access anmeldet. Leer lassen, um ein Token zu erstellen.',
    send: 'Hinzufügen',
  },
  errors: {
    name: 'Geben Sie einen Namen in einer Zeile ein, höchstens 120 Zeichen.',
    role: 'Wählen Sie eine Rolle. Mit einer E-Mail darf es nicht „Programm“ sein.',
    expires: 'Wählen Sie, wann der Zugang abläuft.',
    email: 'Geben Sie eine E-Mail-Adresse ein, oder lassen Sie das Feld leer.',
    taken: 'Diese E-Mail hat hier schon eine Rolle. Entziehen Sie sie zuerst.',
    form: 'Dieses Formular war nicht lesbar. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    own: 'Damit sind Sie angemeldet. Melden Sie sich anders an, um diesen Zugang zu entziehen.',
    gone: 'Dieser Zugang war schon entzogen.',
  },
  made: {
    title: (name) => `${name} kann sich anmelden`,
    link: 'Senden Sie diesen Link. Er öffnet die Anmeldung mit ausgefülltem Token und gilt, bis das Token abläuft oder entzogen wird.',
    secret:
      'Wer den Link oder das Token hat, hat diesen Zugang. Senden Sie ihn nur dorthin, wo allein diese Person liest.',
    token: 'Das Token selbst, für ein Programm oder ohne den Link:',
    once: 'Leadlight behält beides nicht: Sie sehen es nur dieses eine Mal.',
    copyLink: 'Link kopieren',
    copyToken: 'Token kopieren',
    email: (email) => `${email} hat diese Rolle ab sofort, sobald Cloudflare Access die Person anmeldet.`,
    done: 'Fertig',
  },
  stranger: {
    title: 'Sie haben hier noch keine Rolle',
    signedIn: (email) => `Cloudflare Access hat Sie als ${email} angemeldet.`,
    ask: 'Bitten Sie die Person, die Leadlight bei Ihnen betreibt, diese E-Mail auf der Seite „Zugang“ hinzuzufügen.',
    askOne: 'Bitten Sie eine dieser Personen, diese E-Mail auf der Seite „Zugang“ hinzuzufügen:',
    token: 'Stattdessen mit einem Token anmelden',
  },
  linked: 'Ihr Link hat das Token ausgefüllt. Drücken Sie „Sign in“.',
};
