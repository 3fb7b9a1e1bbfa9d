// Many rows into one table, in as few statements as they fit into.

import { jsonRows, withRows } from './json-rows.ts';

/** Columns of ids, which are bytes. */
const idColumns: readonly string[] = ['device', 'id', 'session', 'visitor'];

/** Values that D1 binds one by one; more go as JSON, which costs SQLite more. */
const maxBound = 99;

/**
 * Statements that insert rows of these columns: one, or more where the rows are longer than a parameter can be. Ids among the
 * values are hex.
 */
export function insertRows(
  db: D1Database,
  {
    table,
    columns,
    rows,
    onConflict = '',
  }: { table: string; columns: readonly string[]; rows: unknown[][]; onConflict?: string },
): D1PreparedStatement[] {
  const head = `insert into ${table} (${columns.join(', ')})`;
  const valuesOf = (value: (place: number) => string) =>
    columns
      .map((name, place) => (idColumns.includes(name) ? `unhex(${value(place)})` : value(place)))
      .join(', ');
  if (rows.length * columns.length <= maxBound) {
    const row = `(${valuesOf(() => '?')})`;
    return [
      db.prepare(`${head} values ${rows.map(() => row).join(', ')} ${onConflict}`).bind(...rows.flat()),
    ];
  }
  const values = valuesOf((place) => `r.value->>${place}`);
  const statement = db.prepare(`${withRows('?1')} ${head} select ${values} from r where true ${onConflict}`);
  return jsonRows(rows).map((json) => statement.bind(json));
}
