// Shapes that texts have, such as an address or a path, and whether a glob can match any text of a shape. Pure.

/** Tests a character; a RegExp is one. */
interface Characters {
  test(character: string): boolean;
}

/** Which characters can stand at one place of a text: exactly one, at most one, or any number of them. */
export interface Place {
  readonly characters: Characters;
  readonly count: 'one' | 'optional' | 'any';
}

/** The places of a text, in order. Letters are lower case, as globs are compared. */
export type Shape = readonly Place[];

export const one = (characters: Characters): Place => ({ characters, count: 'one' });
export const optional = (characters: Characters): Place => ({ characters, count: 'optional' });
export const any = (characters: Characters): Place => ({ characters, count: 'any' });
export const some = (characters: Characters): Shape => [one(characters), any(characters)];

/** A text as it is. */
export function exactly(text: string): Shape {
  return [...text].map((wanted) => one({ test: (character) => character === wanted }));
}

/** Whether the glob matches any text of one of the shapes. Takes time in proportion to the glob times the shapes. */
export function canMatch(glob: string, shapes: readonly Shape[]): boolean {
  const pattern = [...glob.toLowerCase()];
  return shapes.some((shape) => haveCommonText(pattern, shape));
}

/** From the ends to the beginnings: whether what is left of the pattern and what is left of the shape share a text. */
function haveCommonText(pattern: readonly string[], shape: Shape): boolean {
  let below = endings(shape, (place) => place.count !== 'one');
  for (const character of pattern.toReversed()) {
    const row: boolean[] = [];
    row[shape.length] = character === '*' && below[shape.length] === true;
    for (let place = shape.length - 1; place >= 0; place--) {
      row[place] = sharesFrom(character, shape[place] as Place, {
        afterBoth: below[place + 1] === true,
        afterCharacter: below[place] === true,
        afterPlace: row[place + 1] === true,
      });
    }
    below = row;
  }
  return below[0] === true;
}

interface Rest {
  readonly afterBoth: boolean;
  readonly afterCharacter: boolean;
  readonly afterPlace: boolean;
}

function sharesFrom(
  character: string,
  { characters, count }: Place,
  { afterBoth, afterCharacter, afterPlace }: Rest,
): boolean {
  if (character === '*') return afterCharacter || afterPlace;
  if (count !== 'one' && afterPlace) return true;
  const fits = character === '?' || characters.test(character);
  return fits && (count === 'any' ? afterCharacter : afterBoth);
}

/** For each place, whether it and all after it can be left out. */
function endings(shape: Shape, canBeLeftOut: (place: Place) => boolean): boolean[] {
  const row: boolean[] = [];
  row[shape.length] = true;
  for (let place = shape.length - 1; place >= 0; place--) {
    row[place] = row[place + 1] === true && canBeLeftOut(shape[place] as Place);
  }
  return row;
}
