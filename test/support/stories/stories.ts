// The stories of docs/models/README.md as events: each example model has one, as a table. Opens no files, so that it also
// works in workerd.

import type { NewEvent } from '../../../worker/score/event.ts';
import { section, tables } from '../checks/markdown.ts';

/** A line of a story: what happened on a day, and the expected result. */
export interface StoryStep {
  day: number;
  what: string;
  /** Null: only time passed. */
  event: NewEvent | null;
  /** What the event earned, in the order of the model's rules. */
  points: number[];
  score: string;
  status: string;
}

/** The section for each model. */
export const storyOf: Readonly<Record<string, string>> = {
  'b2b-software': 'B2B software',
  'e-commerce': 'E-commerce',
  events: 'Events',
  agency: 'Agency',
};

const dayMs = 86_400_000;

/** The story under this heading; day 0 is `start` (UTC ms), all on one `device`. */
export function readStory(
  readme: string,
  heading: string,
  { start, device }: { start: number; device: string },
): StoryStep[] {
  const [rows = []] = tables(section(readme, heading));
  return rows.map(([days, what = '', points = '', score = '', status = '']) => {
    const day = Number(days);
    const event = eventOf(what);
    return {
      day,
      what,
      event: event && {
        device,
        id: crypto.randomUUID(),
        occurredAt: start + day * dayMs,
        ownedAt: null,
        session: event.origin === 'browser' ? `session of day ${day}` : null,
        ...event,
      },
      points: points === '' ? [] : points.split(' + ').map(Number),
      score,
      status,
    };
  });
}

type StoryEvent = Pick<NewEvent, 'kind' | 'origin' | 'body'>;

const home = 'https://example.com';

const tellings: [RegExp, (...said: string[]) => StoryEvent | null][] = [
  [/^nothing: /, () => null],
  [/^views (\/\S*)$/, (path) => did('page_view', { url: home + path })],
  [/^downloads (\S+)$/, (file) => did('download', { file: `${home}/${file}` })],
  [/^sends the form `(.+)`$/, (form = '') => did('form_fill', { form })],
  [/^does `(\w+)`$/, (kind = '') => did(kind, {})],
  [
    /^does `(\w+)` with (\w+) (\d+)$/,
    (kind = '', prop = '', value) => did(kind, { props: { [prop]: Number(value) } }),
  ],
  [/^your server sends `(\w+)`$/, (kind = '') => ({ kind, origin: 'server', body: {} })],
  [/^a day is over: `(\w+)`$/, (kind = '') => ({ kind, origin: 'server', body: { after: 'of day 0' } })],
];

function did(kind: string, body: NewEvent['body']): StoryEvent {
  return { kind, origin: 'browser', body: { url: `${home}/`, ...body } };
}

function eventOf(what: string): StoryEvent | null {
  const [found] = tellings.flatMap(([telling, toldBy]) => {
    const match = telling.exec(what);
    return match ? [{ toldBy, said: match.slice(1) }] : [];
  });
  if (!found)
    throw new Error(`No story can say ${JSON.stringify(what)}: see test/support/stories/stories.ts.`);
  return found.toldBy(...found.said);
}
