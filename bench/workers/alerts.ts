// The whole Worker, with the statements and fetches of each of its invocations counted.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Env } from '../../worker/http/env.ts';
import worker from '../../worker/index.ts';
import { wrapDatabase } from '../../worker/store/database/wrapped-database.ts';

/** What an invocation has used, with all that it does after its response. */
export interface Used {
  kind: 'request' | 'schedule';
  statements: number;
  fetches: number;
}

/** The invocations so far: what GET /used answers. */
const used: Used[] = [];
const current = new AsyncLocalStorage<Used>();

const original = globalThis.fetch;
globalThis.fetch = ((...asked: Parameters<typeof fetch>) => {
  const own = current.getStore();
  if (own) own.fetches += 1;
  return original(...asked);
}) as typeof fetch;

function begin<Answer>(
  kind: Used['kind'],
  env: Env,
  work: (counted: Env) => Promise<Answer>,
): Promise<Answer> {
  const own: Used = { kind, statements: 0, fetches: 0 };
  used.push(own);
  const DB = wrapDatabase(env.DB, (statements, ask) => {
    own.statements += statements;
    return ask();
  });
  return current.run(own, () => work({ ...env, DB }));
}

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname === '/used') return Response.json(used);
    return begin('request', env, (counted) => worker.fetch(request, counted, context));
  },
  async scheduled(controller: ScheduledController, env: Env): Promise<void> {
    await begin('schedule', env, (counted) => worker.scheduled(controller, counted));
  },
};
