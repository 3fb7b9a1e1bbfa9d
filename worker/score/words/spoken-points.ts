// Points in sentences: whole from 10 points on, in tenths below, and adding up to the score. Pure.

import { wholePartsThatSum } from './whole-parts.ts';

/** A score and its parts in words. */
export interface SpokenPoints {
  /** `61 points`; below 0 it includes how the score is displayed. */
  total: string;
  /** For each part: `24 of 61 points`, or `−10 points` and the like if any part takes points off. */
  parts: string[];
  /** Whether a part takes points off: the parts are then not shares of the score. */
  hasLosses: boolean;
}

/**
 * Writes a score and its parts in words. The rounded parts add up to the rounded score. The score is never rounded up to one
 * of `thresholds`: no sentence says 45 before 45 is reached.
 */
export function speakPoints(
  rawScore: number,
  parts: readonly number[],
  thresholds: readonly number[] = [],
): SpokenPoints {
  const hundredths = Math.round(rawScore * 100);
  const perPoint = Math.abs(hundredths) >= 1_000 ? 1 : 10;
  const exact = (hundredths * perPoint) / 100;
  const rounded = Math.round(exact);
  const isUntrue = thresholds.some((at) => exact < at * perPoint && rounded >= at * perPoint);
  const total = isUntrue ? Math.floor(exact) : rounded;
  const said = wholePartsThatSum(
    parts.map((worth) => worth * perPoint),
    total,
  );
  const hasLosses = parts.some((worth) => worth < 0);
  const share = hasLosses || total <= 0 ? '' : ` of ${written(total, perPoint)}`;
  const amounts = said.map((part, index) => amount(part, parts[index] ?? 0, perPoint));
  const spokenTotal = points(amount(total, hundredths, perPoint));
  return {
    total: total < 0 ? `${spokenTotal}, shown as 0: a score is never below 0` : spokenTotal,
    parts: amounts.map((text) => (share ? `${text}${share} ${noun(total, perPoint)}` : points(text))),
    hasLosses,
  };
}

/** `+10` or `−2.5`: points as they were given. */
export function given(points: number): string {
  const text = points.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  return text.replace('-', '−');
}

/** The text for the rounded `part` of `worth`: a positive share that rounds to 0 is `less than` one unit. */
function amount(part: number, worth: number, perPoint: number): string {
  if (part !== 0) return written(part, perPoint);
  return worth > 0 ? `less than ${1 / perPoint}` : '0';
}

function written(part: number, perPoint: number): string {
  return (part / perPoint).toLocaleString('en').replace('-', '−');
}

function noun(part: number, perPoint: number): string {
  return Math.abs(part) === perPoint ? 'point' : 'points';
}

/** `1 point`, `less than 1 point`, `24 points`. */
function points(text: string): string {
  return /^(less than |−)?1$/.test(text) ? `${text} point` : `${text} points`;
}
