// Amounts with a range, one below the other: a dot on a line, from 0. The table beside it says the same to screen readers.

import { scaleLinear } from 'd3-scale';

/** A row; `range` null: too little evidence, and `instead` says what is missing. */
export interface RangeRow {
  name: string;
  range: { value: number; low: number; high: number } | null;
  instead: string;
}

const [width, rowHeight] = [340, 30];
const margin = { left: 104, right: 48, bottom: 22 };

/** The chart; nothing where no row has a range. `write`: an amount in words. */
export function Ranges({ rows, write }: { rows: readonly RangeRow[]; write: (amount: number) => string }) {
  const ranges = rows.flatMap(({ range }) => range ?? []);
  if (ranges.length === 0) return null;
  const most = Math.max(...ranges.map(({ high }) => high)) || 1;
  const x = scaleLinear([0, most], [margin.left, width - margin.right]);
  const height = rows.length * rowHeight + margin.bottom;
  return (
    <svg class="lifts" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <g class="axis">
        {x.ticks(4).map((tick) => (
          <>
            <line x1={x(tick)} x2={x(tick)} y1={4} y2={height - margin.bottom} />
            <text x={x(tick)} y={height - 7} text-anchor="middle">
              {write(tick)}
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
                <line
                  class="reach"
                  x1={x(range.low).toFixed(1)}
                  x2={x(range.high).toFixed(1)}
                  y1={y}
                  y2={y}
                />
                <circle cx={x(range.value).toFixed(1)} cy={y} r="5" />
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
