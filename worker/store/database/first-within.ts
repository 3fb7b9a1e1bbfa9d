// How many of a list are taken on at once.

/** The first of them, whatever its size, and those after it while the sizes add up to no more than `most`. */
export function firstWithin<One>(all: readonly One[], most: number, sizeOf: (one: One) => number): One[] {
  let sum = 0;
  const end = all.findIndex((one, place) => {
    sum += sizeOf(one);
    return place > 0 && sum > most;
  });
  return end < 0 ? [...all] : all.slice(0, end);
}
