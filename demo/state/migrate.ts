// Applies schema/migrations to a local database. Records them in wrangler's own table, so that `npm start`, `npm run dev`
// and `wrangler d1 migrations` can share a database.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { unstable_splitSqlQuery as splitSqlQuery } from 'wrangler';

// Wrangler's definition of its table.
const notesTable = `create table if not exists d1_migrations (
  id integer primary key autoincrement,
  name text unique,
  applied_at timestamp default current_timestamp not null
)`;

/**
 * Applies the missing migrations of `directory`, in order of their names, each in one transaction. Returns the names
 * applied. If a migration fails, it throws an error with its name, and the migration changes nothing.
 */
export async function migrate(db: D1Database, directory: string): Promise<string[]> {
  await db.prepare(notesTable).run();
  const { results } = await db.prepare('select name from d1_migrations').all<{ name: string }>();
  const had = new Set(results.map((row) => row.name));
  const names = readdirSync(directory).filter((name) => name.endsWith('.sql') && !had.has(name));
  for (const name of names.sort()) {
    const statements = splitSqlQuery(readFileSync(join(directory, name), 'utf8'));
    const note = db.prepare('insert into d1_migrations (name) values (?)').bind(name);
    try {
      await db.batch([...statements.map((statement) => db.prepare(statement)), note]);
    } catch (error) {
      throw new Error(`Migration ${join(directory, name)} failed: ${error}`, { cause: error });
    }
  }
  return names;
}
