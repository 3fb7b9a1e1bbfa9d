// The Worker's entry: wiring only. Each invocation gets a database that counts what is asked of it.

import { planOf } from '../schema/plan.ts';
import { buildApp } from './app.ts';
import type { Env } from './env.ts';
import { letOthersThrough } from './flows/let-others.ts';
import { runScheduled } from './jobs/schedule.ts';
import { asksForScript, withoutPrefix } from './routed-path.ts';
import { metered } from './store/metered.ts';
import { addRowsWritten, createRowCounter, type RowCounter } from './store/usage.ts';

const app = buildApp();

/** Time for one minute's scheduled work; what is left goes on a minute later. */
const scheduledMs = 50_000;

/** Rows that an isolate writes between two notes of how many: a note costs a row. */
const rowsBetweenNotes = 100;

/** Of this isolate. Made by its first invocation: before, there are no random numbers. */
let rowCounter: RowCounter | undefined;

export default {
  async fetch(received: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const request = withoutPrefix(received);
    if (asksForScript(request)) return env.ASSETS.fetch(request);
    const { watched, background } = watch(context);
    const answer = await app.fetch(request, { ...env, DB: meteredDatabase(env) }, watched);
    context.waitUntil(Promise.allSettled([...background, letOthersThrough()]).then(() => noteRows(env)));
    return answer;
  },
  async scheduled(_controller, env) {
    const now = Date.now();
    await runScheduled(meteredDatabase(env), { now, deadline: now + scheduledMs });
    await noteRows(env);
  },
} satisfies ExportedHandler<Env>;

/** One statement is kept back for `noteRows`. */
function meteredDatabase(env: Env): D1Database {
  rowCounter ??= createRowCounter(rowsBetweenNotes, Math.random());
  const { add: onRowsWritten } = rowCounter;
  return metered(env.DB, { statements: planOf(env.PLAN).statements - 1, onRowsWritten });
}

/** The same context, and what it is asked to wait for: work that goes on after the answer. */
function watch(context: ExecutionContext): { watched: ExecutionContext; background: Promise<unknown>[] } {
  const background: Promise<unknown>[] = [];
  const watched = {
    ...context,
    waitUntil(work: Promise<unknown>) {
      background.push(work);
      context.waitUntil(work);
    },
    passThroughOnException: () => context.passThroughOnException(),
  };
  return { watched, background };
}

/** Writes down how many rows this isolate has written, once there are enough of them. A failure loses one note. */
async function noteRows({ DB }: Env): Promise<void> {
  const rowsWritten = rowCounter?.take() ?? 0;
  if (rowsWritten === 0) return;
  const day = new Date().toISOString().slice(0, 10);
  await addRowsWritten(DB, { day, rowsWritten }).catch((error) =>
    console.error('rows written were not noted', error),
  );
}
