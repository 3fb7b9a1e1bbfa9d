// SQLite files opened by this process itself, through the SQLite that Node brings: before workerd has them, or where
// workerd never does. The lock is the operating system's, so it ends with the process that holds it, however that ends.

import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../options.ts';

/** https://sqlite.org/rescode.html#busy; the upper bits say what kind of busy. */
const busy = 5;

/**
 * Opens a database that no other process has open, making it where it is missing, and keeps all others out until it is
 * closed. Waits up to `waitMs` for them to leave; null where they stay. Throws a StartError where it cannot be read.
 */
export function openAlone(file: string, waitMs: number): DatabaseSync | null {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    // Exclusive before anything is read: otherwise one that is idle in WAL mode would not be noticed, and a file for
    // shared memory would be needed, for which a full disk has no room. https://sqlite.org/wal.html#noshm
    database.exec(`pragma busy_timeout = ${waitMs}; pragma locking_mode = exclusive; begin exclusive`);
    return database;
  } catch (error) {
    database?.close();
    const { errcode = 0, message } = error as Error & { errcode?: number };
    if ((errcode & 0xff) === busy) return null;
    throw new StartError(`${file} cannot be opened as a database (${message}).`);
  }
}
