// The Worker's entry: wiring only.

import { buildApp } from './app.ts';
import { reviewOrLeave } from './flows/alerts/review.ts';
import { sendExpected } from './flows/alerts/send/send.ts';
import { yieldToOthers } from './flows/common/units.ts';
import type { Env } from './http/env.ts';
import { meteredDatabase, noteRows, watch } from './http/platform/metering.ts';
import { outsideOf } from './http/platform/outside.ts';
import { withoutPrefix } from './http/routed-path.ts';
import { asksForScript, serveScript } from './http/script-files.ts';
import { runScheduled } from './jobs/schedule.ts';

const app = buildApp();

/** Time for one minute's scheduled work. The next run continues the rest. */
const scheduledMs = 50_000;

/** After a response: once its own work is done, tells what has changed, and sends the messages. */
async function finish(env: Env, metered: Env, background: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(background);
  await reviewOrLeave(metered.DB, Date.now());
  await sendExpected(metered.DB, outsideOf(metered));
  await noteRows(env);
}

export default {
  async fetch(received: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const request = withoutPrefix(received);
    if (asksForScript(request)) return serveScript(request, env.ASSETS);
    const { watched, background } = watch(context);
    const metered = { ...env, DB: meteredDatabase(env) };
    const answer = await app.fetch(request, metered, watched);
    context.waitUntil(finish(env, metered, [...background, yieldToOthers()]));
    return answer;
  },
  async scheduled({ scheduledTime: now }, env) {
    // A run can be late: its scheduled minute decides whether hourly work runs.
    const DB = meteredDatabase(env);
    const deadline = Date.now() + scheduledMs;
    await runScheduled(DB, { now, deadline, outside: outsideOf({ ...env, DB }) });
    await noteRows(env);
  },
} satisfies ExportedHandler<Env>;
