// `npm start`: builds, migrates and serves the product, by default with a demo site and demo visitors.

import { resolve } from 'node:path';
import { buildSnippet } from '../snippet/build/build.ts';
import { everyMinute } from './clock.ts';
import { readOptions, requireFree, type StartOptions, sayWhy, usage } from './options.ts';
import { seedDemo } from './people/seed.ts';
import { type Server, startServer } from './server.ts';
import { type DemoSite, serveSite } from './site.ts';
import { setAsideForeign } from './state/set-aside.ts';
import { keptToken, makeStateDir } from './state/state-folder.ts';
import { holdState } from './state/state-lock.ts';
import { tagLines } from './tags.ts';

const migrations = resolve(import.meta.dirname, '../schema/migrations');

/** Stops everything that was started, last in, first out. */
const started: (() => Promise<void>)[] = [];
let isStopping = false;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(usage);
    return;
  }
  stopOnSignals();
  makeStateDir(options.stateDir);
  const release = holdState(options.stateDir);
  started.push(async () => release());
  await requireFree(options.port);
  if (options.demo) await requireFree(options.port + 1);
  const moved = setAsideForeign(options.stateDir, { migrations, now: new Date() });
  if (moved) console.log(moved);
  await buildSnippet(resolve(import.meta.dirname, '../dist/assets'));
  const token = options.token ?? keptToken(options.stateDir);
  const server = await startServer({ ...options, token });
  stopOnSignals();
  started.push(() => server.stop());
  started.push(everyMinute((minute) => server.runScheduled(minute)));
  const site = options.demo ? await showDemo(options, server, token) : null;
  const tags = site ? [] : await tagLines(server.url, token);
  console.log(whereToClick({ server, site, token, tags, options }));
  console.log(`ready ${server.url}`);
}

/** Serves the demo site and, the first time on this database, adds the demo visitors. */
async function showDemo(options: StartOptions, server: Server, token: string): Promise<DemoSite> {
  const site = await serveSite(options.port + 1, server.url);
  started.push(() => site.stop());
  await seedDemo({ api: server.url, token, origin: site.url, now: Date.now() });
  return site;
}

interface Places {
  server: Server;
  site: DemoSite | null;
  token: string;
  tags: [what: string, text: string][];
  options: StartOptions;
}

function whereToClick({ server, site, token, tags, options }: Places): string {
  const lines = [
    ['Dashboard', server.url],
    ['Sign in with', token],
    ...(site
      ? [
          ['Demo site', site.url],
          ['Alerts', 'are printed here: send the form of the demo site'],
        ]
      : []),
    ...tags,
    ['API', `${server.url}/docs`],
    ['Database', options.stateDir],
  ];
  return `\n${lines.map(([what, where]) => `  ${what?.padEnd(13)} ${where}`).join('\n')}\n`;
}

/** Removes other signal handlers: miniflare's would exit with a status of its own before we have stopped. */
function stopOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => void stop(0));
  }
}

/** Stops everything, once: a terminal sends Ctrl-C to npm and to us, and npm forwards it. */
async function stop(status: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const end of started.reverse()) await end().catch((error) => console.error(error));
  process.exit(status);
}

main().catch((error) => {
  console.error(sayWhy(error));
  void stop(1);
});
