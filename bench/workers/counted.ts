// A D1 that sums the rows read and written, as its statements report them: Cloudflare bills by these.

/** Rows, summed over statements. */
export interface Rows {
  written: number;
  read: number;
}

/** The same database; from now on `rows` grows with each statement. */
export function counted(db: D1Database): { db: D1Database; rows: Rows } {
  const rows: Rows = { written: 0, read: 0 };
  const add = <Answer extends D1Result>(answer: Answer): Answer => {
    rows.written += answer.meta.rows_written;
    rows.read += answer.meta.rows_read;
    return answer;
  };
  /** The real statement for each counted one, because a batch only accepts real ones. */
  const originals = new WeakMap<object, D1PreparedStatement>();
  const statement = (original: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => statement(original.bind(...values)),
      run: async () => add(await original.run()),
      all: async () => add(await original.all()),
      raw: async () => (add(await original.all()).results as Record<string, unknown>[]).map(Object.values),
      first: async (column?: string) => {
        const row = add(await original.all<Record<string, unknown>>()).results[0] ?? null;
        return row && column !== undefined ? row[column] : row;
      },
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, original);
    return wrapped;
  };
  const wrapped = {
    prepare: (sql: string) => statement(db.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) =>
      (await db.batch(statements.map((one) => originals.get(one) ?? one))).map(add),
  } as unknown as D1Database;
  return { db: wrapped, rows };
}
