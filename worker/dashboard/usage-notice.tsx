// The line at the top of the pages where most of the Cloudflare plan is used. For who may see every site: it is of all of them.

import { planOf } from '../../schema/plan.ts';
import { readFigures } from '../flows/sites/usage.ts';
import { type UsageWarning, warningsOf } from '../flows/sites/usage-warnings.ts';
import type { Env } from '../http/env.ts';

/** What to warn of; nothing where the usage cannot be read, which is logged: the page is worth more. One round trip. */
export async function readUsageWarnings({ DB, PLAN }: Env): Promise<UsageWarning[]> {
  try {
    return warningsOf(await readFigures(DB, planOf(PLAN), Date.now()));
  } catch (error) {
    console.error('the usage could not be read', error);
    return [];
  }
}

/** A line for each warning, which opens to say what happens and what to do; nothing where there is none. */
export function UsageNotice({ warnings }: { warnings: readonly UsageWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <div class="notice" role="status">
      {warnings.map(({ headline, detail }) => (
        <details>
          <summary>{headline}</summary>
          <p>{detail}</p>
        </details>
      ))}
    </div>
  );
}
