// How many times as often people of each group buy as everybody: a dot with its interval, on a logarithmic axis. The table beside it
// says the same to screen readers.

import { scaleLog } from 'd3-scale';
import type { Estimate } from '../../score/proof/estimate.ts';
import { numbersIn } from '../../score/proof/report-words.ts';
import { useTexts } from '../texts/texts.ts';

/** A group; `lift` null: too little evidence, and `instead` says what is missing. */
export interface LiftRow {
  name: string;
  lift: Estimate | null;
  instead: string;
}

const [width, rowHeight] = [340, 30];
const margin = { left: 84, right: 44, bottom: 22 };

/** The chart; nothing where no group has a lift. */
export function Lifts({ rows }: { rows: readonly LiftRow[] }) {
  const { locale, reports } = useTexts();
  const { rough } = numbersIn(locale);
  const lifts = rows.flatMap(({ lift }) => lift ?? []);
  if (lifts.length === 0) return null;
  const smallest = Math.max(1 / 100, Math.min(0.5, ...lifts.map(({ low }) => low)));
  const x = scaleLog(
    [smallest, Math.max(2, ...lifts.map(({ high }) => high))],
    [margin.left, width - margin.right],
  ).clamp(true);
  const height = rows.length * rowHeight + margin.bottom;
  const bottom = height - margin.bottom;
  return (
    <svg class="lifts" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <g class="axis">
        {[0.01, 0.1, 1, 10, 100]
          .filter((tick) => (x.domain()[0] as number) <= tick && tick <= (x.domain()[1] as number))
          .map((tick) => (
            <>
              <line class={tick === 1 ? 'one' : undefined} x1={x(tick)} x2={x(tick)} y1={4} y2={bottom} />
              <text x={x(tick)} y={height - 7} text-anchor="middle">
                {tick === 1 ? reports.bands.everybody : `${rough(tick)}×`}
              </text>
            </>
          ))}
      </g>
      {rows.map(({ name, lift, instead }, place) => {
        const y = place * rowHeight + rowHeight / 2;
        return (
          <>
            <text x={margin.left - 8} y={y + 4} text-anchor="end">
              {name.length > 13 ? `${name.slice(0, 12)}…` : name}
            </text>
            {lift ? (
              <>
                <line class="reach" x1={x(lift.low || smallest)} x2={x(lift.high)} y1={y} y2={y} />
                <circle cx={x(lift.value || smallest).toFixed(1)} cy={y} r="5" />
                <text x={width - margin.right + 8} y={y + 4}>
                  {`${rough(lift.value)}×`}
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
