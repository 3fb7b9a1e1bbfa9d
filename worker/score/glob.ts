// Whole-string, case-insensitive globs: `*` is any run of characters, `?` one. Never a RegExp, and no
// backtracking: each character of a text is read eight times at most, whatever the pattern.

/** Where a piece of a pattern first stands in `text`, of the places from `from` that end by `end`; else -1. */
type Find = (text: string, from: number, end: number) => number;

const question = 63;

/** Returns a predicate for the pattern. */
export function compileGlob(pattern: string): (text: string) => boolean {
  const matches = compileLowerCase(lowerCase(pattern));
  return (text) => matches(lowerCase(text));
}

/** Returns a test whether a text contains the piece, as it is. */
export function compileContains(piece: string): (text: string) => boolean {
  const find = findExactly(piece);
  return (text) => find(text, 0, text.length) >= 0;
}

/** Of a word's last Σ, toLowerCase makes another letter than of the others; what a word is differs in pattern and text. */
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
    // The first place of each piece leaves the most room to those after it.
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

/** Up to this length, trying a piece at each place is faster than preparing bits, and bounded all the same. */
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

/** Knuth, Morris and Pratt: each character of the text is read once. */
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

/** For each beginning of the piece, how long the longest shorter beginning is that it also ends with. */
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
 * Shift-And (Baeza-Yates, Gonnet): bit i says that the piece's first i + 1 characters end here. Each character of the text is
 * read once and moves all bits on, 32 at a time.
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

/** The places of a character in the piece, a bit each. */
function bitsWhere(piece: string, character: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(piece.length / 32));
  for (let index = 0; index < piece.length; index++) {
    if (piece.charCodeAt(index) === character)
      bits[index >> 5] = (bits[index >> 5] as number) | (1 << (index & 31));
  }
  return bits;
}
