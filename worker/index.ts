// The Worker's entry: wiring only.

import { buildApp } from './app.ts';
import { yieldToOthers } from './flows/yield.ts';
import type { Env } from './http/env.ts';
import { meteredDatabase, noteRows, watch } from './http/metering.ts';
import { withoutPrefix } from './http/routed-path.ts';
import { asksForScript, serveScript } from './http/script-files.ts';
import { runScheduled } from './jobs/schedule.ts';

const app = buildApp();

/** Time for one minute's scheduled work; what is left goes on a minute later. */
const scheduledMs = 50_000;

export default {
  async fetch(received: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const request = withoutPrefix(received);
    if (asksForScript(request)) return serveScript(request, env.ASSETS);
    const { watched, background } = watch(context);
    const answer = await app.fetch(request, { ...env, DB: meteredDatabase(env) }, watched);
    context.waitUntil(Promise.allSettled([...background, yieldToOthers()]).then(() => noteRows(env)));
    return answer;
  },
  async scheduled({ scheduledTime: now }, env) {
    // A run may come late: the minute that it is for decides what is done once an hour.
    await runScheduled(meteredDatabase(env), { now, deadline: Date.now() + scheduledMs });
    await noteRows(env);
  },
} satisfies ExportedHandler<Env>;
