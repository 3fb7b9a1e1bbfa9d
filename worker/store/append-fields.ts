// How rows go into the statements of ingest (append-score-sql.ts, append-log-sql.ts): as arrays, not objects. SQLite parses
// a row again for each field it takes, and arrays parse four times faster. Each field's place is told here, and only here.

/** An event as the scoring statements read it, field by field. */
export const eventFields = [
  'site',
  'device',
  'id',
  'anonymous',
  'ownedAt',
  'occurredAt',
  'sighting',
  'visitSession',
  'source',
  'outcome',
] as const;

/** An ask; `event` is the place of its event among the events, `terms` that of what it has in common with others. */
export const askFields = ['event', 'terms', 'heat', 'nthWindow', 'capWindow', 'groupWindow'] as const;

/** What every ask of a rule has in common. */
export const termsFields = [
  'version',
  'rule',
  'visit',
  'nth',
  'times',
  'group',
  'groupTimes',
  'outside',
] as const;

/** An event as the log takes it. */
export const logFields = [
  'site',
  'device',
  'id',
  'anonymous',
  'ownedAt',
  'kind',
  'occurredAt',
  'session',
  'origin',
  'body',
] as const;

/** A version fed: the model it is served as (null while it is filled), and its level thresholds in heat now, hottest first. */
export const fedFields = [
  'site',
  'version',
  'servedAs',
  'at1',
  'at2',
  'at3',
  'keep1',
  'keep2',
  'keep3',
] as const;

/** Rows as the statements take them: a JSON array of arrays, in the order of the fields. */
export function tuples<Field extends string>(
  fields: readonly Field[],
  rows: Record<Field, unknown>[],
): string {
  return JSON.stringify(rows.map((row) => fields.map((field) => row[field])));
}

/** A field of the event `j`. */
export const inEvent = (name: (typeof eventFields)[number]) => `j.value->>${eventFields.indexOf(name)}`;
/** A field of the ask `a`. */
export const inAsk = (name: (typeof askFields)[number]) => `a.value->>${askFields.indexOf(name)}`;
/** A field of the terms `r`. */
export const inTerms = (name: (typeof termsFields)[number]) => `r.value->>${termsFields.indexOf(name)}`;
/** A field of an event on its way into the log. */
export const inLog = (name: (typeof logFields)[number], row = 'j') =>
  `${row}.value->>${logFields.indexOf(name)}`;
/** A field of the version fed `v`. */
export const inFed = (name: (typeof fedFields)[number]) => `v.value->>${fedFields.indexOf(name)}`;

/** The visitor that owns an event: that of the stint covering its moment, else the device's anonymous one. */
export const owner = (field: (name: 'site' | 'device' | 'ownedAt' | 'anonymous') => string) => `coalesce(
  (select t.visitor from stint t
    where t.site = ${field('site')} and t.device = ${field('device')} and t.started_at <= ${field('ownedAt')}
    order by t.started_at desc limit 1),
  ${field('anonymous')})`;
