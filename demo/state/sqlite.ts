// Opens SQLite files in this process, with Node's SQLite: before workerd opens them, or files that workerd never opens.
// The lock belongs to the operating system, so it ends with the process that holds it, however that process ends.

import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../options.ts';

/** https://sqlite.org/rescode.html#busy; the upper bits are the extended code. */
const busy = 5;

/**
 * Opens a database exclusively until it is closed, and creates it if it is missing. Waits up to `waitMs` for other
 * processes to close it; null if they do not. Throws a StartError if the file cannot be read.
 */
export function openAlone(file: string, waitMs: number): DatabaseSync | null {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    // Exclusive before the first read: otherwise we would not notice an idle process in WAL mode, and SQLite would need a
    // file for shared memory, which fails on a full disk. https://sqlite.org/wal.html#noshm
    database.exec(`pragma busy_timeout = ${waitMs}; pragma locking_mode = exclusive; begin exclusive`);
    return database;
  } catch (error) {
    database?.close();
    const { errcode = 0, message } = error as Error & { errcode?: number };
    if ((errcode & 0xff) === busy) return null;
    throw new StartError(`${file} cannot be opened as a database (${message}).`);
  }
}
