// Why a score is what it is, in a few sentences, from the stored row alone: without the log, and so without how often and when. Pure.

import type { CompiledModel } from '../rules/compile.ts';
import { reasonsOf, type StoredStanding } from '../standing/standing-now.ts';
import { quoted } from './counted-words.ts';
import type { ScoreWords } from './score-words.ts';
import { speakPoints } from './spoken-points.ts';

/** A score in words that add up: `75 points`, and its largest reasons, such as `Viewed pricing: 10 of 75 points`. */
export interface ScoreReasons {
  total: string;
  sentences: string[];
}

/** The score at `at` (UTC ms) and at most `limit` reasons. */
export function scoreReasons(
  compiled: CompiledModel,
  { rawScore, heatByRule }: { rawScore: number; heatByRule: StoredStanding['heatByRule'] },
  { at, limit, words }: { at: number; limit: number; words: ScoreWords },
): ScoreReasons {
  const reasons = reasonsOf(compiled, heatByRule, at);
  const { total, parts } = speakPoints(
    rawScore,
    reasons.map(({ worth }) => worth),
    { words, thresholds: compiled.model.levels.flatMap((level) => ('at' in level ? level.at : [])) },
  );
  const sentences = reasons
    .slice(0, limit)
    .map(({ label }, index) => `${quoted(label, words)}: ${parts[index] ?? ''}`);
  return { total, sentences };
}
