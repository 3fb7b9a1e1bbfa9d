// Runs wrangler as a child process.

import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { type Deployment, readOutput } from './output-file.ts';
import { Stopped } from './stopped.ts';

/** What a run of wrangler came to. */
export interface Run {
  status: number;
  /** What it printed when it ran quietly: the standard output, and the errors too when it failed. */
  printed: string;
  /** What `wrangler deploy` put online; null: nothing, as when its question was declined, which exits 0. */
  deployment?: Deployment | null;
}

/**
 * Runs wrangler with these arguments. `quiet` returns what it prints instead of showing it; wrangler then sees no
 * terminal on either side, so it fails where it would have asked a question, and cannot hang.
 */
export type Wrangler = (args: string[], how?: 'quiet') => Run;

/** Throws Stopped, with wrangler's words where they were not shown, unless the run succeeded. */
export function must(run: Run, what: string): Run {
  if (run.status === 0) return run;
  throw new Stopped(`Stopped: ${what} failed. ${run.printed.trim()}`.trim());
}

/** The wrangler of this repository; `shared` goes to every call. */
export function realWrangler(shared: string[]): Wrangler {
  return (args, how) => {
    const output = readOutput(process.env);
    const run = spawnSync('wrangler', [...args, ...shared], {
      stdio: how === 'quiet' ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_OUTPUT_FILE_PATH: output.path },
      shell: process.platform === 'win32',
    });
    const deployment = output.close();
    if (run.error) {
      return { status: 1, printed: `wrangler did not start: ${run.error.message}. Run "npm ci" first.` };
    }
    const printed = `${run.stdout ?? ''}${run.status === 0 ? '' : (run.stderr ?? '')}`;
    return { status: run.status ?? 1, printed: stripVTControlCharacters(printed), deployment };
  };
}
