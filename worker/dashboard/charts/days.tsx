// A number by day, as steps from 0. The table beside it says the same to screen readers.

import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import { useTexts } from '../texts/texts.ts';
import { countText } from '../words/points.ts';

const [width, height] = [340, 64];
const margin = { top: 6, bottom: 4 };

/** The chart; `values` oldest first, null: not known. Nothing where none is known. */
export function Days({ name, values }: { name: string; values: readonly (number | null)[] }) {
  const { locale, reports } = useTexts();
  const known = values.flatMap((value) => value ?? []);
  if (known.length === 0) return null;
  const most = Math.max(...known);
  const x = scaleLinear([0, values.length], [0, width]);
  const y = scaleLinear([0, most || 1], [height - margin.bottom, margin.top]);
  // A step ends where the next begins, so the last day needs an end.
  const path = area<number | null>(
    (_, place) => x(place),
    y(0),
    (value) => y(value ?? 0),
  )
    .defined((value) => value !== null)
    .curve(curveStepAfter)
    .digits(1);
  return (
    <figure class="by-day">
      <figcaption>
        {name} <span class="also">{reports.overview.charts.most(countText(most, locale))}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path([...values, values.at(-1) ?? null]) ?? ''} />
      </svg>
    </figure>
  );
}
