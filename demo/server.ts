// Runs the whole product locally: the Worker in workerd, with the bindings of wrangler.toml and a D1 stored in a folder.
// Uses plain miniflare, not `wrangler dev`: it starts in a second, needs no network and responds 5 to 10 times as fast.

import { join, resolve } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as workerOptions } from 'wrangler';
import { bundleWorker } from './bundle.ts';
import { migrate } from './state/migrate.ts';
import { endWithUs } from './state/orphan.ts';

const root = resolve(import.meta.dirname, '..');

/** Options of a local server. Its database is in `stateDir`. */
export interface ServerOptions {
  port: number;
  stateDir: string;
  /** The admin token. */
  token: string;
  /** Whether the rate limits of wrangler.toml apply. */
  limits: boolean;
}

/** A server that accepts requests at `url` (without a trailing slash) until it is stopped. */
export interface Server {
  url: string;
  /** Runs the Worker's scheduled handler, as Cloudflare's cron trigger does each minute, and waits for it. */
  runScheduled(at: Date): Promise<void>;
  /** Stops workerd and waits until it has exited. */
  stop(): Promise<void>;
}

/**
 * Bundles the Worker, migrates the database and serves on 127.0.0.1 only.
 * The snippet must be in dist/assets already. Throws if the port is in use or the build fails.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const configured = workerOptions(join(root, 'wrangler.toml'));
  const { code } = await bundleWorker(configured.main ?? join(root, 'worker/index.ts'));
  // Wrangler's bundling rules make no sense for a finished bundle, and miniflare rejects them.
  const { modulesRules: _rules, ...worker } = configured.workerOptions;
  const release = endWithUs('workerd');
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: options.port,
      log: new Log(LogLevel.WARN),
      // The location of a local request is unknown; `false` would place everybody in Austin, Texas.
      cf: {},
      telemetry: { enabled: false },
      resourcePersistencePath: resolve(options.stateDir),
      workers: [
        {
          ...worker,
          name: 'leadlight',
          modules: true,
          script: code,
          bindings: {
            ...(worker.bindings as Record<string, string>),
            ADMIN_TOKEN: options.token,
            LIMITS: options.limits ? 'on' : 'off',
            LOCAL_TARGETS: 'on', // Webhooks may have targets on this machine.
            PLAN: 'paid', // No plan limits apply here, so work need not wait for the next minute as on the free plan.
          },
        },
      ],
    }),
  );
  await miniflare.ready;
  await migrate(await miniflare.getD1Database('DB'), join(root, 'schema/migrations'));
  return {
    url: `http://localhost:${options.port}`,
    async runScheduled(at) {
      const fetcher = await miniflare.getWorker();
      await fetcher.scheduled({ scheduledTime: at, cron: '* * * * *' });
    },
    async stop() {
      await miniflare.dispose();
      release();
    },
  };
}
