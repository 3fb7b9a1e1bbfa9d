// What somebody did last, in words, and how long ago.

import type { Visitor } from '../../../schema/api/visitor.ts';
import { useTexts } from '../texts/texts.ts';
import { Ago, type Clock } from '../words/clock.tsx';

type LastEvent = NonNullable<Visitor['lastEvent']>;

/** `asked for a demo 2 h ago`, or where nothing was done when the visitor was seen. */
export function LastDone({ visitor, clock }: { visitor: Visitor; clock: Clock }) {
  const { lastEvent, lastSeen } = visitor;
  if (lastEvent === null) return <Ago moment={lastSeen} clock={clock} />;
  return (
    <>
      <span class="last-done">
        <Done event={lastEvent} />
      </span>{' '}
      <Ago moment={lastEvent.at} clock={clock} />
    </>
  );
}

/** What a form was for; of other events the kind with what it was about. A custom event is its own name. */
function Done({ event: { kind, label, intent } }: { event: LastEvent }) {
  const { done } = useTexts().rows;
  const form = ownOf(done.forms, intent ?? '');
  if (form !== undefined) return <>{form}</>;
  const words = ownOf(done.kinds, kind);
  if (words === undefined) return <bdi>{label ?? kind}</bdi>;
  if (label === null) return <>{words.alone}</>;
  const [before, after] = words.of;
  return (
    <>
      {before}
      <bdi>{label}</bdi>
      {after}
    </>
  );
}

/** Never inherited: a custom event may be named `constructor`. */
function ownOf<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
