// Text in inputs. SQLite's functions end a text at NUL, and D1 stores U+FFFD for a lone surrogate: the stored text would differ
// from the sent one. So inputs with either are rejected; text from browsers is cleaned (worker/intake/fields/text.ts).

import * as z from 'zod';

/** Text without NUL and lone surrogates. Every text in an input uses it. */
export function text() {
  return z
    .string()
    .refine((given) => !given.includes('\0'), 'remove the NUL character (U+0000)')
    .refine((given) => given.isWellFormed(), 'remove the lone surrogate (half of a character)');
}

/** Text for people in one or more lines: trimmed, each line ending in `\n`, without other control characters. */
export function lines(maxChars: number) {
  return text()
    .transform((given) => given.replace(/\r\n?/g, '\n').trim())
    .refine((given) => given !== '', 'give some text')
    .refine((given) => given.length <= maxChars, `give at most ${maxChars} characters`)
    .refine((given) => !/[^\P{Cc}\0\n\t]/u.test(given), 'remove the control characters');
}

/** A line of text for people: trimmed, without control characters. (NUL is one, and already has its own error.) */
export function line(maxChars: number) {
  return text()
    .trim()
    .min(1)
    .max(maxChars)
    .refine((given) => !/[^\P{Cc}\0]/u.test(given), 'use plain text on one line');
}
