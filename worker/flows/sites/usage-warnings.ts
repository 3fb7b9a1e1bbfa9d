// What is said where most of the plan is used: how much, what happens beyond it, and what to do. Pure.

import { type UsageFigures, warningShare } from '../../../schema/api/sites/usage.ts';
import { limits } from '../../../schema/event.ts';
import { type Plan, planOf } from '../../../schema/plan.ts';

/** A warning in two parts: what is used, as one sentence, and the sentences that follow from it. */
export interface UsageWarning {
  headline: string;
  detail: string;
}

/** None while less than `warningShare` is used. */
export function warningsOf({ plan: name, rowsWritten, database }: UsageFigures): UsageWarning[] {
  const plan = planOf(name);
  return [
    ...(rowsWritten.share >= warningShare ? [rowsWarning(plan, rowsWritten)] : []),
    ...(database.share >= warningShare ? [sizeWarning(plan, database)] : []),
  ];
}

const hoursKept = limits.maxAgeMs / 3_600_000;
const queued = `Each browser keeps its last ${limits.maxEvents} events for ${hoursKept} hours and sends them later.`;
const toPaid =
  'change the account to the paid plan, set PLAN = "paid" in wrangler.toml, and run npm run deploy';
const fewerRows = 'To write fewer rows, exclude paths (the setting exclude) or serve fewer models.';

function rowsWarning(plan: Plan, { used, allowed, share }: UsageFigures['rowsWritten']): UsageWarning {
  const when = plan.period === 'day' ? 'today' : 'this month';
  return {
    headline: `${percent(share)} of what Cloudflare's ${plan.name} plan includes ${when} is used: ${rows(used)} of ${rows(allowed)} rows written.`,
    detail: `${beyondRows(plan)} ${fewerRows}`,
  };
}

function beyondRows({ dollarsAMillionRows: dollars }: Plan): string {
  if (dollars !== null)
    return `Beyond that, each million rows costs $${dollars.toFixed(2)}, and nothing stops.`;
  return `Beyond that, Cloudflare rejects all queries until midnight UTC: nothing new is stored, and no page opens. ${queued} To continue, ${toPaid}.`;
}

function sizeWarning(
  plan: Plan,
  { bytes: used, allowedBytes, share }: UsageFigures['database'],
): UsageWarning {
  const { databaseBytes: most } = planOf('paid');
  const more = plan.databaseBytes < most ? ` For up to ${bytes(most)}, ${toPaid}.` : '';
  return {
    headline: `The database is ${percent(share)} full: ${bytes(used)} of the ${bytes(allowedBytes)} that Cloudflare's ${plan.name} plan allows.`,
    detail: `When it is full, Cloudflare rejects all writes, and nothing new is stored. ${queued} To make room, give your sites a shorter retentionDays, or delete those that you no longer need.${more}`,
  };
}

/** Cut and not rounded, so that 100% is said only where it is reached. */
const cut = { roundingMode: 'trunc' } as const;

function percent(share: number): string {
  return share.toLocaleString('en', { style: 'percent', ...cut });
}

/** `81,200` or `40.5 million`. */
function rows(count: number): string {
  const words = { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1, ...cut } as const;
  return count.toLocaleString('en', count < 1_000_000 ? {} : words);
}

/** `412 MB` or `8.1 GB`, decimal as Cloudflare counts. */
function bytes(count: number): string {
  const isSmall = count < 1_000_000_000;
  const unit = isSmall ? 'megabyte' : 'gigabyte';
  const shape = { style: 'unit', unit, maximumFractionDigits: isSmall ? 0 : 1, ...cut } as const;
  return (count / (isSmall ? 1_000_000 : 1_000_000_000)).toLocaleString('en', shape);
}
