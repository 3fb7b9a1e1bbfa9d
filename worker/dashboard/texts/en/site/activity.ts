// The page of who did what, in English.

import type { AuditAction } from '../../../../../schema/api/sites/audit.ts';

/** What an entry of the audit is about: names, versions, numbers, as text. */
export type Detail = Readonly<Record<string, string>>;

const roleOf = ({ role = '' }: Detail) => (role === '' ? '' : `, role ${role}`);
const versionOf = ({ version = '' }: Detail) =>
  version === '' ? 'a model' : `version ${version} of a model`;

export const activity = {
  title: 'Activity',
  intro:
    'Who changed what on this site, the newest first. Looking at pages and sending events are not recorded.',
  none: 'Nothing that fits. Only what people change is recorded.',
  filter: {
    person: 'Person',
    action: 'What',
    everybody: 'everybody',
    everything: 'everything',
    send: 'Show',
  },
  columns: { when: 'When', who: 'Who', what: 'What' },
  older: 'Older',
  newest: 'Newest',
  bootstrap: 'ADMIN_TOKEN',
  schedule: 'Leadlight itself',
  visitor: 'the person',
  erased: 'somebody who has been erased',
  /** The nouns of the actions, for the filter. */
  nouns: {
    site: 'Settings of the site',
    token: 'Access',
    model: 'Models',
    segment: 'Segments',
    visitor: 'People',
    erasure: 'Erasures',
    score: 'Corrections',
    webhook: 'Alerts',
  } as Readonly<Record<string, string>>,
  /** What was done. A link to the person follows the actions on one. */
  did: {
    'site.create': () => 'made the site',
    'site.update': ({ changed = '' }) => `changed settings: ${changed}`,
    'site.identity_secret': () => 'made a new identity secret',
    'site.delete': ({ site = '' }) => `deleted the site ${site}`,
    'token.create': (detail) => `gave access to “${detail.label ?? ''}”${roleOf(detail)}`,
    'token.revoke': ({ label = '' }) => `revoked the access of “${label}”`,
    'model.draft': (detail) => `drafted ${versionOf(detail)}`,
    'model.publish': (detail) => `published ${versionOf(detail)}`,
    'model.retire': ({ name = '' }) => `retired the model “${name}”`,
    'model.predict': (detail) => `sent a fitted prediction for ${versionOf(detail)}`,
    'segment.create': ({ name = '' }) => `made the segment “${name}”`,
    'segment.update': ({ name = '' }) => `changed the segment “${name}”`,
    'segment.delete': ({ name = '' }) => `deleted the segment “${name}”`,
    'visitor.adjust': ({ points = '' }) => `gave ${points} points to`,
    'visitor.outcome': ({ result = '' }) => `recorded “${result}” for`,
    'visitor.note': () => 'wrote a note on',
    'visitor.state': ({ state = '' }) => `set the state to “${state}” for`,
    'visitor.owner': () => 'changed the owner of',
    'visitor.undo': () => 'undid an entry on',
    'visitor.split': () => 'split a device off from',
    'visitor.share': () => 'made a link for a colleague to',
    'visitor.unshare': () => 'revoked a link for a colleague to',
    'visitor.erase': () => 'erased a person',
    'erasure.lift': () => 'lifted an erasure, so that the person may be recorded again',
    'score.mended': () => 'corrected the stored score of',
    'webhook.create': ({ label = '' }) => `set up alerts to “${label}”`,
    'webhook.update': ({ label = '', changed = '' }) => `changed the alerts to “${label}”: ${changed}`,
    'webhook.delete': ({ label = '' }) => `removed the alerts to “${label}”`,
    'webhook.test': ({ label = '' }) => `sent a test message to “${label}”`,
    'webhook.secret': ({ label = '' }) => `made a new secret for the alerts to “${label}”`,
    'webhook.replay': ({ label = '' }) => `sent a message again to “${label}”`,
  } satisfies Record<AuditAction, (detail: Detail) => string>,
};
