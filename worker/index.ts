// The Worker's entry: wiring only.

import { buildApp } from './app.ts';
import type { Env } from './env.ts';
import { runScheduled } from './jobs/schedule.ts';
import { withoutPrefix } from './routed-path.ts';
import { asksForScript, serveScript } from './script-files.ts';

const app = buildApp();

/** Time for one minute's scheduled work; what is left goes on a minute later. */
const scheduledMs = 50_000;

export default {
  fetch(received: Request, env: Env, context: ExecutionContext): Response | Promise<Response> {
    const request = withoutPrefix(received);
    return asksForScript(request) ? serveScript(request, env.ASSETS) : app.fetch(request, env, context);
  },
  async scheduled(_controller, env) {
    const now = Date.now();
    await runScheduled(env.DB, { now, deadline: now + scheduledMs });
  },
} satisfies ExportedHandler<Env>;
