// A program that runs beside the tests and ends with them.

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A program while it runs. */
export interface Program {
  readonly child: ChildProcess;
  /** Ends it, at once, and waits until it has. Does nothing where it has ended by itself. */
  stop(): Promise<void>;
}

/** Starts a program, which ends at the latest when we do. */
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
