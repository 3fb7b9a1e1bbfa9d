// Amounts with a range each, on an axis from 0.

import { scaleLinear } from 'd3-scale';
import { axisRange, type RangeRow, RangeRows } from './range-rows.tsx';

/** The chart; nothing where no row has a range. `write`: an amount in words. */
export function Ranges({ rows, write }: { rows: readonly RangeRow[]; write: (amount: number) => string }) {
  const ranges = rows.flatMap(({ range }) => range ?? []);
  if (ranges.length === 0) return null;
  const scale = scaleLinear([0, Math.max(...ranges.map(({ high }) => high)) || 1], axisRange);
  const ticks = scale.ticks(4).map((at) => ({ at, text: write(at) }));
  return <RangeRows rows={rows} scale={scale} ticks={ticks} write={write} />;
}
