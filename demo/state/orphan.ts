// Ends a child process when this process ends, even by SIGKILL, which we cannot handle ourselves: an orphaned workerd would
// keep the port and the database, and block the next start.

import { type ChildProcess, spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { basename } from 'node:path';

/**
 * From now on, guards every process of that name that this process starts. Returns a function that stops guarding.
 * Use `TERM` for a process that must end its own children. Does nothing on Windows, which has no `sh`.
 */
export function endWithUs(name: string, signal: 'KILL' | 'TERM' = 'KILL'): () => void {
  const guards: ChildProcess[] = [];
  const watch = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    // The message arrives before the process has started, so its id is not known yet.
    child.once('spawn', () => {
      const isIt = basename(child.spawnfile) === name && process.platform !== 'win32';
      if (isIt && child.pid) guards.push(guard(child.pid, signal));
    });
  };
  subscribe('child_process', watch);
  return () => {
    unsubscribe('child_process', watch);
    for (const one of guards) one.kill();
  };
}

/** A shell that waits on a pipe from us: however we end, the pipe closes, and the shell ends `pid`. */
function guard(pid: number, signal: string): ChildProcess {
  const child = spawn('sh', ['-c', `read -r _; kill -${signal} ${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  return child;
}
