// The visitor's events, newest first, by day and visit, with the points of each event.

import type { Explanation, TimelineEvent } from '../../../../schema/api/visitor.ts';
import type { Model } from '../../../../schema/model/model.ts';
import { withdrawable } from '../../../flows/ingest/withdraw.ts';
import type { EventBody } from '../../../score/event.ts';
import { capOf } from '../../../score/words/sentences.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Clock, dayName, exactly, timeOfDay } from '../../words/clock.tsx';
import type { ShownUrl } from '../../words/page-link.ts';
import { gainText } from '../../words/points.ts';
import { awardLabel, type Place, tell } from '../../words/wording.ts';
import { UndoButton } from '../forms/form-parts.tsx';
import { type KindGroup, KindLinks } from './kind-filter.tsx';
import { eventAnchor, type Happening, happeningsOf, spanOf, type Visit, visitsOf } from './visits.ts';

interface TimelineProps {
  events: readonly TimelineEvent[];
  /** Its lines have the points of each event. */
  explanation: Explanation;
  /** Its caps are why points were withheld. */
  model: Model;
  origins: readonly string[];
  /** The visitor's devices, numbered if there is more than one. */
  devices: readonly string[];
  /** Labels of tokens by id. */
  actors: ReadonlyMap<string, string>;
  kinds: KindGroup;
  /** The address of the timeline with a group; null: it cannot be filtered. */
  hrefOf: ((group: KindGroup) => string) | null;
  /** The URL of older events; null: there are none. */
  olderHref: string | null;
  /** Where forms are sent; null: the reader may undo nothing. */
  action: string | null;
  clock: Clock;
}

/** The section. */
export function TimelineView(props: TimelineProps) {
  const { events, kinds, hrefOf, olderHref, clock } = props;
  const texts = useTexts().visitor.timeline;
  const days = Map.groupBy(happeningsOf(events), ({ event }) => dayName(event.occurredAt, clock));
  return (
    <section class="card timeline" aria-labelledby="timeline">
      <h2 id="timeline">{texts.title}</h2>
      {hrefOf && <KindLinks chosen={kinds} hrefOf={hrefOf} />}
      {events.length === 0 && <p class="empty">{kinds === 'all' ? texts.none : texts.noneOfKind}</p>}
      {[...days].map(([day, ofDay]) => (
        <>
          <h3>{day}</h3>
          {visitsOf(ofDay).map((visit) => (
            <VisitView visit={visit} {...props} />
          ))}
        </>
      ))}
      {olderHref !== null && (
        <p class="pages">
          <a href={olderHref}>{texts.older}</a>
        </p>
      )}
    </section>
  );
}

function VisitView({ visit, ...props }: TimelineProps & { visit: Visit }) {
  const texts = useTexts().visitor.timeline;
  const [begin, end] = spanOf(visit).map((moment) => timeOfDay(moment, props.clock)) as [string, string];
  return (
    <>
      {visit.session !== null && <h4>{texts.visit(begin, end)}</h4>}
      <ol>
        {visit.happenings.map((happening) => (
          <Entry {...happening} {...props} />
        ))}
      </ol>
    </>
  );
}

function Entry({ event, readings, ...props }: TimelineProps & Happening) {
  const { origins, devices, actors, action, clock } = props;
  const all = useTexts();
  const texts = all.visitor;
  const place = { origins, texts: all, actors };
  const { did, about, details } = tell(event, place);
  const notes = [
    ...details,
    ...readingNotes(readings, place),
    ...(event.origin === 'automated' ? [texts.timeline.automated] : []),
    ...(devices.length > 1 && devices.includes(event.device)
      ? [texts.timeline.device(devices.indexOf(event.device) + 1)]
      : []),
  ];
  return (
    <li id={eventAnchor(event.id)}>
      <time datetime={new Date(event.occurredAt).toISOString()} title={exactly(event.occurredAt, clock)}>
        {timeOfDay(event.occurredAt, clock)}
      </time>
      <div>
        {did} {about && <About {...about} />}
        <Gains {...props} events={[event, ...readings]} />
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
        {action !== null && isWithdrawable(event) && (
          <UndoButton
            action={action}
            event={event.id}
            text={texts.actions.undo}
            what={`${did} ${about?.text ?? ''}`}
          />
        )}
      </div>
    </li>
  );
}

/** Whether a person recorded the event by hand, and may take it back. */
export function isWithdrawable({ kind, body }: TimelineEvent): boolean {
  return withdrawable({ kind, body: body as EventBody }) === 'yes';
}

/** Its awards. One that a cap withheld says which cap. */
function Gains({ events, explanation, model }: TimelineProps) {
  const all = useTexts();
  const texts = all.visitor.timeline;
  const ids = new Set(events.map(({ id }) => id));
  const lines = explanation.lines
    .filter(({ eventId }) => eventId && ids.has(eventId))
    .sort((a, b) => Number(a.capped) - Number(b.capped) || Math.abs(b.points) - Math.abs(a.points));
  return (
    <>
      {lines.map(({ rule, points, label, disqualifies, capped }) => (
        <>
          {' '}
          <span class={capped ? 'gain held' : 'gain'} title={awardLabel({ rule, label }, all)}>
            {points === 0 && disqualifies ? texts.disqualifies : gainText(points, all.locale)}
            {capped && ` ${[texts.overCap, capOf(model, rule, all.score)].filter(Boolean).join(': ')}`}
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
function readingNotes(readings: readonly TimelineEvent[], place: Place): string[] {
  const [longest] = readings.toSorted((a, b) => Number(b.body.seconds ?? 0) - Number(a.body.seconds ?? 0));
  const [first, ...rest] = longest ? tell(longest, place).details : [];
  return first === undefined ? [] : [place.texts.visitor.timeline.read(first), ...rest];
}
