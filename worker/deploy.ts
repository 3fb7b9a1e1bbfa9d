// `npm run deploy`: puts this Worker on your Cloudflare account, with its database migrated first.
// Runs on your machine and is no part of the Worker.

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const database = 'leadlight';

/** What a run of wrangler came to: its exit status, and what it printed where that was asked for. */
export interface Run {
  status: number;
  printed: string;
}

/** Runs wrangler with these arguments; `quiet` keeps what it prints instead of showing it. */
export type Wrangler = (args: string[], how?: 'quiet') => Run;

/** Wrangler failed; it has said why itself. */
export class WranglerFailed extends Error {}

/**
 * Makes the database where there is none, applies the migrations that it lacks, then deploys. A Worker without the
 * secret `ADMIN_TOKEN` gets a random one, which is returned (null where it has one: it cannot be read back).
 * With `--dry-run` among `more`, which goes to `wrangler deploy`, nothing but the bundle is made.
 * Throws WranglerFailed at the first step that fails.
 */
export function deploy(wrangler: Wrangler, more: string[] = []): string | null {
  if (more.includes('--dry-run')) {
    must(wrangler(['deploy', ...more]), 'wrangler deploy');
    return null;
  }
  makeDatabase(wrangler);
  must(wrangler(['d1', 'migrations', 'apply', 'DB', '--remote']), 'applying the migrations');
  if (hasAdminToken(wrangler)) {
    must(wrangler(['deploy', ...more]), 'wrangler deploy');
    return null;
  }
  const token = randomBytes(24).toString('base64url');
  withSecretsFile({ ADMIN_TOKEN: token }, (file) =>
    must(wrangler(['deploy', '--secrets-file', file, ...more]), 'wrangler deploy'),
  );
  return token;
}

function makeDatabase(wrangler: Wrangler): void {
  const listed = must(wrangler(['d1', 'list', '--json'], 'quiet'), 'listing the databases').printed;
  const databases = JSON.parse(listed.slice(listed.indexOf('['))) as { name: string }[];
  if (databases.some(({ name }) => name === database)) return;
  must(wrangler(['d1', 'create', database, '--update-config=false']), 'making the database');
}

function hasAdminToken(wrangler: Wrangler): boolean {
  const run = wrangler(['secret', 'list', '--format', 'json'], 'quiet');
  // Before its first deployment there is no Worker that could have secrets.
  if (run.status !== 0 && /Worker ".*" .*not found/.test(run.printed)) return false;
  const listed = must(run, 'listing the secrets').printed;
  const secrets = JSON.parse(listed.slice(listed.indexOf('['))) as { name: string }[];
  return secrets.some(({ name }) => name === 'ADMIN_TOKEN');
}

function must(run: Run, what: string): Run {
  if (run.status === 0) return run;
  throw new WranglerFailed(`Stopped: ${what} failed. ${run.printed.trim()}`.trim());
}

/** Secrets reach wrangler in a file of our own that lives as long as the call: arguments can be seen by others. */
function withSecretsFile(secrets: Record<string, string>, use: (file: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-'));
  const file = join(folder, 'secrets.json');
  try {
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
    use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const realWrangler: Wrangler = (args, how) => {
  const run = spawnSync('wrangler', args, {
    stdio: how === 'quiet' ? ['inherit', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    shell: process.platform === 'win32',
  });
  if (run.error) {
    return { status: 1, printed: `wrangler did not start: ${run.error.message}. Run "npm ci" first.` };
  }
  return { status: run.status ?? 1, printed: `${run.stdout ?? ''}${run.status ? (run.stderr ?? '') : ''}` };
};

if (process.argv[1] === import.meta.filename) {
  try {
    const token = deploy(realWrangler, process.argv.slice(2));
    if (token) {
      console.log(`\nThe admin token, shown this once:\n\n  ${token}\n`);
      console.log('Keep it safe. To replace it: npx wrangler secret put ADMIN_TOKEN');
    }
  } catch (error) {
    if (!(error instanceof WranglerFailed)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
