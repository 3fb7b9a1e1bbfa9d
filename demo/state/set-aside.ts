// Moves a database that another commit created to a new folder, so that a new one can be created. Deletes nothing.

import { copyFileSync, existsSync, globSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from '../options.ts';
import { openAlone } from './sqlite.ts';
import { tokenFile } from './state-folder.ts';

/** Where miniflare and wrangler keep a D1 in a state folder. */
const databases = '{d1,v3/d1}/*/*.sqlite';

/** The migrations of this commit, and the date for the new folder's name. */
export interface SetAsideOptions {
  /** The folder of the migrations. */
  migrations: string;
  now: Date;
  /** How long to wait for the workerd of a killed server, which demo/state/orphan.ts ends. */
  waitMs?: number;
}

/**
 * Moves the databases of `stateDir` to a folder next to it if one of them has a migration that this commit does not have:
 * it belongs to an older or newer commit. Returns the line to print, or null if nothing was moved.
 * The caller holds the lock of the folder. Throws a StartError if a database is still open elsewhere or cannot be moved.
 */
export function setAsideForeign(stateDir: string, options: SetAsideOptions): string | null {
  const { migrations, now, waitMs = 5_000 } = options;
  const known = new Set(readdirSync(migrations));
  const foreign = globSync(databases, { cwd: stateDir }).flatMap((file) => {
    const migration = notedMigrations(join(stateDir, file), waitMs).find((name) => !known.has(name));
    return migration === undefined ? [] : [{ migration, folder: file.split(/[\\/]/, 1)[0] ?? file }];
  });
  const [first] = foreign;
  if (!first) return null;
  const target = moveAside(stateDir, new Set(foreign.map(({ folder }) => folder)), now);
  return (
    `Moved the database of ${stateDir} to ${target}, because it belongs to another version of Leadlight ` +
    `(this one has no migration ${first.migration}). Creating a new, empty database; the admin token stays the same.`
  );
}

/** The names in wrangler's table of applied migrations; none if the file has no such table. */
function notedMigrations(file: string, waitMs: number): string[] {
  const database = openAlone(file, waitMs);
  if (!database) {
    throw new StartError(
      `${file} is still open in another process, such as a database viewer or the workerd of a killed server. ` +
        'End that process, then start again.',
    );
  }
  try {
    const table = database.prepare("select 1 from sqlite_schema where name = 'd1_migrations'").get();
    if (!table) return [];
    const notes = database.prepare('select name from d1_migrations order by id').all();
    return notes.map(({ name }) => String(name));
  } finally {
    database.close();
  }
}

/** Copies the token too, so that the other version can be started with that folder. */
function moveAside(stateDir: string, folders: Set<string>, now: Date): string {
  const target = newFolderBeside(stateDir, now);
  const token = tokenFile(stateDir);
  try {
    for (const folder of folders) renameSync(join(stateDir, folder), join(target, folder));
    if (existsSync(token)) copyFileSync(token, tokenFile(target));
  } catch (error) {
    // rmdir only removes empty folders.
    if (readdirSync(target).length === 0) rmdirSync(target);
    throw cannotMove(stateDir, error);
  }
  return target;
}

/** `.leadlight/demo.before-2026-11-26`, or `.leadlight/demo.before-2026-11-26-2` if that exists. */
function newFolderBeside(stateDir: string, now: Date): string {
  const name = `${resolve(stateDir)}.before-${now.toISOString().slice(0, 10)}`;
  for (let count = 1; ; count++) {
    const folder = count === 1 ? name : `${name}-${count}`;
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotMove(stateDir, error);
    }
  }
}

function cannotMove(stateDir: string, error: unknown): StartError {
  const { code } = error as NodeJS.ErrnoException;
  return new StartError(
    `The database of ${stateDir} belongs to another version of Leadlight and cannot be moved out of the way (${code}). ` +
      'Move it yourself, or use another folder: npm start -- --state DIR',
  );
}
