// Bars before and after: grey for what is, the accent for what would be. The table beside them says the same to screen readers.

import { scaleLinear } from 'd3-scale';

/** A pair of bars. `shown`: the values as people read them. */
export interface Pair {
  name: string;
  before: number;
  after: number;
  shown: { before: string; after: string };
}

const [width, rowHeight, barHeight] = [320, 40, 11];
const margin = { left: 88, right: 84 };

/** The bars, from 0 to `most`. */
export function Bars({ pairs, most }: { pairs: readonly Pair[]; most: number }) {
  const x = scaleLinear([0, most || 1], [0, width - margin.left - margin.right]);
  return (
    <svg class="bars" viewBox={`0 0 ${width} ${pairs.length * rowHeight}`} aria-hidden="true">
      {pairs.map(({ name, before, after, shown }, index) => {
        const top = index * rowHeight + 6;
        return (
          <>
            <text class="of" x={margin.left - 8} y={top + barHeight + 4} text-anchor="end">
              {shortened(name)}
            </text>
            {(
              [
                [before, shown.before, 'was'],
                [after, shown.after, 'is'],
              ] as const
            ).map(([value, text, kind], place) => {
              const y = top + place * (barHeight + 3);
              return (
                <>
                  <rect
                    class={kind}
                    x={margin.left}
                    y={y}
                    width={Math.max(1, x(value)).toFixed(1)}
                    height={barHeight}
                    rx="2"
                  />
                  <text class={kind} x={(margin.left + x(value) + 5).toFixed(1)} y={y + barHeight - 2}>
                    {text}
                  </text>
                </>
              );
            })}
          </>
        );
      })}
    </svg>
  );
}

/** A level's name can have 32 letters; the table has all of them. */
function shortened(name: string): string {
  return name.length > 13 ? `${name.slice(0, 12)}…` : name;
}
