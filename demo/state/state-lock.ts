// Allows one server per state folder: with two, writes would fail with "database is locked".

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StartError } from '../options.ts';
import { openAlone } from './sqlite.ts';

/** Keeps references to held locks: if they were garbage-collected, their files would be closed. */
const held = new Set<DatabaseSync>();

/**
 * Locks the folder for this process until the returned function is called or the process ends, even by `kill -9`.
 * Waits `waitMs` for a process that holds it, which may be stopping; then throws a StartError that names that process.
 *
 * Only the operating system's lock on the file `lock` counts, so a crash leaves nothing behind that must be checked or
 * removed. `lock-holder` only names the process: process ids are reused, and in containers they are always the same.
 */
export function holdState(stateDir: string, waitMs = 2_000): () => void {
  const holder = join(stateDir, 'lock-holder');
  const lock = openAlone(join(stateDir, 'lock'), waitMs);
  if (!lock) {
    throw new StartError(
      `${stateDir} is in use by ${readHolder(holder)}. Only one server at a time can use a folder. ` +
        'Stop that server first, or use another folder: npm start -- --state DIR',
    );
  }
  held.add(lock);
  writeFileSync(holder, `${process.pid} ${hostname()}\n`);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

/** "process 4711", followed by the host name if it is another machine or container (a container's name is its id). */
function readHolder(file: string): string {
  if (!existsSync(file)) return 'another process';
  const [pid, host] = readFileSync(file, 'utf8').trim().split(' ');
  return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}
