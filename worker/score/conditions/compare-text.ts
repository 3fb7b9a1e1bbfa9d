// The order of texts that no reader sees: of ids, to make an order total and the same everywhere.

/** Compares by UTF-16 units, for `sort`. */
export function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** A text as SQLite's `collate nocase` compares it: only A to Z match in upper and lower case. */
export function nocase(text: string): string {
  return text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}
