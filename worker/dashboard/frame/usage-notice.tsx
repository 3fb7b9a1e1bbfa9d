// The warning at the top of the pages when the Cloudflare plan is almost used up. Only for people who can see all sites, because
// it covers all of them.

import { planOf } from '../../../schema/plan.ts';
import { readFigures } from '../../flows/sites/usage.ts';
import { type UsageWarning, warningsOf } from '../../flows/sites/usage-warnings.ts';
import type { Env } from '../../http/env.ts';
import { useTexts } from '../texts/texts.ts';

/** The warnings; none if the usage cannot be read, which is only logged, so that the page still works. One round trip. */
export async function readUsageWarnings({ DB, PLAN }: Env): Promise<UsageWarning[]> {
  try {
    return warningsOf(await readFigures(DB, planOf(PLAN), Date.now()));
  } catch (error) {
    console.error('cannot read the usage', error);
    return [];
  }
}

/** A line for each warning, which opens to show what happens and what to do. Nothing without warnings. */
export function UsageNotice({ warnings }: { warnings: readonly UsageWarning[] }) {
  const texts = useTexts().frame;
  if (warnings.length === 0) return null;
  return (
    <div class="notice" role="status">
      {warnings.map(texts.usageWarning).map(({ headline, detail }) => (
        <details>
          <summary>{headline}</summary>
          <p>{detail}</p>
        </details>
      ))}
    </div>
  );
}
