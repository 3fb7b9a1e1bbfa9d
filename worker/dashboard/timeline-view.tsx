// What a visitor did, newest first, a heading for each day, with what it earned beside it.

import type { Explanation, TimelineEvent } from '../../schema/api-visitor.ts';
import { type Clock, dayName, exactly, timeOfDay } from './clock.tsx';
import type { ShownUrl } from './page-link.ts';
import { gainText } from './points.ts';
import { tell } from './wording.ts';

interface TimelineProps {
  events: readonly TimelineEvent[];
  /** Whose lines say what each event earned. */
  explanation: Explanation;
  origins: readonly string[];
  /** The visitor's devices: named by number where there is more than one. */
  devices: readonly string[];
  /** The address of the older ones; null: there are none. */
  olderHref: string | null;
  clock: Clock;
}

/** The section. */
export function TimelineView(props: TimelineProps) {
  const { events, olderHref, clock } = props;
  const earned = Map.groupBy(props.explanation.lines, ({ eventId }) => eventId);
  const days = Map.groupBy(events, ({ occurredAt }) => dayName(occurredAt, clock));
  return (
    <section class="card timeline" aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      {events.length === 0 && <p class="empty">Nothing has been recorded.</p>}
      {[...days].map(([day, ofDay]) => (
        <>
          <h3>{day}</h3>
          <ol>
            {ofDay.map((event) => (
              <Happening event={event} lines={earned.get(event.id) ?? []} {...props} />
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

type HappeningProps = TimelineProps & { event: TimelineEvent; lines: Explanation['lines'] };

function Happening({ event, lines, origins, devices, clock }: HappeningProps) {
  const { did, about, details } = tell(event, origins);
  const notes = [...details, ...circumstances(event, devices)];
  return (
    <li class={`kind-${/^[a-z_]+$/.test(event.kind) ? event.kind : 'other'}`}>
      <time datetime={new Date(event.occurredAt).toISOString()} title={exactly(event.occurredAt, clock)}>
        {timeOfDay(event.occurredAt, clock)}
      </time>
      <div>
        {did} {about && <About {...about} />}{' '}
        {lines.map(({ points, label, capped }) => (
          <span class={capped ? 'gain capped' : 'gain'} title={capped ? `${label}: over the cap` : label}>
            {capped ? '+0' : gainText(points)}
          </span>
        ))}
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

/** `href` is http(s) and the site's own: page-link.ts. */
function About({ text, href }: ShownUrl) {
  if (href === null) return <bdi class="about">{text}</bdi>;
  return (
    <a class="about" href={href} rel="noopener noreferrer nofollow">
      <bdi>{text}</bdi>
    </a>
  );
}

function circumstances({ origin, device }: TimelineEvent, devices: readonly string[]): string[] {
  const place = devices.indexOf(device) + 1;
  return [
    ...(origin === 'automated' ? ['by an automated browser: earns nothing'] : []),
    ...(origin === 'server' ? ['told by the server'] : []),
    ...(devices.length > 1 && place > 0 ? [`device ${place}`] : []),
  ];
}
