// A synthetic stream of events: visits of a few events each, some by returning visitors.
// The same seed gives the same stream. Runs inside workerd and in Node.

import type { Random } from '../demo/people/random.ts';
import type { NewEvent } from '../worker/score/event.ts';

/** The parameters of a stream. */
export interface Shape {
  /** The number of possible visitors; each visit is by a random one. */
  visitors: number;
  /** Concurrent visits; the next event belongs to a random one. */
  visitsAtATime: number;
  /** Mean number of events per visit. */
  eventsPerVisit: number;
  /** UTC ms of the first event, and the time from one event to the next. */
  startAt: number;
  stepMs: number;
}

/** Counts of the events taken so far. */
export interface Had {
  events: number;
  visits: number;
  /** Visits by returning visitors. */
  repeatVisits: number;
}

/** An endless stream. */
export interface Stream {
  /** The counts so far. */
  readonly had: Had;
  take(count: number): NewEvent[];
}

const paths = ['/', '/features', '/docs', '/docs/start', '/blog', '/about', '/pricing'] as const;
const sources = ['', '?utm_source=news', '?gclid=x', ''] as const;

interface Visit {
  device: string;
  session: string;
  url: string;
  view: string;
}

/** Starts a stream. */
export function streamOf(shape: Shape, random: Random): Stream {
  const devices = Array.from({ length: shape.visitors }, () => random.uuid());
  const seen = new Set<string>();
  const visits: Visit[] = [];
  const had: Had = { events: 0, visits: 0, repeatVisits: 0 };
  let now = shape.startAt;

  function begin(): Visit {
    const device = devices[random.between(0, devices.length - 1)] as string;
    had.visits++;
    if (seen.has(device)) had.repeatVisits++;
    seen.add(device);
    return { device, session: random.uuid(), url: '', view: '' };
  }

  function next(): NewEvent {
    now += shape.stepMs;
    const place = random.between(0, shape.visitsAtATime - 1);
    let visit = visits[place];
    if (!visit || random.chance(1 / shape.eventsPerVisit)) visit = visits[place] = begin();
    had.events++;
    return eventOf(visit, now, random);
  }

  return {
    had,
    take: (count) => Array.from({ length: count }, next),
  };
}

/** A visit starts with a page view. Of ten events after it, six are page views, three engagements and one a download. */
function eventOf(visit: Visit, occurredAt: number, random: Random): NewEvent {
  const id = random.uuid();
  const { device, session } = visit;
  const base = { device, id, occurredAt, ownedAt: null, session, origin: 'browser' } as const;
  const chance = visit.url === '' ? 10 : random.between(1, 10);
  if (chance === 1) {
    const file = `https://example.com/files/guide-${random.between(1, 5)}.pdf`;
    return { ...base, kind: 'download', body: { url: visit.url, file } };
  }
  if (chance <= 4) {
    const seconds = random.between(5, 150);
    const { url, view } = visit;
    return { ...base, kind: 'engagement', body: { url, view, seconds, scroll: random.between(10, 100) } };
  }
  const query = visit.url === '' ? random.pick(sources) : '';
  const referrer = visit.url === '' ? {} : { referrer: visit.url };
  visit.url = `https://example.com${random.pick(paths)}${query}`;
  visit.view = id;
  const title = 'A page of example.com, its title of usual length';
  return { ...base, kind: 'page_view', body: { url: visit.url, ...referrer, title } };
}
