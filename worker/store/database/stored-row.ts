// Types of rows, inferred from the tables, so that no row is declared twice.

import type { InferSelectModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/**
 * A row of a table as the code has it. Ids are bytes in the database and text everywhere else (store/ids.ts), so that `blob`
 * columns are strings here.
 */
export type StoredRow<Table extends SQLiteTable> = {
  [Name in keyof InferSelectModel<Table>]: TextOfBytes<InferSelectModel<Table>[Name]>;
};

type TextOfBytes<Value> = Value extends Uint8Array ? string : Value;
