// What a visitor did last, in short.

import * as z from 'zod';
import { time } from '../shared.ts';

/** An act in short; null: none yet. */
export const lastEvent = z
  .object({
    at: time,
    kind: z.string(),
    label: z.string().nullable().meta({
      description:
        'A path, a file, the words of a form, a host, or the name of a custom event; at most 80 characters',
    }),
    intent: z.string().nullable().meta({ description: 'What a form is for (the key `intent` of rules)' }),
  })
  .nullable()
  .meta({
    description:
      'What the visitor did last, by time of occurrence. Events of the kinds `engagement`, `identify` and `email_bounce`, lapses, ' +
      'and automated browsers do not count.',
  });
