// Tokens in requests and responses of the API.

import * as z from 'zod';
import { moment } from '../../moment.ts';
import { line, text } from '../../text.ts';
import { roles } from '../role.ts';
import { time } from '../shared.ts';

const role = z.enum(roles).meta({
  description:
    'admin: everything; editor: everything except sites, tokens and erasure; read: GET; write: events and outcomes',
});

/** Body of `POST /v1/tokens`. */
export const newToken = z
  .strictObject({
    role,
    label: line(120).meta({ description: 'Its purpose, so that you know later which one to revoke' }),
    site: text()
      .max(64)
      .optional()
      .meta({ description: 'The only site that it can access; by default all sites' }),
    expiresAt: moment.optional().meta({
      description: 'When it expires, a future time; by default never',
    }),
  })
  .meta({ id: 'NewToken' });

/** A token in a list. */
export const tokenAnswer = z
  .object({
    id: z.string(),
    role,
    site: z.string().nullable().meta({ description: 'null: every site' }),
    label: z.string(),
    createdAt: time,
    expiresAt: time.nullable().meta({
      description: 'When it expires, in UTC milliseconds; null: never',
    }),
  })
  .meta({ id: 'Token' });

/** Response of `POST /v1/tokens`. */
export const createdToken = tokenAnswer
  .extend({ token: z.string().meta({ description: 'Shown only once' }) })
  .meta({ id: 'CreatedToken' });
