// Ranges that are written as text: "100-500", "50+", "<10". A glob compares them letter by letter; a range compares numbers.

import type { Range } from '../../../schema/model/condition.ts';
import type { Interval } from '../conditions/form.ts';
import { intervalOf } from '../fit/quantity.ts';

/** Says which range to use if the glob is one written as text; else null. */
export function textRangeFault(glob: string): string | null {
  if (/[*?]/.test(glob)) return null;
  const interval = intervalOf(glob);
  if (!interval || interval.low === interval.high) return null;
  const range = JSON.stringify(rangeOf(interval)).replaceAll(':', ': ').replaceAll(',', ', ');
  return `compares ${JSON.stringify(glob)} as text: for numbers use ${range}`;
}

/** An end that leaves its number out is the double next to that number. */
function rangeOf({ low, high }: Interval): Range {
  const [least, most] = [low, high].map((end) => Number(end.toPrecision(15)));
  return {
    ...(least === low ? { gte: least } : { gt: least }),
    ...(high === Infinity ? {} : most === high ? { lte: most } : { lt: most }),
  };
}
