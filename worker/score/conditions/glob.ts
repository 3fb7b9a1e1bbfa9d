// Whole-string, case-insensitive globs: `*` matches any characters, `?` exactly one. No RegExp and no backtracking: each
// character of a text is read at most eight times, whatever the pattern.

/** Returns the first index in `text` at which a piece of a pattern matches, starting at `from` and ending by `end`; else -1. */
type Find = (text: string, from: number, end: number) => number;

const question = 63;

/** Compiles the pattern to a predicate. */
export function compileGlob(pattern: string): (text: string) => boolean {
  const matches = compileLowerCase(lowerCase(pattern));
  return (text) => matches(lowerCase(text));
}

/** Returns a test whether a text contains the piece literally. */
export function compileContains(piece: string): (text: string) => boolean {
  const find = findExactly(piece);
  return (text) => find(text, 0, text.length) >= 0;
}

/** toLowerCase turns a Σ at the end of a word into ς, and words can end at different places in the pattern and in the text. */
function lowerCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

function compileLowerCase(pattern: string): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text.length === first.length && standsAt(first, text, 0);
  const pieces = rest.filter((piece) => piece !== '').map((piece) => ({ piece, find: finderOf(piece) }));
  const fewest = first.length + last.length;
  return (text) => {
    const end = text.length - last.length;
    if (text.length < fewest || !standsAt(first, text, 0) || !standsAt(last, text, end)) return false;
    // Taking the first match of each piece leaves the most room for the following ones.
    let from = first.length;
    for (const { piece, find } of pieces) {
      const place = find(text, from, end);
      if (place < 0) return false;
      from = place + piece.length;
    }
    return true;
  };
}

function standsAt(piece: string, text: string, place: number): boolean {
  for (let index = 0; index < piece.length; index++) {
    const wanted = piece.charCodeAt(index);
    if (wanted !== question && wanted !== text.charCodeAt(place + index)) return false;
  }
  return true;
}

/** Up to this length, comparing at each index is faster than preparing bit masks, and still bounded. */
const shortChars = 8;

function finderOf(piece: string): Find {
  if (!piece.includes('?')) return findExactly(piece);
  return piece.length <= shortChars ? findInPlace(piece) : findAnyOf(piece);
}

function findInPlace(piece: string): Find {
  return (text, from, end) => {
    for (let place = from; place <= end - piece.length; place++)
      if (standsAt(piece, text, place)) return place;
    return -1;
  };
}

/** The Knuth–Morris–Pratt algorithm: reads each character of the text once. */
function findExactly(piece: string): Find {
  const { length } = piece;
  const borders = bordersOf(piece);
  return (text, from, end) => {
    let known = 0;
    for (let place = from; place < end; place++) {
      const character = text.charCodeAt(place);
      while (known > 0 && piece.charCodeAt(known) !== character) known = borders[known - 1] as number;
      if (piece.charCodeAt(known) === character) known++;
      if (known === length) return place + 1 - length;
    }
    return -1;
  };
}

/** For each prefix of the piece: the length of its longest proper prefix that is also its suffix. */
function bordersOf(piece: string): Uint16Array {
  const borders = new Uint16Array(piece.length);
  let known = 0;
  for (let index = 1; index < piece.length; index++) {
    while (known > 0 && piece.charCodeAt(known) !== piece.charCodeAt(index))
      known = borders[known - 1] as number;
    if (piece.charCodeAt(known) === piece.charCodeAt(index)) known++;
    borders[index] = known;
  }
  return borders;
}

/**
 * The Shift-And algorithm (Baeza-Yates and Gonnet): bit i means that the first i + 1 characters of the piece end here. Each
 * character of the text is read once and shifts all bits, 32 at a time.
 */
function findAnyOf(piece: string): Find {
  const size = Math.ceil(piece.length / 32);
  const accepting = new Map<number, Uint32Array>();
  const always = bitsWhere(piece, question);
  for (let index = 0; index < piece.length; index++) {
    const character = piece.charCodeAt(index);
    if (!accepting.has(character)) {
      accepting.set(
        character,
        bitsWhere(piece, character).map((bits, word) => bits | (always[word] as number)),
      );
    }
  }
  const lastBit = 1 << ((piece.length - 1) % 32);
  return (text, from, end) => {
    const ends = new Uint32Array(size);
    for (let place = from; place < end; place++) {
      const accepted = accepting.get(text.charCodeAt(place)) ?? always;
      let carried = 1;
      for (let word = 0; word < size; word++) {
        const bits = ends[word] as number;
        ends[word] = ((bits << 1) | carried) & (accepted[word] as number);
        carried = bits >>> 31;
      }
      if ((ends[size - 1] as number) & lastBit) return place + 1 - piece.length;
    }
    return -1;
  };
}

/** The indexes of a character in the piece, as bits. */
function bitsWhere(piece: string, character: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(piece.length / 32));
  for (let index = 0; index < piece.length; index++) {
    if (piece.charCodeAt(index) === character)
      bits[index >> 5] = (bits[index >> 5] as number) | (1 << (index & 31));
  }
  return bits;
}
