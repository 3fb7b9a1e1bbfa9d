// A database that another commit has made is kept under a new name, and a new one is begun: nothing is deleted.

import { copyFileSync, existsSync, globSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from '../options.ts';
import { openAlone } from './sqlite.ts';
import { tokenFile } from './state-folder.ts';

/** Where miniflare keeps a D1 in a state folder, and where wrangler does. */
const databases = '{d1,v3/d1}/*/*.sqlite';

/** What decides, and where to: the migrations of this commit, and the day. */
export interface SetAsideOptions {
  /** The folder of the migrations. */
  migrations: string;
  now: Date;
  /** How long the workerd of a server that was killed may keep a database open: demo/state/orphan.ts ends it. */
  waitMs?: number;
}

/**
 * Moves the databases of `stateDir` to a folder beside it where one of them has had a migration that this
 * commit does not know: it is of an older or a newer commit. Returns what was done, in one sentence; null where nothing was.
 * The caller holds the folder. Throws a StartError where a database is still open elsewhere or cannot be moved.
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
    `Set aside as ${target}: the database of ${stateDir} was made by another version of Leadlight ` +
    `(this one has no migration ${first.migration}). A new, empty one takes its place; the admin token stays the same.`
  );
}

/** The names in wrangler's table of what was applied; none where the file has no such table. */
function notedMigrations(file: string, waitMs: number): string[] {
  const database = openAlone(file, waitMs);
  if (!database) {
    throw new StartError(
      `${file} is still open in another process: a program that reads it, or a workerd whose server was killed. ` +
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

/** The token goes along as a copy, so that the other version can be started on what was its own. */
function moveAside(stateDir: string, folders: Set<string>, now: Date): string {
  const target = newFolderBeside(stateDir, now);
  const token = tokenFile(stateDir);
  try {
    for (const folder of folders) renameSync(join(stateDir, folder), join(target, folder));
    if (existsSync(token)) copyFileSync(token, tokenFile(target));
  } catch (error) {
    // rmdir takes an empty folder only.
    if (readdirSync(target).length === 0) rmdirSync(target);
    throw cannotMove(stateDir, error);
  }
  return target;
}

/** `.leadlight/demo.before-2026-11-26`, the next time `.leadlight/demo.before-2026-11-26-2`. */
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
    `The database of ${stateDir} was made by another version of Leadlight and could not be moved beside it (${code}). ` +
      'Move it yourself, or start with another folder: npm start -- --state DIR',
  );
}
