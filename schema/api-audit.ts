// Who did what at a site and when, as the API answers it (`GET …/audit`).

import * as z from 'zod';
import { moment, pageOf, pageQuery, time } from './api.ts';

/** Query of the list. */
export const auditQuery = z.strictObject({
  since: moment.optional().meta({ description: 'Only what was done at this moment or later' }),
  action: z.string().max(64).optional().meta({
    description: 'Only this, such as `model.publish`; what ends with a dot takes all that begins so',
  }),
  ...pageQuery.shape,
});

export type AuditQuery = z.infer<typeof auditQuery>;

/** One thing that somebody did. */
export const auditEntry = z
  .object({
    at: time,
    actor: z.object({
      id: z
        .string()
        .meta({ description: "The token's id, `bootstrap` for ADMIN_TOKEN, `schedule` for the clock" }),
      label: z.string().nullable().meta({ description: "The token's label; null once it is revoked" }),
    }),
    action: z.string().meta({ description: 'Noun and verb, such as `model.publish` or `visitor.split`' }),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'AuditEntry' });

/** Answer of the list. */
export const auditPage = pageOf(auditEntry).meta({ id: 'AuditPage' });
