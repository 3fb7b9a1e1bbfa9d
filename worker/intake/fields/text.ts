// Text from strangers, made safe to store: what D1 and JSON would cut or mangle is taken out here, once.

/** Without NUL (it ends a text for SQLite's functions), lone surrogates replaced, at most `maxChars` UTF-16 units. */
export function cleanText(raw: string, maxChars: number): string {
  const text = raw.includes('\0') ? raw.replaceAll('\0', '') : raw;
  // After the cut, which may have halved a pair.
  return (text.length > maxChars ? text.slice(0, maxChars) : text).toWellFormed();
}

/** The same on one line: as a page shows it, whatever line ends and spaces are in its source. */
export function cleanLine(raw: string, maxChars: number): string {
  return cleanText(raw.replaceAll('\0', '').replace(/\s+/g, ' ').trim(), maxChars).trimEnd();
}

/**
 * The kind that a custom event's name stands for: lower case, every run of anything but letters, marks and digits an
 * underscore. `Demo Booked` is `demo_booked`. Empty for a name without a letter or digit.
 */
export function slugOf(name: string, maxChars: number): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
  return cleanText(words.replace(/^_/, ''), maxChars).replace(/_$/, '');
}
