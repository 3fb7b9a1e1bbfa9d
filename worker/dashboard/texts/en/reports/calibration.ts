// The page on what sales say of the rules, in English.

import type { CalibrationRow } from '../../../../score/proof/calibration/calibration.ts';
import type { IdeaType } from '../../../../score/proof/calibration/ideas.ts';
import { type CalibrationWords, englishCalibrationWords } from '../../../../score/proof/calibration/words.ts';

export const calibration = {
  question: 'Which rules find buyers?',
  words: englishCalibrationWords satisfies CalibrationWords,
  by: { rule: 'Rules', level: 'Levels', fit: 'Fit' } satisfies Record<CalibrationRow['by'], string>,
  columns: {
    name: 'Just before the sale',
    people: 'Had it',
    won: 'Bought',
    lift: 'Times as often',
    points: 'Points',
    fitted: 'Sales suggest',
    accepted: 'Accepted',
    rejected: 'Rejected',
  },
  stays: 'stays',
  becomes: (points: string) => `→ ${points}`,
  draft: 'Draft a model with these points',
  draftNote:
    'It scores nothing until it is published. The preview shows what it would have ranked, among people to whom the points were not fitted.',
  ideas: 'Ideas for rules',
  ideasNote: 'What buyers did more often than others, and no rule asks for.',
  idea: {
    page: (what: string) => `Viewed ${what}`,
    file: (what: string) => `Downloaded ${what}`,
    kind: (what: string) => `Did: ${what}`,
    reading: (seconds: string) => `Read for ${seconds} seconds in all`,
  } satisfies Record<IdeaType, (what: string) => string>,
  reasons: 'Why leads were rejected',
  reason: (reason: string, leads: string) => `${reason}: ${leads}`,
  note: 'Had it: people at the moment of a sale, on average, for whom at least half of an award was left. Sales suggest: the points when all rules are fitted together, with the 95% interval.',
};
