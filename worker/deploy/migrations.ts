// Applies the migrations before the Worker that needs them is deployed, and checks that none is missing.

import type { Names } from './names.ts';
import { Stopped } from './stopped.ts';
import type { Terminal } from './terminal.ts';
import { must, type Wrangler } from './wrangler.ts';

/** Applies the migrations that the database lacks. Throws Stopped if any is still missing afterwards. */
export function migrate(
  { wrangler, names, terminal }: { wrangler: Wrangler; names: Names; terminal: Terminal },
  { isNew, shared }: { isNew: boolean; shared: string[] },
): void {
  if (!isNew) {
    if (missing(wrangler).length === 0) return;
    sayHowToRestore(wrangler, names, terminal, shared);
  }
  must(wrangler(['d1', 'migrations', 'apply', 'DB', '--remote']), 'applying the migrations');
  // Wrangler 4.156.2 exits with 0 when its question is declined.
  const left = missing(wrangler);
  if (left.length === 0) return;
  throw new Stopped(
    `Stopped: nothing was deployed, because the database still lacks ${left.join(', ')}. ` +
      'Run "npm run deploy" again and answer yes to apply them.',
  );
}

function missing(wrangler: Wrangler): string[] {
  const list = wrangler(['d1', 'migrations', 'list', 'DB', '--remote'], 'quiet');
  return missingIn(must(list, 'listing the migrations').printed);
}

/** The files that `wrangler d1 migrations list` reports as not applied. Throws Stopped if the output cannot be parsed. */
export function missingIn(printed: string): string[] {
  const files = printed.match(/[\w.-]+\.sql\b/g) ?? [];
  if (files.length > 0 || printed.includes('No migrations to apply')) return files;
  throw new Stopped(`Stopped: cannot tell which migrations the database lacks. ${printed.trim()}`.trim());
}

/**
 * Prints how to undo the migrations. Continues without a bookmark: Time Travel always records, and a restore also accepts
 * a time, so only precision is lost.
 */
function sayHowToRestore(wrangler: Wrangler, names: Names, terminal: Terminal, shared: string[]): void {
  const now = new Date().toISOString();
  const run = wrangler(['d1', 'time-travel', 'info', names.database, '--json'], 'quiet');
  const bookmark = run.status === 0 ? /"bookmark":\s*"([^"]+)"/.exec(run.printed)?.[1] : undefined;
  const moment = bookmark ? `--bookmark=${bookmark}` : `--timestamp=${now}`;
  const restore = ['npx wrangler d1 time-travel restore', names.database, moment, ...shared].join(' ');
  if (!bookmark) terminal.say('Cloudflare returned no bookmark; the command below uses the time instead.');
  terminal.say(
    `To restore the database to its state before this migration (within 7 days, or 30 on a paid plan):\n  ${restore}\n`,
  );
}
