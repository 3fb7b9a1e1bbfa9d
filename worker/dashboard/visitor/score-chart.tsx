// The score over time, with what earned or took points as marks on it.

import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Explanation } from '../../../schema/api/visitor.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { worthAt } from '../../score/decay.ts';
import type { Texts } from '../texts/en/en.ts';
import { useTexts } from '../texts/texts.ts';
import { type Clock, exactly, shortDay } from '../words/clock.tsx';
import { countText, gainText, pointsText, scoreText } from '../words/points.ts';
import { awardLabel } from '../words/wording.ts';
import { eventAnchor } from './timeline/visits.ts';

type Line = Explanation['lines'][number];

const [width, height] = [760, 140];
const margin = { top: 8, right: 8, bottom: 20, left: 32 };

/** The longest period shown, and the shortest: a first visit of today would be a line of no width. */
const [maxMs, minMs] = [90 * dayMs, dayMs];

/** Points of the line, besides those at the marks. */
const samples = 120;

/** At most this number of marks, those of the most points: each is a stop for the keyboard. */
const maxMarks = 24;

interface ScoreChartProps {
  explanation: Explanation;
  /** Null: points never fade. */
  halfLifeDays: number | null;
  /** Where the hottest level begins. */
  hot: { name: string; at: number };
  /** The events that the page shows, which marks lead to. */
  shown: ReadonlySet<string>;
  clock: Clock;
}

/** A moment (UTC ms), and the score then. */
type Point = readonly [at: number, score: number];

/** Each tick with its day. On a short axis several ticks are on one day, of which the first is kept. */
function dayTicks(ticks: readonly Date[], clock: Clock): [moment: Date, day: string][] {
  const named = ticks.map((moment): [Date, string] => [moment, shortDay(moment.getTime(), clock)]);
  return named.filter(([, day], index) => day !== named[index - 1]?.[1]);
}

/** The chart; nothing where nothing has earned points yet. */
export function ScoreChart(props: ScoreChartProps) {
  const { explanation, hot, clock } = props;
  const { at, lines } = explanation;
  const texts = useTexts();
  const counted = lines.filter(({ capped }) => !capped);
  if (counted.length === 0) return null;
  const start = startOf(counted, at);
  const { curve, marks } = course(props, counted, start);
  const peak = Math.max(hot.at, ...curve.map(([, score]) => score)) * 1.05 || 1;
  const x = scaleUtc([start, at], [margin.left, width - margin.right]);
  const y = scaleLinear([0, peak], [height - margin.bottom, margin.top]);
  const above = line<Point>(
    ([moment]) => x(moment),
    ([, score]) => y(score),
  ).digits(1);
  const below = area<Point>(
    ([moment]) => x(moment),
    y(0),
    ([, score]) => y(score),
  ).digits(1);
  return (
    <figure class="card chart">
      <figcaption>
        <h2>{finding(curve, at, texts)}</h2>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`}>
        <title>{texts.chart.title}</title>
        <g class="axis">
          {y.ticks(3).map((score) => (
            <>
              <line x1={margin.left} x2={width - margin.right} y1={y(score)} y2={y(score)} />
              <text x={margin.left - 6} y={y(score) + 3} text-anchor="end">
                {pointsText(score, texts.locale)}
              </text>
            </>
          ))}
          {dayTicks(x.ticks(4), clock).map(([moment, day]) => (
            <text x={x(moment)} y={height - 5} text-anchor="middle">
              {day}
            </text>
          ))}
        </g>
        <path class="under" d={below(curve) ?? ''} />
        <line class="hot-line" x1={margin.left} x2={width - margin.right} y1={y(hot.at)} y2={y(hot.at)} />
        <text class="hot-name" x={width - margin.right} y={y(hot.at) - 4} text-anchor="end">
          {hot.name}
        </text>
        <path class="course" d={above(curve) ?? ''} />
        {marks.map((mark) => (
          <Mark {...mark} x={x(mark.line.occurredAt)} y={y(mark.score)} {...props} />
        ))}
      </svg>
    </figure>
  );
}

/** Where the period begins. Summed lines do not say when each of their events occurred: it begins after them. */
function startOf(lines: readonly Line[], at: number): number {
  const summed = Math.max(...lines.filter(({ count }) => count > 1).map(({ occurredAt }) => occurredAt), 0);
  const first = Math.min(...lines.map(({ occurredAt }) => occurredAt));
  return Math.min(Math.max(first - minMs / 4, at - maxMs, summed), at - minMs);
}

/** The course of the score from `start`, and the marks on it. */
function course(
  { explanation: { at }, halfLifeDays }: ScoreChartProps,
  lines: readonly Line[],
  start: number,
) {
  const ordered = lines.toSorted((a, b) => a.occurredAt - b.occurredAt);
  const within = ordered.filter(({ occurredAt }) => occurredAt >= start);
  const regular = Array.from({ length: samples + 1 }, (_, index) => start + ((at - start) * index) / samples);
  const steps = within.flatMap(({ occurredAt }) => [Math.max(start, occurredAt - 1), occurredAt]);
  const moments = [...new Set([...regular, ...steps])].sort((a, b) => a - b);
  // All points fade alike, so the sum of what they are worth now tells what they were worth then.
  let next = 0;
  let worth = 0;
  const scores = new Map<number, number>();
  for (const moment of moments) {
    for (let line = ordered[next]; line && line.occurredAt <= moment; line = ordered[++next])
      worth += line.worth;
    scores.set(moment, Math.max(0, worthAt({ halfLifeDays, landmark: 0 }, worth, at, moment)));
  }
  const marks = within
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, maxMarks)
    .sort((a, b) => a.occurredAt - b.occurredAt)
    .map((line) => ({ line, score: scores.get(line.occurredAt) ?? 0 }));
  return { curve: [...scores], marks };
}

/** What the chart shows, as its title. */
function finding(curve: readonly Point[], at: number, { locale, chart }: Texts): string {
  const [, now] = curve.at(-1) ?? [0, 0];
  const weekAgo = curve.findLast(([moment]) => moment <= at - 7 * dayMs)?.[1];
  const score = scoreText(now, locale);
  if (weekAgo === undefined) return chart.score(score);
  const change = Math.round(now - weekAgo);
  if (change === 0) return chart.same(score);
  return chart[change > 0 ? 'more' : 'less'](score, countText(Math.abs(change), locale));
}

/** A mark leads to its event in the timeline, if the page shows it. */
function Mark({ line, x, y, shown, clock }: { line: Line; x: number; y: number } & ScoreChartProps) {
  const { points, occurredAt, eventId } = line;
  const texts = useTexts();
  const said = `${gainText(points, texts.locale)} ${awardLabel(line, texts)}, ${exactly(occurredAt, clock)}`;
  const dot = (
    <circle class={points < 0 ? 'mark taken' : 'mark'} cx={x.toFixed(1)} cy={y.toFixed(1)} r="3.5">
      <title>{said}</title>
    </circle>
  );
  if (eventId === null || !shown.has(eventId)) return dot;
  return (
    <a href={`#${eventAnchor(eventId)}`} aria-label={said}>
      {dot}
    </a>
  );
}
