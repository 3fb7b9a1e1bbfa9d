// Rows with a range each, one below the other: a dot on a line. The table beside it says the same to screen readers.

import type { ScaleContinuousNumeric } from 'd3-scale';
import type { Estimate } from '../../score/proof/estimate.ts';

/** A row; `range` null: too little evidence, and `instead` says what is missing. */
export interface RangeRow {
  name: string;
  range: Estimate | null;
  instead: string;
}

/** A line across all rows, with its text below. */
interface Tick {
  at: number;
  text: string;
  isMain?: boolean;
}

const [width, rowHeight] = [340, 30];
const margin = { left: 104, right: 48, bottom: 22 };

/** The places of the axis, for a scale's range. */
export const axisRange = [margin.left, width - margin.right];

/** The rows along a scale. `write`: an amount in words. */
export function RangeRows({
  rows,
  scale,
  ticks,
  write,
}: {
  rows: readonly RangeRow[];
  scale: ScaleContinuousNumeric<number, number>;
  ticks: readonly Tick[];
  write: (amount: number) => string;
}) {
  const x = (amount: number) => scale(amount).toFixed(1);
  const height = rows.length * rowHeight + margin.bottom;
  return (
    <svg class="lifts" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <g class="axis">
        {ticks.map(({ at, text, isMain }) => (
          <>
            <line
              class={isMain ? 'one' : undefined}
              x1={x(at)}
              x2={x(at)}
              y1={4}
              y2={height - margin.bottom}
            />
            <text x={x(at)} y={height - 7} text-anchor="middle">
              {text}
            </text>
          </>
        ))}
      </g>
      {rows.map(({ name, range, instead }, place) => {
        const y = place * rowHeight + rowHeight / 2;
        return (
          <>
            <text x={margin.left - 8} y={y + 4} text-anchor="end">
              {name.length > 16 ? `${name.slice(0, 15)}…` : name}
            </text>
            {range ? (
              <>
                <line class="reach" x1={x(range.low)} x2={x(range.high)} y1={y} y2={y} />
                <circle cx={x(range.value)} cy={y} r="5" />
                <text x={width - margin.right + 8} y={y + 4}>
                  {write(range.value)}
                </text>
              </>
            ) : (
              <text class="none" x={margin.left + 4} y={y + 4}>
                {instead}
              </text>
            )}
          </>
        );
      })}
    </svg>
  );
}
