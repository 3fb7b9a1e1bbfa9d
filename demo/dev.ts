// `npm run dev`: the demo with live reload. Wrangler serves the Worker and rebuilds it when a file changes.
// The demo site and its visitors are the same as in `npm start`, in a database of its own.

import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { sayWhy } from './options.ts';
import { seedDemo } from './people/seed.ts';
import { serveSite } from './site.ts';
import { endWithUs } from './state/orphan.ts';
import { setAsideForeign } from './state/set-aside.ts';
import { makeStateDir } from './state/state-folder.ts';
import { holdState } from './state/state-lock.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8787' } } });
const port = Number(values.port);
const url = `http://localhost:${port}`;
const token = randomUUID();
const state = '.leadlight/dev';

try {
  makeStateDir(state);
  holdState(state); // Until this process ends.
  const moved = setAsideForeign(state, { migrations: 'schema/migrations', now: new Date() });
  if (moved) console.log(moved);
} catch (error) {
  console.error(sayWhy(error));
  process.exit(1);
}

Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' });

const migrated = spawnSync(
  'wrangler',
  ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
if (migrated.status !== 0) process.exit(migrated.status ?? 1);

const bindings = ['--var', `ADMIN_TOKEN:${token}`, '--var', 'LIMITS:off', '--var', 'PLAN:paid'];
const server = ['--ip', '127.0.0.1', '--port', String(port), '--test-scheduled'];
const release = endWithUs('wrangler', 'TERM');
const wrangler = spawn('wrangler', ['dev', ...server, '--persist-to', state, ...bindings], {
  stdio: 'inherit',
});
wrangler.once('exit', (status) => {
  release();
  process.exit(status ?? 0);
});
// We exit after wrangler has exited.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => wrangler.kill(signal));

try {
  await untilHealthy();
  const site = await serveSite(port + 1, url);
  await seedDemo({ api: url, token, origin: site.url, now: Date.now() });
  console.log(`\n  Dashboard     ${url}\n  Sign in with  ${token}\n  Demo site     ${site.url}\n`);
} catch (error) {
  console.error(error);
  wrangler.kill();
}

async function untilHealthy(): Promise<void> {
  for (;;) {
    const isHealthy = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
    await new Promise((tick) => setTimeout(tick, 200));
  }
}
