// The Worker's entry: wiring only.

import { buildApp } from './app.ts';
import type { Env } from './env.ts';
import { letOthersThrough } from './flows/let-others.ts';
import { runScheduled } from './jobs/schedule.ts';
import { meteredDatabase, noteRows, watch } from './metering.ts';
import { withoutPrefix } from './routed-path.ts';
import { asksForScript, serveScript } from './script-files.ts';

const app = buildApp();

/** Time for one minute's scheduled work; what is left goes on a minute later. */
const scheduledMs = 50_000;

export default {
  async fetch(received: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const request = withoutPrefix(received);
    if (asksForScript(request)) return serveScript(request, env.ASSETS);
    const { watched, background } = watch(context);
    const answer = await app.fetch(request, { ...env, DB: meteredDatabase(env) }, watched);
    context.waitUntil(Promise.allSettled([...background, letOthersThrough()]).then(() => noteRows(env)));
    return answer;
  },
  async scheduled({ scheduledTime: now }, env) {
    // A run may come late: the minute that it is for decides what is done once an hour.
    await runScheduled(meteredDatabase(env), { now, deadline: Date.now() + scheduledMs });
    await noteRows(env);
  },
} satisfies ExportedHandler<Env>;
