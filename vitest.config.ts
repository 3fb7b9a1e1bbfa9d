// Four kinds of test, each where it belongs: plain node, workerd with a real D1, a real browser, the real server.
// `npx vitest run --project worker test/worker/identity/identity.test.ts` runs one file of one kind.

import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/run/longest-first.ts';
import { skippedByName } from './test/support/run/skipped-by-name.ts';
import { serveInternet } from './test/support/server/internet.ts';

// wrangler.toml names it and miniflare wants it to exist, even where nothing has been built yet.
mkdirSync('dist/assets', { recursive: true });

// Programs that tests start load what they are made of from here. wrangler, started twenty times, compiles for half a second.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/compiled');

// A run builds the snippet some thirty times, and most of a build is its minifying.
process.env.MINIFIED_CACHE ??= resolve('node_modules/.cache/minified');

// And it starts the server a dozen times, with the same Worker.
process.env.BUNDLE_CACHE ??= resolve('node_modules/.cache/bundled');

// Property tests: all of a run share a seed, so that PROPERTY_SEED repeats it; PROPERTY_RUNS is how often each is tried.
// Vitest reads this file more than once: the environment keeps what was chosen first.
if (!process.env.PROPERTY_SEED) {
  process.env.PROPERTY_SEED = String(randomInt(2 ** 31));
  console.log(`Property tests: PROPERTY_SEED=${process.env.PROPERTY_SEED}`);
}
const { PROPERTY_SEED, PROPERTY_RUNS } = process.env;
const property = { PROPERTY_SEED, ...(PROPERTY_RUNS && { PROPERTY_RUNS }) };

/** A property tried a thousand times against a database takes minutes. */
const propertyTimeoutMs = PROPERTY_RUNS ? 30 * 60_000 : 120_000;

// Files that run at a time. More than cores, because those of the browser wait most of their time; fewer in CI, whose slow tests
// start servers and measure whether they stay available.
const maxWorkers = (process.env.CI ? 2 : 3) * availableParallelism();

// Files that run at a time where a test never waits: after the others, because more of them would only load more.
const busy = { sequence: { groupOrder: 1 }, maxWorkers: 1 + availableParallelism() };

// .ci/run reads the numbers from the file.
const json: ['json', { outputFile: string }] = ['json', { outputFile: 'dist/tests.json' }];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // `npm test` without names leaves these out; CI, and whoever names a file, runs them.
    tags: [{ name: 'slow', description: 'takes long, and rarely finds more than the tests beside it' }],
    reporters: ['default', skippedByName, ...(process.env.CI ? [json] : [])],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{deploy,flows,intake,repository,schema,score,store}/**/*.test.ts'],
          isolate: false, // Half of the time would go into loading the same modules again.
          setupFiles: ['test/support/run/property-seed.ts'],
          env: property,
          ...busy, // Each worker loads the same modules.
          testTimeout: 60_000,
          hookTimeout: 60_000, // A hook packs the npm package, which on a busy machine takes longer than the default of 10 s.
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            // The Worker behind a database that throws beyond the plan's limit of statements, as Cloudflare does.
            main: './test/support/database/limited-entry.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              cf: false,
              outboundService: serveInternet,
              email: {
                send_email: [{ name: 'EMAIL', allowed_destination_addresses: ['sales@example.com'] }],
              },
              bindings: {
                ADMIN_TOKEN: 'test-admin-token',
                LIMITS: 'off',
                TEST_MIGRATIONS: await readD1Migrations('schema/migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          isolate: false, // migrated.ts empties what the file before has left.
          setupFiles: ['test/support/run/property-seed.ts', 'test/support/database/migrated.ts'],
          env: property,
          ...busy, // Each worker starts a workerd that loads the whole Worker.
          testTimeout: propertyTimeoutMs,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/snippet/**/*.test.ts', 'test/journey/**/*.test.ts'],
          globalSetup: ['test/support/run/shared-server-setup.ts'],
          isolate: false, // The script is built once for many files (test/snippet/site/site.ts).
          // A browser may hang for reasons of its own: in CI a failure has to happen twice.
          retry: process.env.CI ? 1 : 0,
          maxWorkers,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // As above, in the other engines: `npm run test:browsers`.
      ...['firefox', 'webkit'].map((engine) => ({
        test: {
          name: engine,
          sequence: { groupOrder: 2 },
          include: ['test/snippet/**/*.test.ts'],
          globalSetup: ['test/support/run/shared-server-setup.ts'],
          exclude: ['test/snippet/build/size.test.ts'], // Asks no browser.
          isolate: false,
          env: { ENGINE: engine },
          retry: process.env.CI ? 1 : 0,
          // The tests of forms wait for seconds what must not come: a file needs a quarter of a core.
          maxWorkers: 3 * availableParallelism(),
          testTimeout: 180_000, // A window takes Firefox half a second, and CI opens twenty to leave each way.
          hookTimeout: 180_000, // Firefox takes five seconds of processor time to start, several at once.
        },
      })),
      {
        test: {
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          // How soon a server answers depends on the machine: in CI a failure has to happen twice.
          retry: process.env.CI ? 1 : 0,
          maxWorkers,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
