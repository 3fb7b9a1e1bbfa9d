// The score at the top of a person's page.

import type { Visitor } from '../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { ScoreBar, StatusBadge } from '../frame/person.tsx';
import { useTexts } from '../texts/texts.ts';
import { centsText } from '../words/points.ts';

/** The score with the status, and as a bar. `score`: that of the explanation, so that it is the sum of the lines on the page. */
export function ScoreNow({ score, visitor, site }: { score: number; visitor: Visitor; site: SiteConfig }) {
  return (
    <>
      <p>
        <span class="amount">{centsText(score * 100, useTexts().locale)}</span>{' '}
        <StatusBadge visitor={visitor} />
      </p>
      <ScoreBar score={score} level={visitor.level} site={site} />
    </>
  );
}
