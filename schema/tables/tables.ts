// Every table, in drizzle. The log (`event`) is the truth; `score`, `stint`, `identifier`, `lead` and
// `absorbed` are derived from it and can be rebuilt. All are WITHOUT ROWID, added by hand to the migration:
// a text key then costs one row written, not two (D1 bills by the row, including index entries).

export * from './alerts.ts';
export * from './counts.ts';
export * from './identity.ts';
export * from './log.ts';
export * from './site.ts';
