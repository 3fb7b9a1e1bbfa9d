// Tokens in requests and responses of the API.

import * as z from 'zod';
import { line, text } from '../../text.ts';
import { moment } from '../../time/moment.ts';
import { roles } from '../role.ts';
import { time } from '../shared.ts';

const role = z.enum(roles).meta({
  description:
    'admin: everything; editor: everything except sites, tokens and erasure; read: GET; write: events and outcomes',
});

/** A letter of another script that becomes an ASCII one in lower case or composed: the Kelvin sign is a `k`, `İ` has an `i`. */
function isDisguised(letter: string): boolean {
  return letter > '\x7f' && /[\0-\x7f]/.test(letter.toLowerCase().normalize('NFC'));
}

/** The email of somebody whom Cloudflare Access signs in, as roles are kept and compared: in lower case, composed (NFC). */
export const signInEmail = text()
  .trim()
  .max(254)
  .regex(/^[^\s\p{C}@]+@[^\s\p{C}@]+$/u, 'give one email address')
  .refine((given) => ![...given].some(isDisguised), 'a letter looks like another one; type it again')
  .toLowerCase()
  .normalize('NFC');

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
    email: signInEmail.optional().meta({
      description:
        'Instead of a token: the address of somebody whom Cloudflare Access signs in to the pages, who then has this role',
    }),
  })
  .refine(({ role, email }) => role !== 'write' || email === undefined, {
    path: ['role'],
    message: 'write opens no page: give an email admin, editor or read',
  })
  .meta({ id: 'NewToken' });

/** A token in a list. */
export const tokenAnswer = z
  .object({
    id: z.string(),
    role,
    site: z.string().nullable().meta({ description: 'null: every site' }),
    label: z.string(),
    email: z.string().nullable().meta({
      description: 'Whom Cloudflare Access signs in with this role; null: a token',
    }),
    createdAt: time,
    expiresAt: time.nullable().meta({
      description: 'When it expires, in UTC milliseconds; null: never',
    }),
    signedInAt: time.nullable().meta({
      description:
        'The latest sign-in to the pages, of an email to the day; null: none. Calls of the API do not count',
    }),
  })
  .meta({ id: 'Token' });

/** Response of `POST /v1/tokens`. */
export const createdToken = tokenAnswer
  .extend({ token: z.string().nullable().meta({ description: 'Shown only once; null for an email' }) })
  .meta({ id: 'CreatedToken' });
