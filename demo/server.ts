// The whole product on this machine: the Worker in workerd, as wrangler.toml binds it, with a D1 kept in a folder.
// Plain miniflare, not `wrangler dev`: it starts in a second, needs no network and answers 5 to 10 times as fast.

import { join, resolve } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as workerOptions } from 'wrangler';
import { bundleWorker } from './bundle.ts';
import { migrate } from './state/migrate.ts';
import { endWithUs } from './state/orphan.ts';

const root = resolve(import.meta.dirname, '..');

/** What a local server is started with. `stateDir` holds its database. */
export interface ServerOptions {
  port: number;
  stateDir: string;
  /** The admin token. */
  token: string;
  /** Whether the rate limits of wrangler.toml hold. */
  limits: boolean;
}

/** A server that accepts requests at `url` (no slash at its end) until it is stopped. */
export interface Server {
  url: string;
  /** What Cloudflare's clock would do each minute: runs the Worker's scheduled handler and waits for it. */
  runScheduled(at: Date): Promise<void>;
  /** Ends workerd, waiting for it. */
  stop(): Promise<void>;
}

/**
 * Bundles the Worker, migrates the database and serves both on 127.0.0.1 only.
 * The snippet must have been built into dist/assets. Throws where the port is taken or the sources do not build.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const configured = workerOptions(join(root, 'wrangler.toml'));
  const { code } = await bundleWorker(configured.main ?? join(root, 'worker/index.ts'));
  // Their bundling rules have no meaning for a finished bundle, and miniflare refuses them.
  const { modulesRules: _rules, ...worker } = configured.workerOptions;
  const release = endWithUs('workerd');
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: options.port,
      log: new Log(LogLevel.WARN),
      // Nothing is known of where a request on this machine comes from; `false` would put everybody in Austin, Texas.
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
            PLAN: 'paid', // This machine has no plan, and need not wait for the next minute as the free one does.
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
