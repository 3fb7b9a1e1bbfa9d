// Signing in, in German.

import type { Texts } from '../../en/en.ts';

export const session: Texts['session'] = {
  title: 'Anmelden',
  heading: 'Wer ist kaufbereit?',
  intro:
    'Melden Sie sich mit einem Zugriffstoken an. Dann sehen Sie Ihre interessiertesten Besucher, und warum sie es sind.',
  token: 'Zugriffstoken',
  submit: 'Anmelden',
  hint: (code) => [
    code('npm start'),
    ' gibt ein Token aus. Auf Cloudflare verwenden Sie das Secret ',
    code('ADMIN_TOKEN'),
    ', oder Sie fragen die Person, die Leadlight betreibt, nach einem Token mit der Rolle ',
    code('read'),
    '.',
  ],
  noAdminToken: 'Dieser Worker hat noch kein ADMIN_TOKEN. Setzen Sie es: npx wrangler secret put ADMIN_TOKEN',
  empty: 'Fügen Sie ein Token ein.',
  braked: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
  unknown: 'Ungültiges Token. Es ist vielleicht unvollständig oder widerrufen.',
  expired: 'Dieses Token ist abgelaufen. Fragen Sie die Person, die Leadlight betreibt, nach einem neuen.',
  mayNotRead: (role) =>
    `Ein Token mit der Rolle „${role}“ kann nur Ereignisse senden. Verwenden Sie eines mit der Rolle „read“.`,
};
