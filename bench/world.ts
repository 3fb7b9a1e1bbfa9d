// The environment of a benchmark: workerd with one bundled script, the bindings of wrangler.toml, and a new, migrated D1.
// Uses plain miniflare, because the proxy of `wrangler dev` would dominate the figures.

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
  /** The script's URL on 127.0.0.1, without a trailing slash. */
  url: string;
  db: D1Database;
  /**
   * Sends a request, without the network, to the isolate with this number (from 0). Throws with the response's text if the
   * script fails.
   */
  ask(
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
    isolate?: number,
  ): Promise<Response>;
  /** Runs the scheduled handler, which never runs by itself here, and waits for it. */
  runScheduled(at: Date): Promise<void>;
  /** Stops workerd and removes the database. */
  stop(): Promise<void>;
}

/** Gives a script of bench/workers a job, and returns its answer. */
export async function askJob<Job, Answer>(world: World, job: Job): Promise<Answer> {
  const answer = await world.ask('/', { method: 'POST', body: JSON.stringify(job) });
  return (await answer.json()) as Answer;
}

const nameOf = (isolate: number) => (isolate === 0 ? 'leadlight' : `leadlight-${isolate}`);

/** The size of a database in bytes as D1 reports it, for the plan's limit. Free pages do not count. */
export async function databaseBytes(db: D1Database): Promise<number> {
  return (await db.prepare('select 1').run()).meta.size_after;
}

/** What a world may have besides. */
export interface WorldOptions {
  isolates?: number;
  /** Variables of the script. */
  bindings?: Record<string, string>;
  compatibilityFlags?: string[];
  /** Answers everything that the script fetches. */
  outside?: (request: Request) => Promise<Response>;
}

/**
 * Starts `entry`, a path relative to the repository's root, in this many isolates on one database. Throws if it does not
 * build or start.
 */
export async function openWorld(
  entry: string,
  { isolates = 1, bindings = {}, compatibilityFlags, outside }: WorldOptions = {},
): Promise<World> {
  // Locally, the server of static assets runs in front of the script, in its thread. In production it costs nothing.
  const {
    modulesRules: _rules,
    assets: _assets,
    ...worker
  } = workerOptions(join(root, 'wrangler.toml')).workerOptions;
  const { code } = await bundleWorker(join(root, entry));
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also if a benchmark fails or is interrupted.
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
        bindings: { ADMIN_TOKEN: adminToken, LIMITS: 'off', PLAN: 'paid', ...bindings },
        ...(compatibilityFlags && { compatibilityFlags }),
        ...(outside && { outboundService: outside as never }),
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
      if (answer.status >= 400)
        throw new Error(`${entry} responded ${answer.status}: ${await answer.text()}`);
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
