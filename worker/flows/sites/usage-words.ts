// A warning about the plan in English, for the API and the English pages: how much is used, what happens beyond it, and what to do.
// Pure.

import { limits } from '../../../schema/event.ts';
import { type Plan, planOf } from '../../../schema/plan.ts';
import { hourMs } from '../../../schema/time/durations.ts';
import { bytesText, dollarsText, rowsText, shareText } from './usage-amounts.ts';
import type { UsageWarning } from './usage-warnings.ts';

/** A warning in two parts: what is used, as one sentence, and the sentences that follow from it. */
export interface WarningWords {
  headline: string;
  detail: string;
}

/** The warning in words. */
export function warningWords(warning: UsageWarning): WarningWords {
  return warning.of === 'rows' ? rowsWarning(warning) : bytesWarning(warning);
}

const hoursKept = limits.maxAgeMs / hourMs;
const queued = `Each browser keeps its last ${limits.maxEvents} events for ${hoursKept} hours and sends them later.`;
const toPaid =
  'change the account to the paid plan, set PLAN = "paid" in wrangler.toml, and run npm run deploy';
const fewerRows = 'To write fewer rows, exclude paths (the setting exclude) or serve fewer models.';

function rowsWarning({ plan, used, allowed, share }: UsageWarning): WarningWords {
  const when = plan.period === 'day' ? 'today' : 'this month';
  return {
    headline: `${shareText(share, 'en')} of what Cloudflare's ${plan.name} plan includes ${when} is used: ${rowsText(used, 'en')} of ${rowsText(allowed, 'en')} rows written.`,
    detail: `${beyondRows(plan)} ${fewerRows}`,
  };
}

function beyondRows({ dollarsAMillionRows: dollars }: Plan): string {
  if (dollars !== null)
    return `Beyond that, each million rows costs ${dollarsText(dollars, 'en')}, and nothing stops.`;
  return `Beyond that, Cloudflare rejects all queries until midnight UTC: nothing new is stored, and no page opens. ${queued} To continue, ${toPaid}.`;
}

function bytesWarning({ plan, used, allowed, share }: UsageWarning): WarningWords {
  const { databaseBytes: most } = planOf('paid');
  const more = plan.databaseBytes < most ? ` For up to ${bytesText(most, 'en')}, ${toPaid}.` : '';
  return {
    headline: `The database is ${shareText(share, 'en')} full: ${bytesText(used, 'en')} of the ${bytesText(allowed, 'en')} that Cloudflare's ${plan.name} plan allows.`,
    detail: `When it is full, Cloudflare rejects all writes, and nothing new is stored. ${queued} To make room, give your sites a shorter retentionDays, or delete those that you no longer need.${more}`,
  };
}
