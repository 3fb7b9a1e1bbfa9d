// How many times as often people of each group buy as everybody, on a logarithmic axis.

import { scaleLog } from 'd3-scale';
import { numbersIn } from '../../score/proof/report-words.ts';
import { useTexts } from '../texts/texts.ts';
import { axisRange, type RangeRow, RangeRows } from './range-rows.tsx';

/** The chart; nothing where no group has a lift. */
export function Lifts({ rows }: { rows: readonly RangeRow[] }) {
  const { locale, reports } = useTexts();
  const { rough } = numbersIn(locale);
  const lifts = rows.flatMap(({ range }) => range ?? []);
  if (lifts.length === 0) return null;
  const smallest = Math.max(1 / 100, Math.min(0.5, ...lifts.map(({ low }) => low)));
  const largest = Math.max(2, ...lifts.map(({ high }) => high));
  // Clamped: a lift of 0 stands at the left end.
  const scale = scaleLog([smallest, largest], axisRange).clamp(true);
  const ticks = [0.01, 0.1, 1, 10, 100]
    .filter((at) => smallest <= at && at <= largest)
    .map((at) => ({ at, text: at === 1 ? reports.bands.everybody : `${rough(at)}×`, isMain: at === 1 }));
  return <RangeRows rows={rows} scale={scale} ticks={ticks} write={(lift) => `${rough(lift)}×`} />;
}
