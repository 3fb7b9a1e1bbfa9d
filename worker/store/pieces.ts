// Cutting what a transaction writes to what D1 takes.

/** Characters of JSON in one parameter: D1 takes 2 MB, and a character is three bytes at most (of UTF-16, six for two). */
const maxParameterChars = 600_000;

/** Rows as JSON arrays that each fit into one parameter; none of no rows. */
export function jsonPieces(rows: readonly unknown[]): string[] {
  const pieces: string[] = [];
  let texts: string[] = [];
  let chars = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (texts.length > 0 && chars + text.length > maxParameterChars) {
      pieces.push(`[${texts.join(',')}]`);
      texts = [];
      chars = 0;
    }
    texts.push(text);
    chars += text.length + 1;
  }
  if (texts.length > 0) pieces.push(`[${texts.join(',')}]`);
  return pieces;
}

/** The first of them, whatever its size, and those after it while the sizes add up to no more than `most`. */
export function thatFit<One>(all: readonly One[], most: number, sizeOf: (one: One) => number): One[] {
  let sum = 0;
  const end = all.findIndex((one, place) => {
    sum += sizeOf(one);
    return place > 0 && sum > most;
  });
  return end < 0 ? [...all] : all.slice(0, end);
}
