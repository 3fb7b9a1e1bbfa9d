// The points that sales suggest: all rules fitted together, told in the scale that the model has, so that its levels keep their
// meaning. Pure.

import type { Model } from '../../../../schema/model/model.ts';
import { fitModelOf } from '../../fit/fit.ts';
import type { Estimate } from '../estimate.ts';
import type { Evidence } from './evidence.ts';
import { type Coefficients, fitColumns, weightsOf } from './likelihood.ts';
import { plainPoints } from './plain-points.ts';
import type { Row } from './sample.ts';

/** The points that sales suggest for a rule, with their 95% interval; `points`: as a person would write them, null: they stay. */
export interface Suggestion extends Estimate {
  points: number | null;
}

/** Why nothing is suggested: `sales`: how many more are needed in the half that is fitted; `chance`: they do not depend on the rules. */
export type Silence = { why: 'sales'; count: number } | { why: 'chance' } | { why: 'scale' };

/** What the sales suggest, by the place in the model. A rule that nobody had is missing. */
export interface Points {
  rules: Map<number, Suggestion>;
  fits: Map<number, Suggestion>;
  /** Points for a unit of log odds, of rules and of fit rules; null: nothing is suggested. */
  scale: number | null;
  fitScale: number | null;
  silence: Silence | null;
}

/** Fewer sales cannot tell points: with 30 of them in the half that is fitted, one award is known to about ±0.4 logits. */
export const minFittedSales = 30;

/** Outcomes that depend on nothing look as if they did in one of so many reports. */
const significance = 0.001;

/** A level shows what a score means if at least so many people reach it. */
const minOnLevel = 20;

/** Rules that change and the scale depend on each other; mostly they agree at once. */
const maxRounds = 4;

/** 97.5% of a normal distribution lie below. */
const z = 1.959964;

/** Fits the half of people who are not held out. */
export function pointsOf({ bought, others, present }: Evidence, model: Model): Points {
  const fittedOn = bought.rows.filter(({ heldOut }) => !heldOut);
  const compared = others.rows.filter(({ heldOut }) => !heldOut);
  const missing = minFittedSales - Math.min(fittedOn.length, compared.length);
  if (missing > 0) return silent({ why: 'sales', count: missing });
  const size = model.rules.length + (fitModelOf(model)?.rules.length ?? 0);
  const found = fitColumns(fittedOn, compared, { present, size });
  if (found.chance > significance) return silent({ why: 'chance' });
  const weights = weightsOf(others.rows, present);
  const rules = scaled(found, { model, rows: others.rows, weights });
  if (!rules) return silent({ why: 'scale' });
  return { ...rules, ...scaledFits(found, { model, rows: others.rows, weights }), silence: null };
}

function silent(silence: Silence): Points {
  return { rules: new Map(), fits: new Map(), scale: null, fitScale: null, silence };
}

interface Scaling {
  model: Model;
  rows: readonly Row[];
  weights: readonly number[];
}

/**
 * The scale in which the highest level that enough people reach is reached by as many as now. It depends on which rules keep their
 * points, and which keep them on it.
 */
function scaled(found: Coefficients, of: Scaling): Pick<Points, 'rules' | 'scale'> | null {
  const { model, rows, weights } = of;
  const level = model.levels.find(
    (each) => 'at' in each && rows.filter(({ score }) => score >= each.at).length >= minOnLevel,
  );
  const at = level && 'at' in level ? level.at : null;
  if (at === null) return null;
  const unit = model.levels[0].at >= 20 ? 1 : 0.1;
  const share = shareAbove(rows, weights, at, ({ score }) => score);
  let scale = scaleFor(found, { ...of, at, share, told: null });
  if (scale === null) return null;
  let told = suggestions(found, { model, scale, unit });
  for (let round = 0; round < maxRounds; round++) {
    // Null: what changes only takes points, which no scale makes up for.
    scale = scaleFor(found, { ...of, at, share, told }) ?? scale;
    const next = suggestions(found, { model, scale, unit });
    const isSettled = changedIn(next).join() === changedIn(told).join();
    told = next;
    if (isSettled) break;
  }
  return { rules: told, scale };
}

function changedIn(told: Points['rules']): number[] {
  return [...told].filter(([, { points }]) => points !== null).map(([place]) => place);
}

/** By bisection: the share above the threshold grows with the scale. `told` null: all rules change. */
function scaleFor(
  found: Coefficients,
  {
    model,
    rows,
    weights,
    at,
    share,
    told,
  }: Scaling & { at: number; share: number; told: Points['rules'] | null },
): number | null {
  const scoreIn = (scale: number) => (row: Row) => {
    let score = row.score;
    row.columns.forEach((column, place) => {
      const { points } = model.rules[column] ?? {};
      const weight = found.byColumn.get(column)?.weight;
      const isKept = told !== null && told.get(column)?.points === null;
      if (points === undefined || weight === undefined || isKept) return;
      score += (row.values[place] ?? 0) * (scale * weight - points);
    });
    return score;
  };
  const most = shareAbove(rows, weights, at, scoreIn(1e6));
  if (most === 0 || (told && most < share)) return null;
  // Fewer people have what finds buyers than reach the level now: then most of these.
  const wanted = Math.min(share, 0.9 * most);
  let [low, high] = [0, 1];
  while (high < 1e6 && shareAbove(rows, weights, at, scoreIn(high)) < wanted) high *= 2;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (shareAbove(rows, weights, at, scoreIn(middle)) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

function shareAbove(
  rows: readonly Row[],
  weights: readonly number[],
  at: number,
  scoreOf: (row: Row) => number,
): number {
  let [above, all] = [0, 0];
  rows.forEach((row, place) => {
    const weight = weights[place] ?? 0;
    all += weight;
    if (scoreOf(row) >= at) above += weight;
  });
  return all === 0 ? 0 : above / all;
}

function suggestions(
  found: Coefficients,
  { model, scale, unit }: { model: Model; scale: number; unit: number },
): Map<number, Suggestion> {
  return new Map(
    model.rules.flatMap(({ points }, place) => {
      const one = suggestionOf(found.byColumn.get(place), { points, scale, unit });
      return one ? [[place, one] as const] : [];
    }),
  );
}

/** Points within the interval stay: the sales do not tell them from what they should be. */
function suggestionOf(
  coefficient: { weight: number; error: number } | undefined,
  { points, scale, unit }: { points: number | undefined; scale: number; unit: number },
): Suggestion | null {
  if (!coefficient || !points) return null;
  const [value, reach] = [coefficient.weight * scale, z * coefficient.error * scale];
  const estimate = { value, low: value - reach, high: value + reach };
  // Whether more than nothing must be given or taken is not known, if the sign is another one and 0 is possible.
  const isUnclear = value * points < 0 && estimate.low <= 0 && estimate.high >= 0;
  const plain = isUnclear ? 0 : plainPoints(estimate, unit);
  const stays = (points >= estimate.low && points <= estimate.high) || plain === points;
  return { ...estimate, points: stays ? null : plain };
}

/** Fit has a scale of its own, 0–100: that in which its rules spread people as far apart as they do now. */
function scaledFits(
  found: Coefficients,
  { model, rows, weights }: Scaling,
): Pick<Points, 'fits' | 'fitScale'> {
  const fit = fitModelOf(model);
  const first = model.rules.length;
  const columns =
    fit?.rules.map((_, place) => first + place).filter((column) => found.byColumn.has(column)) ?? [];
  if (!fit || columns.length === 0) return { fits: new Map(), fitScale: null };
  const spread = (of: (column: number) => number) =>
    spreadOf(rows, weights, (row) =>
      row.columns.reduce((sum, column, place) => {
        return columns.includes(column) ? sum + of(column) * (row.values[place] ?? 0) : sum;
      }, 0),
    );
  const inUse = spread((column) => fit.rules[column - first]?.points ?? 0);
  const inLogits = spread((column) => found.byColumn.get(column)?.weight ?? 0);
  if (inUse === 0 || inLogits === 0) return { fits: new Map(), fitScale: null };
  const fitScale = inUse / inLogits;
  const fits = new Map(
    fit.rules.flatMap(({ points }, place) => {
      const one = suggestionOf(found.byColumn.get(first + place), { points, scale: fitScale, unit: 1 });
      return one ? [[place, one] as const] : [];
    }),
  );
  return { fits, fitScale };
}

function spreadOf(rows: readonly Row[], weights: readonly number[], of: (row: Row) => number): number {
  let [total, sum, squares] = [0, 0, 0];
  rows.forEach((row, place) => {
    const weight = weights[place] ?? 0;
    const value = of(row);
    total += weight;
    sum += weight * value;
    squares += weight * value ** 2;
  });
  return total === 0 ? 0 : Math.sqrt(Math.max(0, squares / total - (sum / total) ** 2));
}
