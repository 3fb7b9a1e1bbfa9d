// A D1 database with something around each call: what counts, what breaks and what limits calls are made with this.

/**
 * Runs in place of each call to the database. `statements` is how many SQL statements the call holds; `call` makes it and
 * answers what D1 does: a `D1Result` or a list of them, and rows only for `raw`.
 */
export type Around = <Answer>(statements: number, call: () => Promise<Answer>) => Promise<Answer>;

/** The same database, `around` each of its calls. Statements that it prepares go into its own batches only. */
export function wrapDatabase(db: D1Database, around: Around): D1Database {
  /** The real statement behind each wrapped one: a batch of D1 takes none else. */
  const originals = new WeakMap<object, D1PreparedStatement>();
  const wrap = (original: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(original.bind(...values)),
      run: () => around(1, () => original.run()),
      all: () => around(1, () => original.all()),
      raw: (options: { columnNames: true }) => around(1, () => original.raw(options)),
      // D1's own `first` answers no meta.
      first: async (column?: string) => {
        const { results } = await around(1, () => original.all<Record<string, unknown>>());
        const row = results[0] ?? null;
        return row && column !== undefined ? row[column] : row;
      },
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, original);
    return wrapped;
  };
  return {
    prepare: (sql: string) => wrap(db.prepare(sql)),
    batch: (statements: D1PreparedStatement[]) =>
      around(statements.length, () => db.batch(statements.map((one) => originals.get(one) ?? one))),
  } as unknown as D1Database;
}
