// The optional parts' way to read a list. Not in l.js.

/** Matches what the list names, comma-separated and in any case: globs, in which `*` is any run of characters and `?` is one. */
export function listed(list: string): RegExp {
  const alternatives = list
    .replace(/[^\w*?,]/g, '\\$&')
    .replace(/,/g, '|')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^(${alternatives})$`, 'i');
}
