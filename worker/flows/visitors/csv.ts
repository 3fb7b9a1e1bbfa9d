// CSV as RFC 4180 defines it, safe to open in a spreadsheet.

/** What a cell can hold. Text can come from anybody; numbers and booleans are ours. */
export type Cell = string | number | boolean | null;

/** Without it, Excel reads a CSV file as Windows-1252. */
const byteOrderMark = '\uFEFF';

/** With these a spreadsheet begins a formula: also in their full-width, small and typographic forms. */
const formulaStart = '=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212';

/** Spaces and invisible characters that a spreadsheet may drop before it looks for a formula. */
const ignored = '[\\s\\p{Cc}\\p{Cf}]*';

/**
 * Where a cell could be read as a formula: at its beginning, and after what separates cells in other languages and in Excel's
 * import (semicolon, tab, line break), because quotes do not protect a text there. A tab or a line break also opens one.
 */
const formula = new RegExp(`(?<=^|[;\\t\\r\\n])(?=${ignored}[${formulaStart}])|^(?=[\\t\\r\\n])`, 'gu');

/** Most texts: no separator in them, and a letter or a digit at the beginning. */
const plain = /^[\p{L}\p{N}][^;\t\r\n]*$/u;

/** A file of these rows, each line ending in CRLF; `header` is the first. */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

/** OWASP's advice on CSV injection: a single quote before the formula, and quotes around the cell, its own doubled. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = plain.test(cell) ? cell : cell.replace(formula, "'");
  return /[",;\s]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
