// Migrations as D1 runs them: its server cuts a file at each semicolon and knows neither comments nor quotes, while
// wrangler's own splitter, which runs them here, knows both (workers-sdk #3892, #4767).

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';

const folder = 'schema/migrations';
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));

/** The pieces of a file as the server cuts it. What follows the last semicolon is nothing, or it is a piece too. */
const cut = (sql: string) => sql.split(';').filter((piece) => piece.trim() !== '');

const withoutComments = (sql: string) => sql.replace(/--.*$/gm, '').trim();

/** All that a database consists of, as SQLite keeps it. */
function schemaAfter(run: (db: DatabaseSync) => void): unknown[] {
  const db = new DatabaseSync(':memory:');
  run(db);
  return db
    .prepare('select type, name, tbl_name, sql from sqlite_schema order by type, name')
    .all()
    .map((row) => ({ ...row, sql: withoutComments(String(row.sql)).replace(/\s+/g, ' ') }));
}

describe('the migrations', () => {
  test('make the same database cut at each semicolon as run whole', () => {
    const whole = schemaAfter((db) => {
      for (const { sql } of files) db.exec(sql);
    });
    const pieces = schemaAfter((db) => {
      for (const { sql } of files) for (const piece of cut(sql)) db.exec(piece);
    });
    expect(pieces).toEqual(whole);
    expect(whole.length).toBeGreaterThan(20);
  });

  test.each(files)('$name has a statement in each piece', ({ sql }) => {
    for (const piece of cut(sql)) expect(withoutComments(piece), piece).not.toBe('');
  });

  test.each(files)('$name ends with a semicolon: wrangler appends a statement of its own', ({ sql }) => {
    expect(sql.trimEnd().slice(-1)).toBe(';');
  });

  test.each(files)('$name has no semicolon and no quote in a comment, and no trigger', ({ sql }) => {
    const comments = sql.match(/--.*$/gm) ?? [];
    expect(comments.filter((comment) => /[;'"`]/.test(comment))).toEqual([]);
    expect(sql).not.toMatch(/\/\*/);
    expect(sql).not.toMatch(/create\s+(temp\w*\s+)?trigger/i);
  });

  test('a comment with a semicolon is cut where the server would cut it, and fails', () => {
    const sql = '-- Made by a tool; STRICT by hand.\ncreate table one (id text) strict;';
    expect(() =>
      schemaAfter((db) => {
        for (const piece of cut(sql)) db.exec(piece);
      }),
    ).toThrow(/near "STRICT"/);
  });
});

/** Why a statement is not safe while the Worker before it still runs; null where it is. */
function faultOf(statement: string): string | null {
  const sql = withoutComments(statement).replace(/\s+/g, ' ');
  if (/^create (table|index) /i.test(sql)) return null;
  if (/^alter table \S+ add (column )?/i.test(sql)) {
    const needsValue = /not null/i.test(sql) && !/default|generated always/i.test(sql);
    return needsValue ? 'an added column needs a default: the Worker before does not fill it' : null;
  }
  return 'a migration only adds tables, indexes and columns';
}

describe('a migration after the first', () => {
  test.each(files.slice(1))('$name only adds what the Worker before it can live with', ({ sql }) => {
    for (const piece of cut(sql)) expect(faultOf(piece), piece).toBeNull();
  });

  test.each([
    ['CREATE TABLE `a` (`id` text) STRICT, WITHOUT ROWID', true],
    ['CREATE INDEX `a_by_b` ON `a` (`b`)', true],
    ['ALTER TABLE `a` ADD `b` text', true],
    ["ALTER TABLE `a` ADD `b` text DEFAULT '' NOT NULL", true],
    [
      "--> statement-breakpoint\nALTER TABLE `a` ADD `b` text GENERATED ALWAYS AS (c ->> 'b') VIRTUAL NOT NULL",
      true,
    ],
    ['ALTER TABLE `a` ADD `b` text NOT NULL', false],
    ['ALTER TABLE `a` DROP COLUMN `b`', false],
    ['ALTER TABLE `a` RENAME COLUMN `b` TO `c`', false],
    ['DROP TABLE `a`', false],
    ['CREATE UNIQUE INDEX `a_by_b` ON `a` (`b`)', false],
    ['DELETE FROM `a`', false],
  ])('%s: %s', (statement, isSafe) => {
    expect(faultOf(statement) === null).toBe(isSafe);
  });
});
