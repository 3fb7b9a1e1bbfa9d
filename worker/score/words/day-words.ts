// Formats times for sentences about a score. Pure: the sentence's time, the present and the zone are arguments. All times are
// UTC ms.

/** `at`: the time that the sentence is about. `now`: the present. `zone`: an IANA name, which defines the days. */
export interface Telling {
  at: number;
  now: number;
  zone: string;
}

const dayMs = 86_400_000;

/** Formats are expensive to create, and few: one per zone and shape is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(shape)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: zone });
    formats.set(key, format);
  }
  return format;
}

/** The calendar day of a time in the zone, as days since 1 January 1970. */
function dayOf(moment: number, zone: string): number {
  const parts = formatOf(zone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(moment);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(numberOf('year'), numberOf('month') - 1, numberOf('day')) / dayMs;
}

/** `3 March`, with the year if it is not the year of `beside`. */
function dateOf(moment: number, beside: number, zone: string): string {
  const yearOf = (each: number) => formatOf(zone, { year: 'numeric' }).format(each);
  const hasYear = yearOf(moment) !== yearOf(beside);
  return formatOf(zone, { day: 'numeric', month: 'long', ...(hasYear && { year: 'numeric' }) }).format(
    moment,
  );
}

/**
 * `today`, `yesterday`, `on Tuesday` within a week, otherwise `on 3 March`, with the year if it is not this year. A sentence
 * about a day other than today only has dates: readers would take its `yesterday` for their own.
 */
export function onDay(moment: number, { at, now, zone }: Telling): string {
  const today = dayOf(at, zone);
  const ago = today - dayOf(moment, zone);
  if (today !== dayOf(now, zone) || ago > 6) return `on ${dateOf(moment, at, zone)}`;
  if (ago === 0) return 'today';
  return ago === 1 ? 'yesterday' : `on ${formatOf(zone, { weekday: 'long' }).format(moment)}`;
}

/** `As of 3 March`, `By 3 April, if nothing more happens`; for today with the time of day; null for the present. */
export function asOf({ at, now, zone }: Telling): string | null {
  if (at === now) return null;
  const isToday = dayOf(at, zone) === dayOf(now, zone);
  const time = () => `${formatOf(zone, { hour: '2-digit', minute: '2-digit' }).format(at)} today`;
  const moment = isToday ? time() : dateOf(at, now, zone);
  return at < now ? `As of ${moment}` : `By ${moment}, if nothing more happens`;
}
