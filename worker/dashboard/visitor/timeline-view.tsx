// The visitor's events, newest first, with a heading for each day and the points of each event.

import type { Explanation, TimelineEvent } from '../../../schema/api/visitor.ts';
import type { Kind } from '../../../schema/kinds.ts';
import { type Clock, dayName, exactly, timeOfDay } from '../words/clock.tsx';
import type { ShownUrl } from '../words/page-link.ts';
import { gainText } from '../words/points.ts';
import { tell } from '../words/wording.ts';
import { eventAnchor } from './score-chart.tsx';

interface TimelineProps {
  events: readonly TimelineEvent[];
  /** Its lines have the points of each event. */
  explanation: Explanation;
  origins: readonly string[];
  /** The visitor's devices, numbered if there is more than one. */
  devices: readonly string[];
  /** The URL of older events; null: there are none. */
  olderHref: string | null;
  clock: Clock;
}

/** The section. */
export function TimelineView(props: TimelineProps) {
  const { events, olderHref, clock } = props;
  const days = Map.groupBy(happeningsOf(events), ({ event }) => dayName(event.occurredAt, clock));
  return (
    <section class="card timeline" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {events.length === 0 && <p class="empty">No events yet.</p>}
      {[...days].map(([day, ofDay]) => (
        <>
          <h3>{day}</h3>
          <ol>
            {ofDay.map((happening) => (
              <Entry {...happening} {...props} />
            ))}
          </ol>
        </>
      ))}
      {olderHref !== null && (
        <p class="pages">
          <a href={olderHref}>Older</a>
        </p>
      )}
    </section>
  );
}

/** An event. A page view includes its engagements, so that one line shows the page and the reading time. */
interface Happening {
  event: TimelineEvent;
  readings: TimelineEvent[];
}

function happeningsOf(events: readonly TimelineEvent[]): Happening[] {
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

function Entry({ event, readings, explanation, origins, devices, clock }: TimelineProps & Happening) {
  const { did, about, details } = tell(event, origins);
  const notes = [...details, ...readingNotes(readings, origins), ...circumstances(event, devices)];
  return (
    <li id={eventAnchor(event.id)}>
      <time datetime={new Date(event.occurredAt).toISOString()} title={exactly(event.occurredAt, clock)}>
        {timeOfDay(event.occurredAt, clock)}
      </time>
      <div>
        {did} {about && <About {...about} />}
        <Gains events={[event, ...readings]} explanation={explanation} />
        {notes.length > 0 && (
          <p class="notes">
            {notes.map((note, index) => (
              <>
                {index > 0 && ' · '}
                <bdi>{note}</bdi>
              </>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

/** Its awards. One that a cap withheld is marked; the explanation names the cap. */
function Gains({ events, explanation }: { events: readonly TimelineEvent[]; explanation: Explanation }) {
  const ids = new Set(events.map(({ id }) => id));
  const lines = explanation.lines
    .filter(({ eventId }) => eventId && ids.has(eventId))
    .sort((a, b) => Number(a.capped) - Number(b.capped) || Math.abs(b.points) - Math.abs(a.points));
  return (
    <>
      {lines.map(({ points, label, disqualifies, capped }) => (
        <>
          {' '}
          <span class={capped ? 'gain held' : 'gain'} title={label}>
            {points === 0 && disqualifies ? 'disqualifies' : gainText(points)}
            {capped && ' over the cap'}
          </span>
        </>
      ))}
    </>
  );
}

/** `href` is an http(s) URL of the site itself: page-link.ts. */
function About({ text, href }: ShownUrl) {
  if (href === null) return <bdi class="about">{text}</bdi>;
  return (
    <a class="about" href={href} rel="noopener noreferrer nofollow">
      <bdi>{text}</bdi>
    </a>
  );
}

/** Engagements have totals, so the longest one includes the others. */
function readingNotes(readings: readonly TimelineEvent[], origins: readonly string[]): string[] {
  const [longest] = readings.toSorted((a, b) => Number(b.body.seconds ?? 0) - Number(a.body.seconds ?? 0));
  const [first, ...rest] = longest ? tell(longest, origins).details : [];
  return first === undefined ? [] : [`read ${first}`, ...rest];
}

function circumstances({ origin, device }: TimelineEvent, devices: readonly string[]): string[] {
  const place = devices.indexOf(device) + 1;
  return [
    ...(origin === 'automated' ? ['automated browser: no points'] : []),
    ...(devices.length > 1 && place > 0 ? [`device ${place}`] : []),
  ];
}
