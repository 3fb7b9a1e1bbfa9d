// Who did what and when, as the API returns it (`GET …/audit`).

import * as z from 'zod';
import { text } from '../../text.ts';
import { moment } from '../../time/moment.ts';
import { pageOf, pageQuery, time } from '../shared.ts';

/** Every recorded action: a noun and a verb. Reading, sending events and outcomes, and starting a preview are not recorded;
 * an outcome that a person reports on a page is. */
export const auditActions = [
  'site.create',
  'site.update',
  'site.identity_secret',
  'site.delete',
  'token.create',
  'token.revoke',
  'model.draft',
  'model.publish',
  'model.retire',
  'model.predict',
  'segment.create',
  'segment.update',
  'segment.delete',
  'visitor.adjust',
  'visitor.outcome',
  'visitor.note',
  'visitor.state',
  'visitor.owner',
  'visitor.undo',
  'visitor.split',
  'visitor.share',
  'visitor.unshare',
  'visitor.erase',
  'erasure.lift',
  'score.mended',
  'webhook.create',
  'webhook.update',
  'webhook.delete',
  'webhook.test',
  'webhook.secret',
  'webhook.replay',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** The nouns of the actions. As a filter, a noun selects all its actions. */
export const auditNouns = [
  ...new Set(auditActions.map((action) => action.split('.', 1)[0] as string)),
] as const;

/** Query of the list. */
export const auditQuery = z.strictObject({
  action: z
    .enum([...auditActions, ...auditNouns])
    .optional()
    .meta({ description: 'Only this action, or with its first word only, all actions of that kind' }),
  actor: text()
    .max(64)
    .optional()
    .meta({ description: 'Only actions of the token with this id; `bootstrap` is ADMIN_TOKEN' }),
  since: moment.optional().meta({ description: 'Only actions at this time or later' }),
  ...pageQuery.shape,
});

export type AuditQuery = z.infer<typeof auditQuery>;

/** One recorded action. */
export const auditEntry = z
  .object({
    at: time,
    actor: z.object({
      id: z.string().meta({
        description:
          'The id of a token; `bootstrap` for ADMIN_TOKEN; `schedule` for scheduled work of Leadlight',
      }),
      label: z.string().nullable().meta({
        description: "The token's label, also after it was revoked; null if the actor is not a token",
      }),
    }),
    action: z.enum(auditActions),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).meta({
      description:
        'What was changed: names, versions, ids. Never a secret; of a visitor only the id, and the points or the result given',
    }),
  })
  .meta({ id: 'AuditEntry' });

export type AuditEntry = z.infer<typeof auditEntry>;

/** Response of the list. */
export const auditPage = pageOf(auditEntry).meta({ id: 'AuditPage' });
