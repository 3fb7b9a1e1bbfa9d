// The Worker for tests: with a D1 that allows each invocation as many statements as Cloudflare's free plan, or the paid plan
// if a request says so. On request, a response has the database use of its invocation in headers.

import { type PlanName, planOf } from '../../../schema/plan.ts';
import type { Env } from '../../../worker/http/env.ts';
import worker from '../../../worker/index.ts';
import { type Asked, limitedDatabase } from './limited-database.ts';

/** Request header that sets a plan other than the free one. */
export const planHeader = 'x-test-plan';

/** Request header that adds the use of the database to the response, in the headers below. */
export const countHeader = 'x-test-count';
export const statementsHeader = 'x-test-statements';
export const roundTripsHeader = 'x-test-round-trips';
export const rowsHeader = 'x-test-rows-written';

function limitedEnv(env: Env, name: string | undefined): { env: Env; asked: Asked } {
  const plan = planOf(name);
  const { db, asked } = limitedDatabase(env.DB, plan.statements);
  return { env: { ...env, DB: db, PLAN: plan.name satisfies PlanName }, asked };
}

export default {
  async fetch(request, env, context) {
    const { env: limited, asked } = limitedEnv(env, request.headers.get(planHeader) ?? undefined);
    const answer = await worker.fetch(request, limited, context);
    if (!request.headers.has(countHeader)) return answer;
    const headers = new Headers(answer.headers);
    headers.set(statementsHeader, String(asked.statements));
    headers.set(roundTripsHeader, String(asked.roundTrips));
    headers.set(rowsHeader, String(asked.rowsWritten));
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
  },
  scheduled: (controller, env) => worker.scheduled(controller, limitedEnv(env, env.PLAN).env),
} satisfies ExportedHandler<Env>;
