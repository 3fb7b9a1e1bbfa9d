// Text in inputs. SQLite's functions end a text at NUL, and D1 stores U+FFFD for a lone surrogate: what is stored would not
// be what was sent. So inputs with either are refused; what a browser sends is cleaned instead (worker/intake/fields/text.ts).

import * as z from 'zod';

/** Text without NUL and lone surrogates. Each text of an input is one of these. */
export function text() {
  return z
    .string()
    .refine((given) => !given.includes('\0'), 'remove the NUL character (U+0000)')
    .refine((given) => given.isWellFormed(), 'remove the lone surrogate (half of a character)');
}

/** A line of text for people: trimmed, and no control characters either. (NUL is one, and has been complained of.) */
export function line(maxChars: number) {
  return text()
    .trim()
    .min(1)
    .max(maxChars)
    .refine((given) => !/[^\P{Cc}\0]/u.test(given), 'use plain text on one line');
}
