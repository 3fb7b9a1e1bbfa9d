// Limits how much of a list is processed at once.

/** The first item, whatever its size, and the following ones while the sum of sizes is at most `most`. */
export function firstWithin<One>(all: readonly One[], most: number, sizeOf: (one: One) => number): One[] {
  let sum = 0;
  const end = all.findIndex((one, place) => {
    sum += sizeOf(one);
    return place > 0 && sum > most;
  });
  return end < 0 ? [...all] : all.slice(0, end);
}
