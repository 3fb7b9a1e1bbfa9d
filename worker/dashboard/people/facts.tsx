// The line of facts below a heading.

import type { Child } from 'hono/jsx';
import { useTexts } from '../texts/texts.ts';
import { Ago, type Clock, Day } from '../words/clock.tsx';

/** One fact. */
export function FactItem({
  name,
  class: style,
  children,
}: {
  name: string;
  class?: string;
  children?: Child;
}) {
  return (
    <div class={style}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** When somebody was seen last and first. */
export function SeenFacts({
  lastSeen,
  firstSeen,
  clock,
}: {
  lastSeen: number;
  firstSeen: number;
  clock: Clock;
}) {
  const { facts } = useTexts().people;
  return (
    <>
      <FactItem name={facts.lastSeen}>
        <Ago moment={lastSeen} clock={clock} />
      </FactItem>
      <FactItem name={facts.firstSeen}>
        <Day moment={firstSeen} clock={clock} />
      </FactItem>
    </>
  );
}
