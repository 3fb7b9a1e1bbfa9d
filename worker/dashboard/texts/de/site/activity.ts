// The page of who did what, in German.

import type { Texts } from '../../en/en.ts';
import type { Detail } from '../../en/site/activity.ts';

const roleOf = ({ role = '' }: Detail) => (role === '' ? '' : `, Rolle ${role}`);
const versionOf = ({ version = '' }: Detail) =>
  version === '' ? 'ein Modell' : `Version ${version} eines Modells`;

export const activity: Texts['activity'] = {
  title: 'Protokoll',
  intro:
    'Wer auf dieser Website was geändert hat, das Neueste zuerst. Ansehen von Seiten und Senden von Ereignissen stehen nicht darin.',
  none: 'Nichts, was passt. Verzeichnet ist nur, was Menschen ändern.',
  filter: { person: 'Person', action: 'Was', everybody: 'alle', everything: 'alles', send: 'Zeigen' },
  columns: { when: 'Wann', who: 'Wer', what: 'Was' },
  older: 'Ältere',
  newest: 'Neueste',
  bootstrap: 'ADMIN_TOKEN',
  schedule: 'Leadlight selbst',
  visitor: 'zur Person',
  erased: 'inzwischen gelöschte Person',
  nouns: {
    site: 'Einstellungen der Website',
    token: 'Zugang',
    model: 'Modelle',
    segment: 'Segmente',
    visitor: 'Personen',
    erasure: 'Löschungen',
    score: 'Korrekturen',
    webhook: 'Benachrichtigungen',
  },
  did: {
    'site.create': () => 'hat die Website angelegt',
    'site.update': ({ changed = '' }) => `hat Einstellungen geändert: ${changed}`,
    'site.identity_secret': () => 'hat ein neues Geheimnis für Identitäten erzeugt',
    'site.delete': ({ site = '' }) => `hat die Website ${site} gelöscht`,
    'token.create': (detail) => `hat „${detail.label ?? ''}“ Zugang gegeben${roleOf(detail)}`,
    'token.revoke': ({ label = '' }) => `hat „${label}“ den Zugang entzogen`,
    'model.draft': (detail) => `hat ${versionOf(detail)} entworfen`,
    'model.publish': (detail) => `hat ${versionOf(detail)} veröffentlicht`,
    'model.retire': ({ name = '' }) => `hat das Modell „${name}“ stillgelegt`,
    'model.predict': (detail) => `hat eine angepasste Vorhersage gesendet: ${versionOf(detail)}`,
    'segment.create': ({ name = '' }) => `hat das Segment „${name}“ angelegt`,
    'segment.update': ({ name = '' }) => `hat das Segment „${name}“ geändert`,
    'segment.delete': ({ name = '' }) => `hat das Segment „${name}“ gelöscht`,
    'visitor.adjust': ({ points = '' }) => `hat ${points} Punkte gegeben:`,
    'visitor.outcome': ({ result = '' }) => `hat „${result}“ erfasst:`,
    'visitor.note': () => 'hat eine Notiz geschrieben:',
    'visitor.state': ({ state = '' }) => `hat den Stand auf „${state}“ gesetzt:`,
    'visitor.owner': () => 'hat die Zuständigkeit geändert:',
    'visitor.undo': () => 'hat einen Eintrag zurückgenommen:',
    'visitor.split': () => 'hat ein Gerät abgetrennt:',
    'visitor.share': () => 'hat einen Link für Kollegen erstellt:',
    'visitor.unshare': () => 'hat einen Link für Kollegen widerrufen:',
    'visitor.erase': () => 'hat eine Person gelöscht',
    'erasure.lift': () => 'hat eine Löschung aufgehoben, die Person darf wieder erfasst werden',
    'score.mended': () => 'hat den gespeicherten Score korrigiert:',
    'webhook.create': ({ label = '' }) => `hat Benachrichtigungen an „${label}“ eingerichtet`,
    'webhook.update': ({ label = '', changed = '' }) =>
      `hat die Benachrichtigungen an „${label}“ geändert: ${changed}`,
    'webhook.delete': ({ label = '' }) => `hat die Benachrichtigungen an „${label}“ entfernt`,
    'webhook.test': ({ label = '' }) => `hat eine Testnachricht an „${label}“ gesendet`,
    'webhook.secret': ({ label = '' }) =>
      `hat ein neues Geheimnis für die Benachrichtigungen an „${label}“ erzeugt`,
    'webhook.replay': ({ label = '' }) => `hat eine Nachricht noch einmal an „${label}“ gesendet`,
  },
};
