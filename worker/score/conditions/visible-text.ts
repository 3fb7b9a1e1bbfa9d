// Texts without anything to see: spaces, zero-width characters, fillers. They are no names. Pure.

/** What shows nothing by itself: spaces, control and format characters, marks, the Hangul fillers and the empty Braille pattern. */
const visible = /[^\p{Z}\p{C}\p{M}\s\u115f\u1160\u2800\u3164\uffa0]/u;

/** Whether nothing of the text can be seen. */
export function isBlank(text: string): boolean {
  return !visible.test(text);
}

/** The text, trimmed; null if nothing of it can be seen. */
export function visibleText(text: string | null): string | null {
  return text === null || isBlank(text) ? null : text.trim();
}
