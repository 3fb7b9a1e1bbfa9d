// Tokens as the API takes and answers them.

import * as z from 'zod';
import { line, time } from './api.ts';
import { roles } from './api-role.ts';

const role = z.enum(roles).meta({
  description: 'admin: all; editor: all but sites, tokens and erasure; read: GET; write: events and outcomes',
});

/** Body of `POST /v1/tokens`. */
export const newToken = z
  .strictObject({
    role,
    label: line(120).meta({ description: 'What it is for, so that one knows which to revoke' }),
    site: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'The only site it is for; left out: every site' }),
  })
  .meta({ id: 'NewToken' });

/** A token as it is listed. */
export const tokenAnswer = z
  .object({
    id: z.string(),
    role,
    site: z.string().nullable().meta({ description: 'null: every site' }),
    label: z.string(),
    createdAt: time,
  })
  .meta({ id: 'Token' });

/** Answer to `POST /v1/tokens`. */
export const createdToken = tokenAnswer
  .extend({ token: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'CreatedToken' });
