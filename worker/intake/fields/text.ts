// Makes untrusted text safe to store: removes what D1 or JSON would truncate or corrupt.

/** Without NUL (it ends a text in SQLite's functions), with lone surrogates replaced, at most `maxChars` UTF-16 units. */
export function cleanText(raw: string, maxChars: number): string {
  const text = raw.includes('\0') ? raw.replaceAll('\0', '') : raw;
  // After truncation, which may have split a surrogate pair.
  return (text.length > maxChars ? text.slice(0, maxChars) : text).toWellFormed();
}

/** The same on one line, with whitespace collapsed as on a page. */
export function cleanLine(raw: string, maxChars: number): string {
  return cleanText(raw.replaceAll('\0', '').replace(/\s+/g, ' ').trim(), maxChars).trimEnd();
}

/**
 * The kind of a custom event: its name in lower case, with an underscore for each run of other characters than letters, marks and
 * digits. `Demo Booked` is `demo_booked`. Empty for a name without a letter or digit.
 */
export function slugOf(name: string, maxChars: number): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
  return cleanText(words.replace(/^_/, ''), maxChars).replace(/_$/, '');
}
