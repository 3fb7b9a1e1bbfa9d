// Who a visitor is, in a few words, and where it stands.

import type { Visitor } from '../../../schema/api/visitor.ts';
import { visibleText } from '../../score/conditions/visible-text.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';

/** A name, else an email or a userId, else `Anonymous` with the beginning of its id, to tell it from others. */
export function nameOf({ id, name, email, userId }: Visitor): string {
  return visibleText(name) ?? email ?? visibleText(userId) ?? `Anonymous · ${id.slice(0, 6)}`;
}

/** What else is known: whatever of email, userId and company is not the name already. */
export function alsoKnown(visitor: Visitor): string[] {
  const { email, userId, company } = visitor;
  const known = [email, email === null ? visibleText(userId) : null, visibleText(company)];
  return known.filter((text): text is string => text !== null && text !== nameOf(visitor));
}

/** The status as a badge, its colour by level: names are the model's own. */
export function StatusBadge({ visitor: { status, level } }: { visitor: Visitor }) {
  return <span class={`badge level-${level ?? 'none'}`}>{status}</span>;
}

/**
 * A score as a bar. Scores have no end, so the bar fills as score ÷ (score + hot): half full is where the hottest level
 * begins, and it is never quite full. The number stands beside it; the bar is for the eye alone.
 */
export function ScoreBar({ score, level, site }: { score: number; level: number | null; site: SiteConfig }) {
  const hot = site.served.model.levels[0].at;
  const share = score <= 0 ? 0 : hot <= 0 ? 1 : score / (score + hot);
  return (
    <svg
      class={`bar level-${level ?? 'none'}`}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="bar-track" width="100" height="6" />
      <rect class="bar-fill" width={(share * 100).toFixed(1)} height="6" />
      <rect class="bar-hot" x="49.6" width="0.8" height="6" />
    </svg>
  );
}
