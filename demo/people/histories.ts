// What the demo's visitors did in the last 60 days, as events of the server API (contract: `POST …/events`).

import type { BrowserKind } from '../../schema/kinds.ts';
import type { Person, Temper } from './people.ts';
import type { Random } from './random.ts';

/** One event of `POST /v1/sites/{site}/events`; `at` is UTC ms. */
export interface PastEvent {
  id: string;
  kind: string;
  at: number;
  device?: string;
  session?: string;
  [field: string]: unknown;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** How many visits, how many days ago the last one was, the days between them, and the pages viewed. */
interface Habit {
  visits: [number, number];
  lastDaysAgo: [number, number];
  daysApart: [number, number];
  paths: [string, ...string[]];
  views: [number, number];
  /** The share of visits that download the guide, and the form that identified people submit. */
  downloads: number;
  form: 'contact' | 'newsletter' | null;
}

const everything = ['/', '/features', '/pricing', '/docs', '/features', '/pricing'] as const;

const buying: Habit = {
  visits: [3, 6],
  lastDaysAgo: [0, 5],
  daysApart: [1, 4],
  paths: [...everything],
  views: [3, 7],
  downloads: 0.4,
  form: 'contact',
};

const habits: Record<Temper, Habit> = {
  buying,
  bought: { ...buying, lastDaysAgo: [6, 40] },
  comparing: {
    visits: [2, 4],
    lastDaysAgo: [1, 14],
    daysApart: [2, 9],
    paths: ['/', '/features', '/pricing', '/docs'],
    views: [2, 5],
    downloads: 0.3,
    form: 'newsletter',
  },
  reading: {
    visits: [1, 4],
    lastDaysAgo: [1, 35],
    daysApart: [3, 12],
    paths: ['/', '/docs', '/features', '/docs'],
    views: [2, 5],
    downloads: 0.1,
    form: 'newsletter',
  },
  passing: {
    visits: [1, 1],
    lastDaysAgo: [2, 58],
    daysApart: [1, 1],
    paths: ['/', '/features'],
    views: [1, 2],
    downloads: 0,
    form: null,
  },
  lapsed: {
    visits: [3, 5],
    lastDaysAgo: [40, 48],
    daysApart: [1, 3],
    paths: [...everything],
    views: [3, 6],
    downloads: 0.5,
    form: 'contact',
  },
  jobseeker: {
    visits: [2, 2],
    lastDaysAgo: [3, 3],
    daysApart: [2, 2],
    paths: ['/careers', '/careers', '/'],
    views: [2, 3],
    downloads: 0,
    form: 'newsletter',
  },
};

/** Where a first visit comes from: a query on the landing page, a referrer, or neither. */
const arrivals: [{ query?: string; referrer?: string }, ...{ query?: string; referrer?: string }[]] = [
  { referrer: 'https://www.google.com/' },
  { referrer: 'https://www.google.com/' },
  { query: '?gclid=demo-click' },
  {
    query: '?utm_source=linkedin&utm_medium=paid&utm_campaign=sundays',
    referrer: 'https://www.linkedin.com/',
  },
  { query: '?utm_source=gazette&utm_medium=email&utm_campaign=november' },
  { referrer: 'https://www.linkedin.com/' },
  {},
  {},
];

/** All events of one person up to `now`, oldest first. `origin` is the origin of the demo site. */
export function historyOf(person: Person, random: Random, origin: string, now: number): PastEvent[] {
  const habit = habits[person.temper];
  const devices = [random.uuid(), random.uuid()].slice(0, person.devices);
  const count = random.between(...habit.visits);
  const events: PastEvent[] = [];
  let at = now - random.between(...habit.lastDaysAgo) * day - random.between(60, 600) * minute;
  const starts = Array.from({ length: count }, () => {
    const start = at;
    at -= random.between(...habit.daysApart) * day + random.between(-200, 200) * minute;
    return start;
  }).reverse();
  for (const [index, start] of starts.entries()) {
    const device = devices[index % devices.length] ?? random.uuid();
    const arrival = index === 0 ? random.pick(arrivals) : {};
    events.push(...visit({ habit, device, start, arrival, origin, random }));
    const isLast = index === count - 1;
    const isFirstHere = index < devices.length;
    if (person.known && habit.form && (isLast || (isFirstHere && devices.length > 1))) {
      events.push(...introduction(person.known, events, habit.form, random));
      if (habit.form === 'contact') events.push(...correspondence(person.known.email, events, random));
    }
  }
  return events.filter((event) => event.at <= now);
}

/** The outcome of a person's deal as `POST …/outcomes` takes it: one to four days after the last event. Null: there was no deal. */
export function outcomeOf({ known, deal }: Person, events: readonly PastEvent[], now: number) {
  const last = events.at(-1);
  if (!known || !deal || !last) return null;
  const at = Math.min(last.at + (1 + (deal.value % 4)) * day, now);
  return { id: `demo-${known.email}`, email: known.email, ...deal, currency: 'EUR', at };
}

interface Visit {
  habit: Habit;
  device: string;
  start: number;
  arrival: { query?: string; referrer?: string };
  origin: string;
  random: Random;
}

/** Page views, an engagement after each, and sometimes a download of the guide. */
function visit({ habit, device, start, arrival, origin, random }: Visit): PastEvent[] {
  const session = random.uuid();
  const events: PastEvent[] = [];
  let at = start;
  const add = (kind: BrowserKind, fields: Record<string, unknown>) => {
    const event = { id: random.uuid(), kind, at, device, session, ...fields };
    events.push(event);
    return event;
  };
  let url = '';
  for (let page = random.between(...habit.views); page > 0; page--) {
    const referrer = events.length === 0 ? arrival.referrer : url;
    url = origin + random.pick(habit.paths) + (events.length === 0 ? (arrival.query ?? '') : '');
    const view = add('page_view', { url, ...(referrer ? { referrer } : {}) });
    const seconds = random.between(8, 140);
    at += seconds * 1000;
    add('engagement', { url, view: view.id, seconds, scroll: random.between(20, 100) });
    at += random.between(1, 20) * 1000;
  }
  if (random.chance(habit.downloads)) add('download', { url, file: `${origin}/files/guide.pdf` });
  return events;
}

/** The form that identifies the visitor at the end of a visit, and the identify call of the site's own server. */
function introduction(
  known: NonNullable<Person['known']>,
  events: PastEvent[],
  form: string,
  random: Random,
): PastEvent[] {
  const last = events.at(-1);
  if (!last) return [];
  const { email, ...traits } = known;
  const common = { device: last.device as string, session: last.session as string };
  const at = last.at + random.between(20, 90) * 1000;
  return [
    { id: random.uuid(), kind: 'form_fill', at, ...common, email, form, url: last.url },
    { id: random.uuid(), kind: 'identify', at: at + 500, ...common, email, traits },
  ];
}

/** Events that the mail server sends. It knows the email address, not the device. */
function correspondence(email: string, events: PastEvent[], random: Random): PastEvent[] {
  const at = (events.at(-1)?.at ?? 0) + random.between(60, 2_000) * minute;
  const opened = { id: random.uuid(), kind: 'email_open', at, email };
  const replied = { id: random.uuid(), kind: 'email_reply', at: at + 20 * minute, email };
  return random.chance(0.6) ? [opened, replied] : [opened];
}
