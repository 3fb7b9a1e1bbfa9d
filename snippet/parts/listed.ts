// Parses lists for the optional parts. Not in l.js.

/** Matches a comma-separated list, ignoring case. Entries are globs: `*` matches any characters, `?` matches one. */
export function listed(list: string): RegExp {
  const alternatives = list
    .replace(/[^\w*?,]/g, '\\$&')
    .replace(/,/g, '|')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^(${alternatives})$`, 'i');
}
