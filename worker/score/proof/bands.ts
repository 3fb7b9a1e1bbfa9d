// Where people stood: bands of the score, and cells. The names by which they are counted, and the counts.

import type { Grade } from '../fit/fit.ts';
import type { Moment } from './sales.ts';

/** Where bands of the score begin, in points, in steps that people count in. The first begins at 0. */
export const scoreEdges = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;

/** The name of a band: `s` and its place in `scoreEdges`. `score` is a shown score. */
export function scoreBand(score: number): string {
  return `s${scoreEdges.findLastIndex((edge) => score >= edge)}`;
}

/** Grades in the order of the matrix; '': not graded. */
export const gradesOrNone: readonly (Grade | '')[] = ['A', 'B', 'C', 'D', ''];

/** The name of a cell: the grade, or nothing, and the level 1–4. */
export function cellBand(grade: Grade | null, level: number): string {
  return `${grade ?? ''}${level}`;
}

/** What is counted of the bands. */
export interface BandCounts {
  /** People whose first sale was in the period: all, those never seen before it, and those disqualified before it. */
  buyers: number;
  unseen: number;
  disqualified: number;
  /** Where the other buyers stood just before their sale. */
  won: Record<string, number>;
  /** The sales at which people are compared, with their draw; in order of time once all are known. */
  moments: Moment[];
  /** How many people stood in each band at each moment, and in total. */
  stood: Record<string, number[]>;
  present: number[];
  /** People who could have bought in the period: known before its end, and neither customers nor disqualified at its beginning. */
  people: number;
}
