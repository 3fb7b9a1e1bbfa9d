// One server for each state folder: two would answer each other's writers with "database is locked".

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StartError } from '../options.ts';
import { openAlone } from './sqlite.ts';

/** Locks that are held. Out of reach they would be collected as garbage, and their files closed. */
const held = new Set<DatabaseSync>();

/**
 * Takes the folder for this process until the returned function is called or the process ends, by `kill -9` too.
 * Throws a StartError that names the process which holds it, once that has had `waitMs` to leave: it may be stopping.
 *
 * What counts is the operating system's lock on the file `lock`, so nothing that a crash leaves behind has to be judged or
 * removed. `lock-holder` only says whose it is: a process id may come again, and in containers it is always the same.
 */
export function holdState(stateDir: string, waitMs = 2_000): () => void {
  const holder = join(stateDir, 'lock-holder');
  const lock = openAlone(join(stateDir, 'lock'), waitMs);
  if (!lock) {
    throw new StartError(
      `${stateDir} is in use by ${readHolder(holder)}. One server at a time can use a folder: ` +
        'stop that one first, or start with another folder: npm start -- --state DIR',
    );
  }
  held.add(lock);
  writeFileSync(holder, `${process.pid} ${hostname()}\n`);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

/** "process 4711", with the machine's name where it is another: that of a container is its id. */
function readHolder(file: string): string {
  if (!existsSync(file)) return 'another process';
  const [pid, host] = readFileSync(file, 'utf8').trim().split(' ');
  return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}
