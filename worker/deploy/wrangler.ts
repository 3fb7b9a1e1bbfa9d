// Runs wrangler as a child process.

import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { type Deployment, readOutput } from './output-file.ts';
import { Stopped } from './stopped.ts';

/** The result of running wrangler. */
export interface Run {
  status: number;
  /** The output of a quiet run: standard output, and also standard error if it failed. */
  printed: string;
  /** What `wrangler deploy` deployed. Null: nothing, for example after "no" to its question, which exits with 0. */
  deployment?: Deployment | null;
}

/**
 * Runs wrangler with these arguments. `quiet` returns the output instead of showing it. Wrangler then has no terminal for
 * input or output, so it fails instead of asking a question, and cannot hang.
 */
export type Wrangler = (args: string[], how?: 'quiet') => Run;

/** Throws Stopped if the run failed, with wrangler's output if it was not shown. */
export function must(run: Run, what: string): Run {
  if (run.status === 0) return run;
  throw new Stopped(`Stopped: ${what} failed. ${run.printed.trim()}`.trim());
}

/** This repository's wrangler. Each call gets the `shared` options. */
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
