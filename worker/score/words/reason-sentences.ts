// Why a score is what it is, in a few sentences, from the stored row alone: without the log, and so without how often and when. Pure.

import type { CompiledModel } from '../rules/compile.ts';
import { reasonsOf, type StoredStanding } from '../standing/standing-now.ts';
import { quoted } from './counted-words.ts';
import type { ScoreWords } from './score-words.ts';
import { speakPoints } from './spoken-points.ts';

/** The score at `at` (UTC ms) by its largest reasons, at most `limit`: `Viewed pricing: 10 of 75 points`. */
export function reasonSentences(
  compiled: CompiledModel,
  { rawScore, heatByRule }: { rawScore: number; heatByRule: StoredStanding['heatByRule'] },
  { at, limit, words }: { at: number; limit: number; words: ScoreWords },
): string[] {
  const reasons = reasonsOf(compiled, heatByRule, at);
  const spoken = speakPoints(
    rawScore,
    reasons.map(({ worth }) => worth),
    { words, thresholds: compiled.model.levels.flatMap((level) => ('at' in level ? level.at : [])) },
  );
  return reasons
    .slice(0, limit)
    .map(({ label }, index) => `${quoted(label, words)}: ${spoken.parts[index] ?? ''}`);
}
