// Statements that take their columns from a table: what becomes of one that is added.

import { sql } from 'drizzle-orm';
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import {
  columnsFrom,
  columnsOf,
  excluded,
  insertInto,
  selected,
} from '../../worker/store/database/columns.ts';

const visit = sqliteTable('visit', {
  site: integer().notNull(),
  visitor: blob({ mode: 'buffer' }).notNull(),
  firstSeen: integer('first_seen').notNull(),
  day: text().generatedAlwaysAs(sql`first_seen / 86400000`),
});

const values = { site: '?1', visitor: 'unhex(?2)', firstSeen: '?3' };

test('an insert names every column that can be written, in the order of the table', () => {
  expect(columnsOf(visit)).toEqual(['site', 'visitor', 'firstSeen']);
  expect(insertInto(visit, { firstSeen: '?3', visitor: 'unhex(?2)', site: '?1' })).toBe(
    'insert into visit (site, visitor, first_seen) select ?1, unhex(?2), ?3',
  );
});

test('an insert that leaves a column out, or names another, does not compile', () => {
  const { firstSeen: _, ...less } = values;
  // @ts-expect-error: `firstSeen` is missing
  expect(insertInto(visit, less)).toMatch(/select \?1, unhex\(\?2\), $/);
  // @ts-expect-error: no such column
  expect(insertInto(visit, { ...values, lastSeen: '?4' })).not.toContain('?4');
  // @ts-expect-error: no such column
  expect(() => excluded(visit, ['lastSeen'])).toThrow();
});

test('what is selected is named as the code names it, and ids come as hex', () => {
  expect(selected(visit, 'v', ['visitor', 'firstSeen'])).toBe(
    'hex(v.visitor) as "visitor", v.first_seen as "firstSeen"',
  );
  expect(columnsFrom(visit, 'v')).toEqual({
    site: 'v.site',
    visitor: 'v.visitor',
    firstSeen: 'v.first_seen',
  });
  expect(excluded(visit, ['site', 'firstSeen'])).toBe(
    'site = excluded.site, first_seen = excluded.first_seen',
  );
});
