// Times for people: how long ago, on which day, and exactly. All are UTC ms.

/** The time at which a page is rendered, and the time zone of its texts. */
export interface Clock {
  now: number;
  /** An IANA name, such as `Europe/Berlin`. */
  zone: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A clock in the time zone of the site, unless that is UTC: then in the one that Cloudflare derives from the reader's address.
 * Locally that one is fake, so it uses UTC.
 */
export function clockFor(request: Request, now: number, siteZone = 'UTC'): Clock {
  if (siteZone !== 'UTC') return { now, zone: siteZone };
  const { cf, url } = request as { cf?: { timezone?: unknown }; url: string };
  const told = url.startsWith('https:') ? cf?.timezone : undefined;
  return { now, zone: typeof told === 'string' && isZone(told) ? told : 'UTC' };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const written = new Map<string, Intl.DateTimeFormat>();

/** Formats are expensive to create and few, so there is a cached one for each zone and shape. */
function write(moment: number, zone: string, shape: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(shape)}`;
  let format = written.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: zone });
    written.set(key, format);
  }
  return format.format(moment);
}

/** `Tue 14 Nov 2026, 13:05 UTC`. */
export function exactly(moment: number, { zone }: Clock): string {
  const date = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return write(moment, zone, { ...date, ...time });
}

/** `13:05`. */
export function timeOfDay(moment: number, { zone }: Clock): string {
  return write(moment, zone, { hour: '2-digit', minute: '2-digit' });
}

/** `14 Nov`, with the year if it is not this year. */
export function shortDay(moment: number, { now, zone }: Clock): string {
  const isThisYear = write(moment, zone, { year: 'numeric' }) === write(now, zone, { year: 'numeric' });
  return write(moment, zone, { day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) });
}

/** `Today`, `Yesterday`, or `Tuesday 14 November`, with the year if it is not this year. */
export function dayName(moment: number, { now, zone }: Clock): string {
  const dayOf = (at: number) => write(at, zone, { day: 'numeric', month: 'numeric', year: 'numeric' });
  if (dayOf(moment) === dayOf(now)) return 'Today';
  if (dayOf(moment) === dayOf(now - day)) return 'Yesterday';
  const isThisYear = write(moment, zone, { year: 'numeric' }) === write(now, zone, { year: 'numeric' });
  const shape = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return write(moment, zone, { ...shape, ...(!isThisYear && { year: 'numeric' }) }).replace(',', '');
}

/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`, `5 weeks ago`, `4 months ago`, `2 years ago`. */
export function ago(moment: number, { now }: Clock): string {
  const since = now - moment;
  if (since < minute) return 'just now';
  if (since < hour) return `${Math.floor(since / minute)} min ago`;
  if (since < day) return `${Math.floor(since / hour)} h ago`;
  const [length, name] = unitOf(since);
  const count = Math.floor(since / length);
  return `${count} ${name}${count === 1 ? '' : 's'} ago`;
}

function unitOf(since: number): [length: number, name: string] {
  if (since < 14 * day) return [day, 'day'];
  if (since < 60 * day) return [7 * day, 'week'];
  if (since < 730 * day) return [30.44 * day, 'month'];
  return [365.25 * day, 'year'];
}

/** How long ago, with the exact time as a tooltip. */
export function Ago({ moment, clock }: { moment: number; clock: Clock }) {
  return (
    <time datetime={new Date(moment).toISOString()} title={exactly(moment, clock)}>
      {ago(moment, clock)}
    </time>
  );
}

/** A day, with the exact time as a tooltip. */
export function Day({ moment, clock }: { moment: number; clock: Clock }) {
  return (
    <time datetime={new Date(moment).toISOString()} title={exactly(moment, clock)}>
      {shortDay(moment, clock)}
    </time>
  );
}
