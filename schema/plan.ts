// What Cloudflare's plans allow. https://developers.cloudflare.com/d1/platform/limits/ and …/platform/pricing/

/** The plans of Cloudflare Workers, as the variable `PLAN` names them. */
export const planNames = ['free', 'paid'] as const;
export type PlanName = (typeof planNames)[number];

/** What a plan allows a database. */
export interface Plan {
  name: PlanName;
  /** SQL statements in one invocation of the Worker. Whether a batch counts as one is undocumented: each statement does here. */
  statements: number;
  /** Fetches and SQL statements together. https://developers.cloudflare.com/workers/platform/limits/#subrequests */
  subrequests: number;
  /** CPU time of an invocation. https://developers.cloudflare.com/workers/platform/limits/#cpu-time */
  cpuMs: number;
  /** Rows written, including index entries. Beyond these the free plan refuses all queries, and the paid one bills. */
  rowsWritten: number;
  /** US dollars per million further rows written; null if none can be bought. */
  dollarsAMillionRows: number | null;
  /** The UTC period in which `rowsWritten` is counted. */
  period: 'day' | 'month';
  /** The size of one database. Beyond it, writes are refused. */
  databaseBytes: number;
}

const plans: Readonly<Record<PlanName, Plan>> = {
  free: {
    name: 'free',
    statements: 50,
    subrequests: 50,
    cpuMs: 10,
    rowsWritten: 100_000,
    dollarsAMillionRows: null,
    period: 'day',
    databaseBytes: 500_000_000,
  },
  paid: {
    name: 'paid',
    statements: 1_000,
    subrequests: 10_000,
    cpuMs: 30_000,
    rowsWritten: 50_000_000,
    dollarsAMillionRows: 1,
    period: 'month',
    databaseBytes: 10_000_000_000,
  },
};

/** The plan with this name. If it is missing or unknown: the free one, which allows less. */
export function planOf(name: string | undefined): Plan {
  return name === 'paid' ? plans.paid : plans.free;
}
