// What was predicted beside what came: for each tenth of the people a dot with its interval, and the line on which both are the same.
// The table beside it says the same to screen readers.

import { scaleLinear } from 'd3-scale';
import { useTexts } from '../texts/texts.ts';
import { percentText } from '../words/points.ts';

/** A tenth: the mean probability, and the share that bought with its interval, from 0 to 1. */
export interface CurvePoint {
  predicted: number;
  observed: { value: number; low: number; high: number };
}

const [width, height] = [340, 220];
const margin = { left: 44, right: 8, top: 8, bottom: 38 };

/** The chart. */
export function Curve({ points }: { points: readonly CurvePoint[] }) {
  const { locale, reports } = useTexts();
  const { predicted, observed } = reports.prediction.chart;
  const most = Math.max(0.05, ...points.flatMap((point) => [point.predicted, point.observed.high]));
  const x = scaleLinear([0, most], [margin.left, width - margin.right]);
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]);
  const percent = (share: number) => percentText(share * 100, locale);
  return (
    <svg class="lifts curve" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <g class="axis">
        {y.ticks(4).map((tick) => (
          <>
            <line x1={x(0)} x2={x(most)} y1={y(tick)} y2={y(tick)} />
            <text x={margin.left - 6} y={y(tick) + 4} text-anchor="end">
              {percent(tick)}
            </text>
            <text x={x(tick)} y={height - margin.bottom + 14} text-anchor="middle">
              {percent(tick)}
            </text>
          </>
        ))}
        <text x={(x(0) + x(most)) / 2} y={height - 6} text-anchor="middle">
          {predicted}
        </text>
        <text x={x(0) + 6} y={margin.top + 10}>
          {observed}
        </text>
      </g>
      <line class="one" x1={x(0)} x2={x(most)} y1={y(0)} y2={y(most)} />
      {points.map((point) => {
        const [at, { value, low, high }] = [x(point.predicted).toFixed(1), point.observed];
        return (
          <>
            <line class="reach" x1={at} x2={at} y1={y(low).toFixed(1)} y2={y(high).toFixed(1)} />
            <circle cx={at} cy={y(value).toFixed(1)} r="4" />
          </>
        );
      })}
    </svg>
  );
}
