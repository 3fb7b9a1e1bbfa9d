// Points and other numbers for people, in the reader's locale, and rounding that preserves sums.

import { wholePartsThatSum } from '../../score/words/whole-parts.ts';

/** From five digits on, thousands are grouped. Zero has no sign. */
const points = { useGrouping: 'min2', signDisplay: 'negative', maximumFractionDigits: 2 } as const;

const shapes = {
  points,
  gain: { ...points, signDisplay: 'exceptZero' },
  cents: { ...points, minimumFractionDigits: 2 },
  score: { ...points, minimumFractionDigits: 1 },
  amount: { ...points, maximumFractionDigits: 20 },
  plain: { useGrouping: false, maximumFractionDigits: 20 },
  count: { maximumFractionDigits: 0 },
  percent: { style: 'percent', maximumFractionDigits: 0 },
  second: { style: 'unit', unit: 'second', unitDisplay: 'short' },
  minute: { style: 'unit', unit: 'minute', unitDisplay: 'short' },
  hour: { style: 'unit', unit: 'hour', unitDisplay: 'short' },
  day: { style: 'unit', unit: 'day', unitDisplay: 'narrow', maximumFractionDigits: 1 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

/** Formats are expensive to create and few, so there is a cached one for each locale and shape. */
const formats = new Map<string, Intl.NumberFormat>();

/** There are more currencies than one keeps, because senders can make them up. */
const maxFormats = 100;

/** Writes a number that is already rounded: Intl rounds 1.005 up, which is less than that as a double. */
function write(value: number, shape: keyof typeof shapes, locale: string): string {
  const key = `${locale} ${shape}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, shapes[shape]);
  formats.set(key, format);
  return format.format(value).replace('-', '−');
}

/** `24`, `9.5` or `−0.25`: at most two decimals, no trailing zeros, and a real minus sign. */
export function pointsText(value: number, locale: string): string {
  return write(Number(value.toFixed(2)), 'points', locale);
}

/** `24.00`: always two decimals, for columns. */
export function centsText(cents: number, locale: string): string {
  return write(Number((cents / 100).toFixed(2)), 'cents', locale);
}

/** `44.9` for 44.96: one decimal, truncated, so that no list shows 45 before the score has reached 45. */
export function scoreText(score: number, locale: string): string {
  return write(Math.floor(score * 10 + 1e-6) / 10, 'score', locale);
}

/** `24`, or `0.3` below one. */
export function roundText(value: number, locale: string): string {
  const rounded = Math.abs(value) < 0.95 ? Number(value.toFixed(1)) : Math.round(value);
  return write(rounded, 'points', locale);
}

/** `+10` or `−10`. */
export function gainText(value: number, locale: string): string {
  return write(Number(value.toFixed(2)), 'gain', locale);
}

/** `2,310`. */
export function countText(count: number, locale: string): string {
  return write(count, 'count', locale);
}

/** `73%` for 73. */
export function percentText(percent: number, locale: string): string {
  return write(Math.round(percent) / 100, 'percent', locale);
}

/** A probability from 0 to 1: `41%`, or `< 1%` and `> 99%`, because nothing predicted is impossible or certain. */
export function chanceText(probability: number, locale: string): string {
  const percent = Math.round(probability * 100);
  if (percent < 1) return `<\u202f${percentText(1, locale)}`;
  return percent > 99 ? `>\u202f${percentText(99, locale)}` : percentText(percent, locale);
}

/** `1200.5`: all decimals, for amounts of money. */
export function amountText(amount: number, locale: string): string {
  return write(amount, 'amount', locale);
}

/** `€1,200.50`, in the currency (three letters of ISO 4217); null: as a number. */
export function moneyText(amount: number, currency: string | null, locale: string): string {
  if (currency === null) return amountText(amount, locale);
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  if (formats.size < maxFormats) formats.set(key, format);
  return format.format(amount);
}

/** `1200.5`, never grouped: for what may be a year or a number of somebody. */
export function plainNumberText(value: number, locale: string): string {
  return write(value, 'plain', locale);
}

/** `42 secs`, `3 mins`, `1 hr 5 mins`. */
export function durationText(seconds: number, locale: string): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return write(Math.round(seconds), 'second', locale);
  if (minutes < 60) return write(minutes, 'minute', locale);
  return `${write(Math.floor(minutes / 60), 'hour', locale)} ${write(minutes % 60, 'minute', locale)}`;
}

/** `6.9d`: for the axes of charts. */
export function daysText(days: number, locale: string): string {
  return write(days, 'day', locale);
}

/** Each value rounded to hundredths, so that they sum exactly to the total in hundredths. */
export function centsThatSum(values: readonly number[], total: number): number[] {
  return wholePartsThatSum(
    values.map((value) => value * 100),
    Math.round(total * 100),
  );
}
