// Runs a program that ends with the tests.

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A running program. */
export interface Program {
  readonly child: ChildProcess;
  /** Stops it immediately and waits for its end. Does nothing if it has already ended. */
  stop(): Promise<void>;
}

// Vitest ends its processes by this signal, which by itself would end them without the event `exit`.
process.once('SIGTERM', () => process.exit());

/** Starts a program that ends at the latest when this process does. */
export function startProgram(file: string, options: string[], how: SpawnOptions): Program {
  const child = spawn(file, options, how);
  const kill = () => void child.kill('SIGKILL');
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  process.once('exit', kill);
  return {
    child,
    async stop() {
      kill();
      await gone;
      process.off('exit', kill);
    },
  };
}
