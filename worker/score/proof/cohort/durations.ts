// Durations in days, counted by their rounded length: their quartiles stay exact to two digits, however many there are. Pure.

import { dayMs } from '../../../../schema/time/durations.ts';

/** How many durations have each length, by the days of `roundedDays` as text. At most some 400 lengths. */
export type Durations = Record<string, number>;

/** Days with one decimal below ten, whole days below a hundred, two digits beyond. `ms` ≥ 0; below 0 counts as 0. */
export function roundedDays(ms: number): number {
  const days = Math.max(0, ms) / dayMs;
  if (days < 9.95) return Math.round(days * 10) / 10;
  return days < 99.5 ? Math.round(days) : Number(days.toPrecision(2));
}

/** Adds a duration in ms. Mutates the counts. */
export function addDuration(durations: Durations, ms: number): void {
  const days = roundedDays(ms);
  durations[days] = (durations[days] ?? 0) + 1;
}

/** How many there are. */
export function countOf(durations: Durations): number {
  return Object.values(durations).reduce((sum, count) => sum + count, 0);
}

/** In days: the middle half is from `lower` to `upper`. */
export interface Quartiles {
  lower: number;
  median: number;
  upper: number;
}

/** The quartiles, as a spreadsheet's QUARTILE.INC has them; null without durations. */
export function quartilesOf(durations: Durations): Quartiles | null {
  const sorted = Object.entries(durations)
    .map(([days, count]) => ({ days: Number(days), count }))
    .sort((a, b) => a.days - b.days);
  const total = countOf(durations);
  if (total === 0) return null;
  const at = (place: number) => {
    let left = place;
    for (const { days, count } of sorted) {
      if (left < count) return days;
      left -= count;
    }
    return 0;
  };
  const quantile = (share: number) => {
    const place = (total - 1) * share;
    const [below, above] = [at(Math.floor(place)), at(Math.ceil(place))];
    return Number((below + (above - below) * (place % 1)).toFixed(3));
  };
  return { lower: quantile(0.25), median: quantile(0.5), upper: quantile(0.75) };
}
