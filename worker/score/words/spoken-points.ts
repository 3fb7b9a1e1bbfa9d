// Points in sentences: whole from 10 points on, in tenths below, and adding up to the score. Pure.

import type { ScoreWords } from './score-words.ts';
import { wholePartsThatSum } from './whole-parts.ts';

/** How to say them. */
interface Speaking {
  words: ScoreWords;
  /** Scores that are not said before they are reached. */
  thresholds?: readonly number[];
}

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
  { words, thresholds = [] }: Speaking,
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
  const whole = amount(total, hundredths, perPoint, words);
  const spokenTotal = words.points.some(whole.text, whole.isOne);
  const amounts = said.map((part, index) => amount(part, parts[index] ?? 0, perPoint, words));
  const isShared = !hasLosses && total > 0;
  return {
    total: total < 0 ? words.points.belowZero(spokenTotal) : spokenTotal,
    parts: amounts.map(({ text, isOne }) =>
      isShared ? words.points.share(text, whole.text, whole.isOne) : words.points.some(text, isOne),
    ),
    hasLosses,
  };
}

/** `+10` or `−2.5`: points as they were given. */
export function given(points: number, { locale }: ScoreWords): string {
  const text = points.toLocaleString(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  return text.replace('-', '−');
}

/** An amount as a text, and whether its noun is in the singular. */
interface Amount {
  text: string;
  isOne: boolean;
}

/** The rounded `part` of `worth`: a positive share that rounds to 0 is `less than` one unit. */
function amount(part: number, worth: number, perPoint: number, words: ScoreWords): Amount {
  // Never −0, which Intl writes with its sign.
  const unit = part || (worth > 0 ? 1 : 0);
  const text = (unit / perPoint).toLocaleString(words.locale).replace('-', '−');
  return {
    text: unit === part ? text : words.points.lessThan(text),
    isOne: Math.abs(unit) === perPoint,
  };
}
