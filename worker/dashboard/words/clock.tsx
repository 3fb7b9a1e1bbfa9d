// Times for people: how long ago, on which day, and exactly. All are UTC ms.

import type { Texts } from '../texts/en/en.ts';

/** The time at which a page is rendered, and the time zone and the language in which it writes times. */
export interface Clock {
  now: number;
  /** An IANA name, such as `Europe/Berlin`. */
  zone: string;
  /** The page's texts. */
  texts: Pick<Texts, 'locale' | 'clock'>;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The time zone of the site, unless that is UTC: then the one that Cloudflare derives from the reader's address. Locally that one
 * is fake, so it is UTC.
 */
export function zoneFor(request: Request, siteZone = 'UTC'): string {
  if (siteZone !== 'UTC') return siteZone;
  const { cf, url } = request as { cf?: { timezone?: unknown }; url: string };
  const told = url.startsWith('https:') ? cf?.timezone : undefined;
  return typeof told === 'string' && isZone(told) ? told : 'UTC';
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

/** Formats are expensive to create and few, so there is a cached one for each locale, zone and shape. */
function write(moment: number, { zone, texts }: Clock, shape: Intl.DateTimeFormatOptions): string {
  const key = `${texts.locale} ${zone} ${JSON.stringify(shape)}`;
  const format = written.get(key) ?? new Intl.DateTimeFormat(texts.locale, { ...shape, timeZone: zone });
  written.set(key, format);
  return format.format(moment);
}

/** `Tue, 14 Nov 2026, 13:05 UTC`. */
export function exactly(moment: number, clock: Clock): string {
  const date = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return write(moment, clock, { ...date, ...time });
}

/** `13:05`. */
export function timeOfDay(moment: number, clock: Clock): string {
  return write(moment, clock, { hour: '2-digit', minute: '2-digit' });
}

/** `14 Nov`, with the year if it is not this year. */
export function shortDay(moment: number, clock: Clock): string {
  return write(moment, clock, { day: 'numeric', month: 'short', ...yearOf(moment, clock) });
}

/** `Today`, `Yesterday`, or `Tuesday 14 November`, with the year if it is not this year. */
export function dayName(moment: number, clock: Clock): string {
  const { now, texts } = clock;
  const dayOf = (at: number) => write(at, clock, { day: 'numeric', month: 'numeric', year: 'numeric' });
  if (dayOf(moment) === dayOf(now)) return texts.clock.today;
  if (dayOf(moment) === dayOf(now - day)) return texts.clock.yesterday;
  return write(moment, clock, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...yearOf(moment, clock),
  });
}

/** The year, where it is not this year. */
function yearOf(moment: number, clock: Clock): Intl.DateTimeFormatOptions {
  const year = (at: number) => write(at, clock, { year: 'numeric' });
  return year(moment) === year(clock.now) ? {} : { year: 'numeric' };
}

/** `just now`, `5 min ago`, `3 hr ago`, `2 days ago`, `5 weeks ago`, `4 months ago`, `2 years ago`. */
export function ago(moment: number, { now, texts }: Clock): string {
  const since = now - moment;
  if (since < minute) return texts.clock.justNow;
  const [length, unit] = unitOf(since);
  return relativeIn(texts.locale, since < day ? 'short' : 'long').format(-Math.floor(since / length), unit);
}

function unitOf(since: number): [length: number, unit: Intl.RelativeTimeFormatUnit] {
  if (since < hour) return [minute, 'minute'];
  if (since < day) return [hour, 'hour'];
  if (since < 14 * day) return [day, 'day'];
  if (since < 60 * day) return [7 * day, 'week'];
  if (since < 730 * day) return [30.44 * day, 'month'];
  return [365.25 * day, 'year'];
}

const relative = new Map<string, Intl.RelativeTimeFormat>();

function relativeIn(locale: string, style: 'short' | 'long'): Intl.RelativeTimeFormat {
  const key = `${locale} ${style}`;
  const format = relative.get(key) ?? new Intl.RelativeTimeFormat(locale, { style });
  relative.set(key, format);
  return format;
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
