// A world to measure in: workerd with one bundled script, bound as wrangler.toml binds the Worker, and a fresh, migrated D1.
// Plain miniflare, not `wrangler dev`, whose proxy would be what is measured.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as workerOptions } from 'wrangler';
import { bundleWorker } from '../demo/bundle.ts';
import { migrate } from '../demo/state/migrate.ts';
import { endWithUs } from '../demo/state/orphan.ts';

const root = resolve(import.meta.dirname, '..');

/** The admin token of every world. */
export const adminToken = 'bench';

/** A running script and its database. */
export interface World {
  /** Of the script on 127.0.0.1, without a slash at its end. */
  url: string;
  db: D1Database;
  /**
   * Sends one request, past the network, to the isolate of this number (from 0). Throws with the answer's text where the
   * script fails.
   */
  ask(
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
    isolate?: number,
  ): Promise<Response>;
  /** Runs the scheduled handler, which nothing else here does, and waits for it. */
  runScheduled(at: Date): Promise<void>;
  /** Ends workerd and removes the database. */
  stop(): Promise<void>;
}

const nameOf = (isolate: number) => (isolate === 0 ? 'leadlight' : `leadlight-${isolate}`);

/** The bytes of a database as D1 tells them: what the plan's limit is compared with. Free pages do not count. */
export async function databaseBytes(db: D1Database): Promise<number> {
  return (await db.prepare('select 1').run()).meta.size_after;
}

/**
 * Starts `entry`, a path from the repository's root, in so many isolates on one database. Throws where it does not build or
 * does not start.
 */
export async function openWorld(entry: string, { isolates = 1 } = {}): Promise<World> {
  // The static assets stand in front of a script locally, in its own thread; in production they cost it nothing.
  const {
    modulesRules: _rules,
    assets: _assets,
    ...worker
  } = workerOptions(join(root, 'wrangler.toml')).workerOptions;
  const { code } = await bundleWorker(join(root, entry));
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when a benchmark fails or is interrupted.
  process.once('exit', remove);
  const release = endWithUs('workerd');
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      log: new Log(LogLevel.ERROR),
      cf: false,
      telemetry: { enabled: false },
      resourcePersistencePath: folder,
      workers: Array.from({ length: isolates }, (_, isolate) => ({
        ...worker,
        name: nameOf(isolate),
        modules: true,
        script: code,
        bindings: { ADMIN_TOKEN: adminToken, LIMITS: 'off', PLAN: 'paid' },
      })),
    }),
  );
  const url = (await miniflare.ready).origin;
  const db = await miniflare.getD1Database('DB');
  await migrate(db, join(root, 'schema/migrations'));
  return {
    url,
    db,
    async ask(path, init = {}, isolate = 0) {
      const fetcher = await miniflare.getWorker(nameOf(isolate));
      const answer = (await fetcher.fetch(`http://bench${path}`, init)) as unknown as Response;
      if (answer.status >= 400) throw new Error(`${entry} answered ${answer.status}: ${await answer.text()}`);
      return answer;
    },
    async runScheduled(at) {
      const fetcher = await miniflare.getWorker();
      await fetcher.scheduled({ scheduledTime: at, cron: '* * * * *' });
    },
    async stop() {
      await miniflare.dispose();
      release();
      process.off('exit', remove);
      remove();
    },
  };
}
