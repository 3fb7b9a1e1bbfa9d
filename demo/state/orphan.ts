// Sees to it that a child process of ours ends when we do, even by SIGKILL, which leaves no moment to end it ourselves:
// an orphaned workerd would hold the port and the database of the next start.

import { type ChildProcess, spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { basename } from 'node:path';

/**
 * From now on, guards every process of that name which this one starts. Returns how to stop guarding.
 * `TERM` is for one that has processes of its own to end. Does nothing on Windows, which has no `sh`.
 */
export function endWithUs(name: string, signal: 'KILL' | 'TERM' = 'KILL'): () => void {
  const guards: ChildProcess[] = [];
  const watch = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    // Called before it has started: its id is known only later.
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

/** A shell that waits on a pipe from us: however we end, the pipe closes, and it ends `pid`. */
function guard(pid: number, signal: string): ChildProcess {
  const child = spawn('sh', ['-c', `read -r _; kill -${signal} ${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  return child;
}
