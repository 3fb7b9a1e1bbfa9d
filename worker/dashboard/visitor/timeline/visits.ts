// The events of a timeline as a reader thinks of them: visits, and within them pages with the time spent on them.

import type { TimelineEvent } from '../../../../schema/api/visitor.ts';
import type { Kind } from '../../../../schema/kinds.ts';

/** An event. A page view includes its engagements, so that one line shows the page and the reading time. */
export interface Happening {
  event: TimelineEvent;
  readings: TimelineEvent[];
}

/** What happened in one visit, newest first; or between visits, if `session` is null. */
export interface Visit {
  session: string | null;
  happenings: Happening[];
}

/** The events, each engagement with its page view. */
export function happeningsOf(events: readonly TimelineEvent[]): Happening[] {
  const isView = ({ kind }: TimelineEvent) => kind === ('page_view' satisfies Kind);
  const keyOf = (device: string, view: unknown) => `${device} ${view}`;
  const views = new Set(events.filter(isView).map(({ device, id }) => keyOf(device, id)));
  const viewOf = ({ kind, device, body }: TimelineEvent) => {
    const key = keyOf(device, body.view);
    return kind === ('engagement' satisfies Kind) && views.has(key) ? key : null;
  };
  const readings = Map.groupBy(events, viewOf);
  return (readings.get(null) ?? []).map((event) => ({
    event,
    readings: isView(event) ? (readings.get(keyOf(event.device, event.id)) ?? []) : [],
  }));
}

/** The visits in order. What sales record while a visit goes on, or another device of the person does, parts it. */
export function visitsOf(happenings: readonly Happening[]): Visit[] {
  const visits: Visit[] = [];
  for (const happening of happenings) {
    const { session } = happening.event;
    const last = visits.at(-1);
    if (last && last.session === session) last.happenings.push(happening);
    else visits.push({ session, happenings: [happening] });
  }
  return visits;
}

/** The first and the last moment of a visit, UTC ms. */
export function spanOf({ happenings }: Visit): [begin: number, end: number] {
  const moments = happenings.flatMap(({ event, readings }) =>
    [event, ...readings].map(({ occurredAt }) => occurredAt),
  );
  return [Math.min(...moments), Math.max(...moments)];
}

/** The anchor of an event in the timeline. */
export function eventAnchor(id: string): string {
  return `event-${id}`;
}
