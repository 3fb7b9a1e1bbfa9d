// A score over the last days as a small line, beside the number that it leads to.

import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

const [width, height, margin] = [80, 20, 2];

/**
 * `values`: one for each day, oldest first. The line begins at 0 and is as high as the largest value, but at least as high as `hot`,
 * so that a row of them shows who is close. Hidden from screen readers, because the numbers are next to it.
 */
export function Sparkline({ values, hot }: { values: readonly number[]; hot: number }) {
  const x = scaleLinear([0, values.length - 1], [margin, width - margin]);
  const y = scaleLinear([0, Math.max(hot, ...values, 1)], [height - margin, margin]);
  const path = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  ).digits(1);
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={path(values) ?? ''} />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1) ?? 0).toFixed(1)} r="2" />
    </svg>
  );
}
