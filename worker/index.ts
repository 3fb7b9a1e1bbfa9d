// The Worker's entry: wiring only.

import { buildApp } from './app.ts';
import { reviewOrLeave } from './flows/alerts/review.ts';
import { yieldToOthers } from './flows/common/units.ts';
import type { Env } from './http/env.ts';
import { meteredDatabase, noteRows, watch } from './http/platform/metering.ts';
import { withoutPrefix } from './http/routed-path.ts';
import { asksForScript, serveScript } from './http/script-files.ts';
import { runScheduled } from './jobs/schedule.ts';

const app = buildApp();

/** Time for one minute's scheduled work. The next run continues the rest. */
const scheduledMs = 50_000;

export default {
  async fetch(received: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const request = withoutPrefix(received);
    if (asksForScript(request)) return serveScript(request, env.ASSETS);
    const { watched, background } = watch(context);
    const db = meteredDatabase(env);
    const answer = await app.fetch(request, { ...env, DB: db }, watched);
    context.waitUntil(
      Promise.allSettled([...background, yieldToOthers()])
        .then(() => reviewOrLeave(db, Date.now()))
        .then(() => noteRows(env)),
    );
    return answer;
  },
  async scheduled({ scheduledTime: now }, env) {
    // A run can be late: its scheduled minute decides whether hourly work runs.
    await runScheduled(meteredDatabase(env), { now, deadline: Date.now() + scheduledMs });
    await noteRows(env);
  },
} satisfies ExportedHandler<Env>;
