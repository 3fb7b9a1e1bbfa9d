// Recognizes texts without visible characters (spaces, zero-width characters, fillers), which are no names. Pure.

/**
 * Characters that are invisible by themselves: spaces, control and format characters, marks, the Hangul fillers and the empty
 * Braille pattern.
 */
const visible = /[^\p{Z}\p{C}\p{M}\s\u115f\u1160\u2800\u3164\uffa0]/u;

/** Whether the text has no visible character. */
export function isBlank(text: string): boolean {
  return !visible.test(text);
}

/** The trimmed text; null if it has no visible character. */
export function visibleText(text: string | null): string | null {
  return text === null || isBlank(text) ? null : text.trim();
}
